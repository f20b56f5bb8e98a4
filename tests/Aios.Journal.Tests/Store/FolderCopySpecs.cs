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

    [Fact]
    public void A_folder_is_copied_with_all_that_is_below_but_for_links_and_what_is_being_written()
    {
        string[] names = ["kept/run-1/a/0000", "kept/run-1/a/snapshot.json", "kept/run-2/b/snapshot.json", "kept/note"];
        foreach (var name in names.Append("kept/run-1/a/next" + DataFolder.TemporarySuffix))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(_folder.Data.PathOf(name))!);
            File.WriteAllText(_folder.Data.PathOf(name), name);
        }
        Directory.CreateSymbolicLink(_folder.Data.PathOf("kept/link"), _folder.Data.PathOf("kept/run-1"));
        var copy = DataFolder.OpenOrCreate(_target);

        FolderCopy.Tree(_folder.Data, copy, "kept");
        FolderCopy.Tree(_folder.Data, copy, "absent");

        var copied = Directory
            .EnumerateFiles(_target, "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(_target, path));
        Assert.Equal(names.Order(), copied.Order());
        Assert.All(names, name => Assert.Equal(name, File.ReadAllText(copy.PathOf(name))));
    }
}
