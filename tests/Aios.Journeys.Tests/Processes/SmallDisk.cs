namespace Aios.Journeys.Tests.Processes;

/// <summary>A file system of a few megabytes that can be filled and freed, or be read-only.</summary>
internal sealed class SmallDisk : IDisposable
{
    private const string Filler = "filler";

    private readonly TemporaryFolder _folder = new();
    private readonly TemporaryFolder? _image;

    public SmallDisk(string size = "32m")
    {
        var (code, said) = Requirement.Call("mount", "-t", "tmpfs", "-o", $"size={size}", "aios-journey", _folder.FullPath);
        if (code != 0)
            throw new JourneyException($"mount ended with {code}: {said}");
    }

    private SmallDisk(TemporaryFolder image, string size)
    {
        _image = image;
        var path = image.PathOf("disk");
        Call("truncate", "-s", size, path);
        // Nothing is reserved for root: what looks full is full.
        Call("mkfs.ext4", "-q", "-m", "0", path);
        Call("mount", "-o", "loop", path, _folder.FullPath);
    }

    /// <summary>On a device of its own: sensors watch it as every disk. Memory that looks like a disk is none for them.</summary>
    public static SmallDisk OfBlocks(string size) => new(new TemporaryFolder(), size);

    public string FullPath => _folder.FullPath;

    public void MakeReadOnly()
    {
        var (code, said) = Requirement.Call("mount", "-o", "remount,ro", FullPath);
        Assert.True(code == 0, said);
    }

    /// <summary>Not one byte is left afterwards.</summary>
    public void Fill()
    {
        using var file = new FileStream(_folder.PathOf(Filler), FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        var block = new byte[64 * 1024];
        for (var size = block.Length; size > 0; )
            try
            {
                file.Write(block, 0, size);
            }
            catch (IOException)
            {
                size /= 2;
            }
    }

    public void Free() => File.Delete(_folder.PathOf(Filler));

    public void Dispose()
    {
        Requirement.Call("umount", "-l", FullPath);
        _folder.Dispose();
        _image?.Dispose();
    }

    private static void Call(string program, params string[] arguments)
    {
        var (code, said) = Requirement.Call(program, arguments);
        if (code != 0)
            throw new JourneyException($"{program} ended with {code}: {said}");
    }
}
