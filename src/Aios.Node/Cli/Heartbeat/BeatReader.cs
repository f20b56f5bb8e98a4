using System.Diagnostics;
using Aios.Platform.Machine;

namespace Aios.Node.Cli.Heartbeat;

/// <summary>Beats on demand: opened once, it reads the processors over the window since the beat before.</summary>
internal sealed class BeatReader : IDisposable
{
    private const int WindowMs = 100;

    private readonly MachineReader _machine = new();
    private MachineSample _sample;

    public BeatReader() => _machine.Read(ref _sample);

    /// <summary>So many beats, each over a window of 100 ms of its own.</summary>
    /// <exception cref="OperationCanceledException">A window that was cut short is no beat.</exception>
    public static IEnumerable<Beat> Beats(long count, bool full, CancellationToken cancel)
    {
        using var reader = new BeatReader();
        for (; count > 0; count--)
        {
            if (cancel.WaitHandle.WaitOne(WindowMs))
                throw new OperationCanceledException(cancel);
            yield return reader.Read(full);
        }
    }

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
