using System.Text;

namespace Aios.Platform.Machine;

public enum MountKind
{
    /// <summary>Blocks of a device, or what a container lays over them.</summary>
    Disk,

    /// <summary>Another machine or a program answers; any call on it may hang.</summary>
    Remote,

    /// <summary>Memory that looks like a disk.</summary>
    Memory,

    /// <summary>The kernel's own tables: nothing can fill up there.</summary>
    Pseudo,
}

/// <summary>One line of <c>/proc/self/mountinfo</c>.</summary>
public sealed record Mount(string Path, string Source, string FileSystem, MountKind Kind, bool IsReadOnly)
{
    /// <summary>Worth watching for space: a disk or a remote file system that can be written to.</summary>
    public bool CanFillUp => !IsReadOnly && Kind is MountKind.Disk or MountKind.Remote;
}

/// <summary>Reads which file systems are mounted. Reading the list never hangs; asking one for its space may (<see cref="DiskSpace"/>).</summary>
public static class MountReader
{
    private static readonly HashSet<string> Remote =
    [
        "nfs",
        "nfs4",
        "cifs",
        "smb3",
        "smbfs",
        "ceph",
        "9p",
        "afs",
        "glusterfs",
        "lustre",
        "virtiofs",
    ];
    private static readonly HashSet<string> Disks =
    [
        "overlay",
        "zfs",
        "btrfs",
        "ext2",
        "ext3",
        "ext4",
        "xfs",
        "vfat",
        "exfat",
        "ntfs3",
        "f2fs",
        "bcachefs",
    ];

    public static IReadOnlyList<Mount> Read() => Parse(File.ReadAllText("/proc/self/mountinfo"));

    /// <summary>The mount that holds a path: the one with the longest matching path, the last one mounted there.</summary>
    public static Mount? Holding(IEnumerable<Mount> mounts, string path)
    {
        Mount? best = null;
        foreach (var mount in mounts)
        {
            var inside = mount.Path == "/" || path == mount.Path || path.StartsWith(mount.Path + "/", StringComparison.Ordinal);
            if (inside && (best is null || mount.Path.Length >= best.Path.Length))
                best = mount;
        }
        return best;
    }

    /// <summary>id parent major:minor root PATH OPTIONS tags… - TYPE SOURCE OPTIONS (proc_pid_mountinfo(5)).</summary>
    internal static IReadOnlyList<Mount> Parse(string text)
    {
        var mounts = new List<Mount>();
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var halves = line.Split(" - ", 2);
            var left = halves[0].Split(' ');
            var right = halves.Length == 2 ? halves[1].Split(' ') : [];
            if (left.Length < 6 || right.Length < 3)
                continue;
            var readOnly = left[5].Split(',').Contains("ro") || right[2].Split(',').Contains("ro");
            mounts.Add(new Mount(Plain(left[4]), Plain(right[1]), right[0], KindOf(right[0], right[1]), readOnly));
        }
        return mounts;
    }

    private static MountKind KindOf(string fileSystem, string source) =>
        Remote.Contains(fileSystem)
        || (fileSystem.StartsWith("fuse", StringComparison.Ordinal) && fileSystem is not ("fusectl" or "fuseblk"))
            ? MountKind.Remote
        : fileSystem is "tmpfs" or "ramfs" ? MountKind.Memory
        : source.StartsWith("/dev/", StringComparison.Ordinal) || Disks.Contains(fileSystem) ? MountKind.Disk
        : MountKind.Pseudo;

    /// <summary>Blanks, tabs, line ends and backslashes are written as <c>\040</c>.</summary>
    private static string Plain(string text)
    {
        if (!text.Contains('\\'))
            return text;
        var plain = new StringBuilder(text.Length);
        for (var index = 0; index < text.Length; index++)
        {
            if (text[index] == '\\' && index + 3 < text.Length && text.AsSpan(index + 1, 3).IndexOfAnyExceptInRange('0', '7') < 0)
            {
                plain.Append((char)Convert.ToInt32(text.Substring(index + 1, 3), 8));
                index += 3;
                continue;
            }
            plain.Append(text[index]);
        }
        return plain.ToString();
    }
}
