using Aios.Journal.Store;

namespace Aios.Journal.Tests.Store;

public sealed class CursorStoreSpecs : IDisposable
{
    private readonly JournalFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_cursor_begins_at_0_survives_and_never_goes_back()
    {
        using (var store = StateDatabase.Open(_folder.Data))
        {
            var cursors = new CursorStore(store);
            Assert.Equal(0, cursors.Read("scheduler"));
            await cursors.Write("scheduler", 7);
            await cursors.Write("scheduler", 5);
            await cursors.Write("learner", 2);
            Assert.Equal((7L, 2L), (cursors.Read("scheduler"), cursors.Read("learner")));
        }

        using var again = StateDatabase.Open(_folder.Data);
        Assert.Equal(7, new CursorStore(again).Read("scheduler"));
    }
}
