using Aios.Journal.Log.Import;

namespace Aios.Journal.Tests.Log;

public sealed class ImportedKeysSpecs : IDisposable
{
    private readonly JournalFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1, 10)]
    [InlineData(999, 10)]
    [InlineData(20_000, 1_000)]
    [InlineData(20_000, 30_000)]
    public void Every_key_is_new_once_and_known_from_then_on(int count, int most)
    {
        var keys = Keys(count, seed: 1);
        using var known = new ImportedKeys(_folder.Data, most);

        Assert.All(keys, key => Assert.True(known.Add(key)));
        Assert.All(keys, key => Assert.False(known.Add(key)));
        Assert.All(Keys(1_000, seed: 2), key => Assert.True(known.Add(key)));
    }

    [Fact]
    public void The_keys_in_memory_stay_few_and_no_file_is_left()
    {
        using (var known = new ImportedKeys(_folder.Data, most: 1_000))
        {
            var held = Keys(50_000, seed: 1).Select(key => known.Add(key) ? known.Held : 0).Max();

            // The newest, and one in 256 of the others.
            Assert.InRange(held, 1_000, 1_000 + 50 * 4);
        }
        Assert.Empty(Directory.GetFileSystemEntries(_folder.Data.FullPath));
    }

    private static UInt128[] Keys(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => new UInt128((ulong)random.NextInt64(), (ulong)random.NextInt64()))];
    }
}
