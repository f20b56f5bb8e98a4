using Aios.Journal.Log;
using Aios.Journal.Store;
using Aios.Platform.Files;

namespace Aios.Journal.Tests.Store;

public sealed class FolderCopySpecs : IDisposable
{
    private readonly JournalFolder _folder = new();
    private readonly string _target = Directory.CreateTempSubdirectory("aios-copy-").FullName;

    public void Dispose()
    {
        _folder.Dispose();
        Directory.Delete(_target, recursive: true);
    }

    [Theory]
    [InlineData(30, 3)]
    [InlineData(25, 3)]
    [InlineData(20, 2)]
    [InlineData(13, 2)]
    [InlineData(7, 1)]
    public void What_came_after_the_record_is_left_out_also_when_midnight_came_between(long upTo, int days)
    {
        _folder.FillDays(3, 10);
        var copy = DataFolder.OpenOrCreate(_target);

        FolderCopy.Log(_folder.Data, copy, upTo);

        var report = new EventLogReader(copy).Verify();
        Assert.Equal((null, upTo, upTo), (report.Fault, report.Records, report.LastSeq));
        Assert.Equal(days, copy.List("events", ".jsonl").Count);
    }
}
