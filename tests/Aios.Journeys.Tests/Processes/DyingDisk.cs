namespace Aios.Journeys.Tests.Processes;

/// <summary>
/// An ext4 file system on a device whose power can be cut: from then on every write of a block fails, and after the repair only what had
/// reached the device is there. Earlier writes are not put in another order.
/// </summary>
internal sealed class DyingDisk : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Child _device;
    private string _loop = "";
    private bool _isMounted;

    private DyingDisk()
    {
        Directory.CreateDirectory(_folder.PathOf("device"));
        Directory.CreateDirectory(FullPath);
        string[] broken = ["error=EIO", "error-pwrite-rate=100%", $"error-file={Trigger}"];
        string[] disk = ["nbdkit", "-s", "--exit-with-parent", "--filter=error", "memory", "64M", .. broken];
        _device = Child.Start("nbdfuse", [Device, "--command", .. disk]);
    }

    public string FullPath => _folder.PathOf("mounted");

    private string Device => _folder.PathOf("device/disk");
    private string Trigger => _folder.PathOf("no-power");

    /// <summary>A new disk, formatted and mounted.</summary>
    public static async Task<DyingDisk> Make()
    {
        var disk = new DyingDisk();
        try
        {
            using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
            using var patience = new CancellationTokenSource(Child.Patience);
            while (!File.Exists(disk.Device) && !disk._device.HasEnded)
                await pace.WaitForNextTickAsync(patience.Token);
            Do("mkfs.ext4", "-q", "-F", disk.Device);
            disk.Mount();
            return disk;
        }
        catch
        {
            await disk.DisposeAsync();
            throw;
        }
    }

    /// <summary>No block is written any more.</summary>
    public void Cut() => File.WriteAllText(Trigger, "");

    /// <summary>Power is back: what the device really holds is mounted again. Whoever wrote must have ended.</summary>
    public void Repair()
    {
        Unmount();
        File.Delete(Trigger);
        Mount();
    }

    public async ValueTask DisposeAsync()
    {
        File.Delete(Trigger);
        Unmount();
        _device.Signal(Native.Terminate);
        await _device.End();
        await _device.DisposeAsync();
        _folder.Dispose();
    }

    private static string Do(string program, params string[] arguments)
    {
        var (code, said) = Requirement.Call(program, arguments);
        return code == 0 ? said : throw new JourneyException($"{program} {string.Join(' ', arguments)} ended with {code}: {said}");
    }

    private void Mount()
    {
        _loop = Requirement.Output("losetup", "-f", "--show", Device);
        Do("mount", _loop, FullPath);
        _isMounted = true;
    }

    private void Unmount()
    {
        if (_isMounted)
            Requirement.Call("umount", "-l", FullPath);
        if (_loop.Length > 0)
            Requirement.Call("losetup", "-d", _loop);
        (_isMounted, _loop) = (false, "");
    }
}
