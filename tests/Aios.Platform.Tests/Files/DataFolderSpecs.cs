using System.Runtime.Versioning;
using Aios.Platform.Files;

namespace Aios.Platform.Tests.Files;

[SupportedOSPlatform("linux")]
public sealed class DataFolderSpecs : IDisposable
{
    private readonly TemporaryFolder _temporary = new();
    private readonly DataFolder _folder;

    public DataFolderSpecs() => _folder = DataFolder.OpenOrCreate(_temporary.Below("data"));

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public void A_file_gets_another_name_and_takes_the_place_of_the_one_that_had_it()
    {
        _folder.Replace("x/old", "kept"u8);
        _folder.Replace("x/new", "gone"u8);

        _folder.Rename("x/old", "x/new");

        Assert.Equal(["x/new"], _folder.List("x"));
        Assert.Equal("kept"u8.ToArray(), _folder.ReadAll("x/new"));
        Assert.Equal(DataFolderFault.Missing, Assert.Throws<DataFolderException>(() => _folder.Rename("x/nothing", "x/other")).Fault);
    }

    [Fact]
    public void Room_is_taken_now_or_refused_now()
    {
        using var file = _folder.OpenAppend("room");

        file.Allocate(3_000_000);
        Assert.Equal(3_000_000, file.Length);
        Assert.Equal(DataFolderFault.Full, Assert.Throws<DataFolderException>(() => file.Allocate(1L << 60)).Fault);
    }

    [Fact]
    public void Folder_and_files_are_for_their_owner_alone()
    {
        using var file = _folder.OpenAppend("events/a.jsonl");

        const UnixFileMode owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        Assert.Equal(owner | UnixFileMode.UserExecute, File.GetUnixFileMode(_folder.FullPath));
        Assert.Equal(owner | UnixFileMode.UserExecute, File.GetUnixFileMode(Path.Combine(_folder.FullPath, "events")));
        Assert.Equal(owner, File.GetUnixFileMode(file.FullPath));
    }

    [Theory]
    [InlineData("")]
    [InlineData("/etc/passwd")]
    [InlineData("..")]
    [InlineData("events/../../x")]
    [InlineData("a//b")]
    [InlineData("./a")]
    [InlineData("a/")]
    [InlineData("a\0b")]
    public void A_name_that_leads_elsewhere_is_refused(string name)
    {
        var error = Assert.Throws<DataFolderException>(() => _folder.OpenAppend(name));

        Assert.Equal(DataFolderFault.BadName, error.Fault);
        Assert.Contains(_folder.FullPath, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_symbolic_link_is_not_followed()
    {
        File.WriteAllText(_temporary.Below("outside"), "secret");
        File.CreateSymbolicLink(Path.Combine(_folder.FullPath, "link"), _temporary.Below("outside"));

        Assert.Equal(DataFolderFault.WrongKind, Assert.Throws<DataFolderException>(() => _folder.OpenRead("link")).Fault);
        Assert.Equal(DataFolderFault.WrongKind, Assert.Throws<DataFolderException>(() => _folder.OpenAppend("link")).Fault);
    }

    [Fact]
    public void What_was_written_by_position_is_read_back()
    {
        using (var file = _folder.OpenAppend("a"))
        {
            file.Write("hello world"u8, 0);
            file.Truncate(5);
            file.SyncData();
        }

        using var again = _folder.OpenRead("a");
        var bytes = new byte[16];
        Assert.Equal(5, again.Read(bytes, 0));
        Assert.Equal("hello"u8, bytes.AsSpan(0, 5));
    }

    [Fact]
    public void Every_name_on_the_way_to_a_file_is_brought_to_the_disk_also_what_somebody_killed_before_had_made()
    {
        Directory.CreateDirectory(_temporary.Below("data/made"));
        var disk = new WatchedDisk();
        var folder = DataFolder.OpenOrCreate(_folder.FullPath, disk);

        folder.OpenAppend("made/below/file").Dispose();

        Assert.Equal(["", "made", "made/below"], disk.Synced.Select(path => path[_folder.FullPath.Length..].TrimStart('/')));
    }

    [Fact]
    public void A_file_whose_name_could_not_be_brought_to_the_disk_gets_there_before_anything_is_written_to_it()
    {
        var disk = new WatchedDisk { Fails = true };
        var folder = DataFolder.OpenOrCreate(_folder.FullPath, disk);
        Assert.Throws<StorageSyncException>(() => folder.OpenAppend("file"));
        disk.Fails = false;

        using (var file = folder.OpenAppend("file"))
            file.Write("x"u8, 0);
        Assert.Equal([_folder.FullPath], disk.Synced);
        folder.OpenAppend("file").Dispose();
        Assert.Single(disk.Synced);
    }

    [Fact]
    public void A_new_file_must_not_be_there_already()
    {
        _folder.CreateNew("once").Dispose();

        Assert.Equal(DataFolderFault.Exists, Assert.Throws<DataFolderException>(() => _folder.CreateNew("once")).Fault);
    }

    [Fact]
    public void A_replaced_file_is_whole_and_leaves_nothing_beside_it()
    {
        _folder.Replace("x/state", "old and long"u8);
        _folder.Replace("x/state", "new"u8);

        Assert.Equal("new"u8.ToArray(), _folder.ReadAll("x/state"));
        Assert.Equal(["x/state"], _folder.List("x"));
    }

    [Fact]
    public void Listing_is_ordered_and_filtered_and_deleting_twice_is_no_error()
    {
        foreach (var name in (string[])["l/b.x", "l/a.x", "l/c.y"])
            _folder.Replace(name, default);
        _folder.Delete("l/b.x");
        _folder.Delete("l/b.x");

        Assert.Equal(["l/a.x"], _folder.List("l", ".x"));
        Assert.Empty(_folder.List("absent"));
        Assert.Null(_folder.ReadAll("l/b.x"));
    }

    [Fact]
    public void A_second_node_is_refused_with_folder_and_process()
    {
        using var held = _folder.Lock();

        var error = Assert.Throws<DataFolderInUseException>(() => DataFolder.OpenExisting(_folder.FullPath).Lock());

        Assert.Equal(_folder.FullPath, error.Folder);
        Assert.Equal(Environment.ProcessId, error.ProcessId);
        Assert.Contains($"{Environment.ProcessId}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_that_is_moved_away_or_replaced_is_lost_and_one_that_comes_back_is_not()
    {
        using var held = _folder.Lock();
        Assert.Null(held.Lost);

        Directory.Move(_folder.FullPath, _folder.FullPath + ".away");
        Assert.Contains("moved, deleted or unmounted", held.Lost);
        Directory.CreateDirectory(_folder.FullPath);
        File.WriteAllText(_folder.PathOf("lock"), "1\n");
        Assert.Contains("another folder is in its place", held.Lost);

        Directory.Delete(_folder.FullPath, recursive: true);
        Directory.Move(_folder.FullPath + ".away", _folder.FullPath);
        Assert.Null(held.Lost);
    }

    [Fact]
    public void A_lock_given_back_can_be_taken_again()
    {
        _folder.Lock().Dispose();
        _folder.Lock().Dispose();
    }

    [Fact]
    public void A_full_disk_is_named_with_its_remedy()
    {
        using var full = new DataFile(KernelDisk.Instance.Open("/dev/full", NativeFile.ReadWrite, out _)!, "full", "/dev/full");

        var error = Assert.Throws<DataFolderException>(() => full.Write("x"u8, 0));

        Assert.Equal(DataFolderFault.Full, error.Fault);
        Assert.Contains("Free space", error.Remedy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Errno.AccessDenied, DataFolderFault.NotPermitted)]
    [InlineData(Errno.ReadOnly, DataFolderFault.ReadOnly)]
    [InlineData(Errno.NoSpace, DataFolderFault.Full)]
    [InlineData(Errno.Quota, DataFolderFault.Full)]
    [InlineData(Errno.InputOutput, DataFolderFault.Failed)]
    public void Every_error_of_the_kernel_has_a_cause_and_a_remedy(int errno, DataFolderFault fault)
    {
        var error = DataFolderException.From(errno, "write", "/data/x");

        Assert.Equal(fault, error.Fault);
        Assert.Contains($"errno {errno}", error.Cause, StringComparison.Ordinal);
        Assert.NotEmpty(error.Remedy);
    }

    [Fact]
    public void A_folder_that_cannot_be_made_or_is_absent_says_so()
    {
        File.WriteAllText(_temporary.Below("file"), "");

        Assert.Equal(
            DataFolderFault.WrongKind,
            Assert.Throws<DataFolderException>(() => DataFolder.OpenOrCreate(_temporary.Below("file"))).Fault
        );
        Assert.Equal(
            DataFolderFault.Missing,
            Assert.Throws<DataFolderException>(() => DataFolder.OpenExisting(_temporary.Below("no"))).Fault
        );
        Assert.Contains(
            "/proc/none",
            Assert.Throws<DataFolderException>(() => DataFolder.OpenOrCreate("/proc/none")).Message,
            StringComparison.Ordinal
        );
    }

    private sealed class WatchedDisk : KernelDisk
    {
        public List<string> Synced { get; } = [];

        public bool Fails { get; set; }

        public override void SyncFolder(string path)
        {
            if (Fails)
                throw new StorageSyncException("fsync", Errno.InputOutput);
            base.SyncFolder(path);
            Synced.Add(path);
        }
    }
}
