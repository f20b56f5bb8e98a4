using Aios.Platform.Machine;

namespace Aios.Platform.Tests.Machine;

public sealed class MountReaderSpecs
{
    private const string Table = """
        22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
        23 22 0:5 / /proc rw,nosuid - proc proc rw
        24 22 0:6 / /tmp rw - tmpfs tmpfs rw,size=100k
        25 22 8:2 / /mnt/two\040words\134x ro,relatime - xfs /dev/sdb1 rw
        26 22 0:7 / /srv rw master:2 propagate_from:3 - nfs4 server:/x rw
        27 22 0:8 / /home/ann/far rw - fuse.sshfs ann@far: rw
        28 22 8:3 / /srv rw - ext4 /dev/sdc1 rw
        broken line
        """;

    [Fact]
    public void Mounts_are_told_apart_by_what_can_fill_up()
    {
        var mounts = MountReader.Parse(Table);

        Assert.Equal(["/", "/srv", "/home/ann/far", "/srv"], mounts.Where(mount => mount.CanFillUp).Select(mount => mount.Path));
        Assert.Equal(
            [MountKind.Disk, MountKind.Pseudo, MountKind.Memory, MountKind.Disk, MountKind.Remote, MountKind.Remote, MountKind.Disk],
            mounts.Select(mount => mount.Kind)
        );
        Assert.Equal(@"/mnt/two words\x", mounts[3].Path);
    }

    [Theory]
    [InlineData("/", "/dev/sda1")]
    [InlineData("/srv", "/dev/sdc1")]
    [InlineData("/srv/deep/er", "/dev/sdc1")]
    [InlineData("/srvx", "/dev/sda1")]
    [InlineData("/proc/1", "proc")]
    public void A_path_is_held_by_its_nearest_mount(string path, string source) =>
        Assert.Equal(source, MountReader.Holding(MountReader.Parse(Table), path)!.Source);

    [Fact]
    public void This_machine_has_a_root_with_space()
    {
        Assert.NotNull(MountReader.Holding(MountReader.Read(), "/"));
        var space = DiskSpace.Of("/");

        Assert.InRange(space.FreeBytes, 1, space.TotalBytes);
        Assert.InRange(space.AvailableBytes, 0, space.FreeBytes);
        Assert.InRange(space.UsedPercent, 0, 100);
        Assert.Equal(new DriveInfo("/").AvailableFreeSpace / (double)space.TotalBytes, space.AvailableBytes / (double)space.TotalBytes, 2);
    }

    [Fact]
    public void A_path_that_is_not_there_is_named() =>
        Assert.Contains("/no/such/path", Assert.Throws<IOException>(() => DiskSpace.Of("/no/such/path")).Message);
}
