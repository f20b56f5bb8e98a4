using System.Diagnostics;
using Aios.Platform.Machine;

namespace Aios.Node.Cli.Heartbeat;

/// <summary>Beats on demand: opened once, it reads the processors over the window since the beat before.</summary>
internal sealed class BeatReader : IDisposable
{
    private readonly MachineReader _machine = new();
    private MachineSample _sample;

    public BeatReader() => _machine.Read(ref _sample);

    /// <param name="full">Also ask every local disk for its space; remote ones may hang and are left out.</param>
    public Beat Read(bool full)
    {
        var started = Stopwatch.GetTimestamp();
        _machine.Read(ref _sample);
        var (disk, mount) = full ? FullestDisk() : (double.NaN, null);
        return new Beat(
            _sample.BindingCpuPercent,
            _sample.BindingMemoryPercent,
            _sample.Load1,
            disk,
            mount,
            _sample.WindowMs,
            Stopwatch.GetElapsedTime(started).TotalMilliseconds
        );
    }

    public void Dispose() => _machine.Dispose();

    private static (double Percent, string? Mount) FullestDisk()
    {
        var (fullest, path) = (double.NaN, (string?)null);
        foreach (var mount in MountReader.Read())
        {
            if (!mount.CanFillUp || mount.Kind != MountKind.Disk)
                continue;
            try
            {
                var used = DiskSpace.Of(mount.Path).UsedPercent;
                if (double.IsNaN(fullest) || used > fullest)
                    (fullest, path) = (used, mount.Path);
            }
            catch (IOException)
            {
                // Mounted over, or gone since the list was read.
            }
        }
        return (fullest, path);
    }
}
