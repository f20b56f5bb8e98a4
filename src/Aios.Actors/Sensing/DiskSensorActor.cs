using System.Text.Json;
using Aios.Actors.Spine;
using Aios.Loop.Sensing;
using Aios.Loop.Vocabulary;
using Aios.Platform.Machine;
using Akka.Actor;

namespace Aios.Actors.Sensing;

/// <summary>
/// Space and inodes of the file systems that hold <c>/</c>, the data folder, the listed and the expendable folders. A mount that hangs or
/// cannot be read is said once, keeps its alert, and takes nothing from the others but the budget of one sample.
/// </summary>
internal sealed class DiskSensorActor : ReceiveActor, IWithTimers
{
    /// <summary>What a sample waits for answers, and no longer than its interval.</summary>
    public static readonly TimeSpan Budget = TimeSpan.FromSeconds(5);

    private readonly ThresholdTracker _tracker;
    private readonly Sampling _sampling;
    private readonly IMachine _machine;
    private readonly Func<string, Task<DiskSpace>?> _look;
    private readonly SensingSettings _settings;
    private readonly DiskFolders _folders;
    private readonly Shell _shell;
    private readonly IActorRef _journal;
    private readonly TimeSpan _budget;
    private readonly HashSet<string> _awaited = [];
    private readonly HashSet<string> _missed = [];
    private readonly Dictionary<string, Seen> _seen = [];
    private IReadOnlyList<Mount> _mounts = [];

    /// <param name="look"><see cref="SpaceLooks.Begin"/>.</param>
    public DiskSensorActor(
        IMachine machine,
        Func<string, Task<DiskSpace>?> look,
        SensingSettings settings,
        DiskFolders folders,
        Shell shell,
        Memory memory,
        IActorRef journal
    )
    {
        (_machine, _look, _settings, _folders, _shell, _journal) = (machine, look, settings, folders, shell, journal);
        _budget = settings.DiskInterval < Budget ? settings.DiskInterval : Budget;
        _tracker = new ThresholdTracker("disk", EventTypes.DiskLow, "percent", shell, memory, journal, Self);
        _sampling = new Sampling("disk", settings.DiskInterval, shell, journal, Context.Parent, Self);
        Receive<Sampling.Due>(_ => Begin());
        Receive<Seen>(Take);
        Receive<Late>(_ => Conclude());
        ReceiveAny(message =>
        {
            if (!_tracker.Take(message))
                Unhandled(message);
        });
    }

    public ITimerScheduler Timers { get; set; } = null!;

    protected override void PreStart() => _sampling.Begin(Timers);

    private void Begin()
    {
        _seen.Clear();
        try
        {
            _mounts = _machine.Mounts();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            _sampling.RunPartly(Timers, () => throw fault);
            return;
        }
        foreach (var mount in Watched())
            if (_look(mount.Path) is { } look)
            {
                _awaited.Add(mount.Path);
                look.PipeTo(
                    Self,
                    success: space => new Seen(mount.Path, space, ""),
                    failure: fault => new Seen(mount.Path, null, fault.Message)
                );
            }
        if (_awaited.Count == 0)
            Conclude();
        else
            Timers.StartSingleTimer("late", Late.Now, _budget);
    }

    private void Take(Seen seen)
    {
        // One that comes after its sample only makes room for the next look.
        if (_awaited.Remove(seen.Mount))
            _seen[seen.Mount] = seen;
        if (_awaited.Count == 0 && _seen.ContainsKey(seen.Mount))
            Conclude();
    }

    private void Conclude()
    {
        Timers.Cancel("late");
        _awaited.Clear();
        _sampling.RunPartly(Timers, Sample);
        _seen.Clear();
    }

    private (JsonElement?, string, bool, string?) Sample()
    {
        var fields = new List<(string, object?)>();
        var texts = new List<string>();
        var faults = new List<string>();
        var fullest = 0.0;
        var watched = Watched();
        foreach (var mount in watched)
            if (_seen.GetValueOrDefault(mount.Path) is { Space: { } space })
            {
                fullest = Math.Max(fullest, space.UsedPercent);
                fields.Add((mount.Path, Observe(mount, space)));
                texts.Add($"{mount.Path} {space.UsedPercent:0.0} %");
                if (_missed.Remove(mount.Path))
                    Note(EventTypes.SensorRecovered, Severity.Info, mount, $"{mount.Path} can be read again");
            }
            else
            {
                var fault = _seen.GetValueOrDefault(mount.Path)?.Fault ?? $"{mount.Path}: no answer within {Faults.Text(_budget)}";
                faults.Add(fault);
                if (_missed.Add(mount.Path))
                    Note(EventTypes.SensorUnhealthy, Severity.Warn, mount, fault);
            }
        foreach (var target in _tracker.Standing.Where(target => watched.All(mount => mount.Path != target.Split('#')[0])).ToArray())
            _tracker.Gone(target);
        _missed.IntersectWith(watched.Select(mount => mount.Path));
        Context.System.EventStream.Publish(new HeartbeatActor.DiskSeen(fields.Count == 0 ? null : fullest));
        return (
            fields.Count == 0 ? null : LooseJson.Object([.. fields]),
            string.Join(", ", texts),
            _tracker.AnyAlert,
            faults.Count == 0 ? null : string.Join("; ", faults)
        );
    }

    private JsonElement Observe(Mount mount, DiskSpace space)
    {
        var expendable = _folders.Expendable.Where(folder => MountReader.Holding(_mounts, folder)?.Path == mount.Path).ToArray();
        var inodes = double.IsNaN(space.UsedInodesPercent) ? (double?)null : space.UsedInodesPercent;
        var total = space.TotalBytes - space.FreeBytes + space.AvailableBytes;
        foreach (var shortage in DiskRules.Shortages(total, space.AvailableBytes, inodes, _settings.Disk))
            _tracker.Observe(
                shortage.Aspect == "used" ? mount.Path : $"{mount.Path}#{shortage.Aspect}",
                shortage.Value,
                shortage.Bounds,
                ("mount", mount.Path),
                ("aspect", shortage.Aspect),
                ("free_bytes", space.AvailableBytes),
                ("total_bytes", total),
                ("expendable", expendable)
            );
        return LooseJson.Object(
            ("used_percent", space.UsedPercent),
            ("free_bytes", space.AvailableBytes),
            ("total_bytes", total),
            ("inodes_used_percent", inodes)
        );
    }

    private Mount[] Watched() =>
        [
            .. _folders
                .Watched.Select(folder => MountReader.Holding(_mounts, folder))
                .OfType<Mount>()
                .Where(mount => mount.CanFillUp)
                .DistinctBy(mount => mount.Path),
        ];

    private void Note(string type, Severity severity, Mount mount, string text) =>
        _journal.Tell(
            JournalProtocol.Append.One(
                _shell.Note(type, "sensor/disk", severity, LooseJson.Object(("sensor", "disk"), ("target", mount.Path), ("text", text)))
            ),
            Self
        );

    private sealed record Seen(string Mount, DiskSpace? Space, string Fault);

    private sealed record Late
    {
        public static Late Now { get; } = new();
    }
}

/// <summary>Where the disk sensor looks.</summary>
/// <param name="Expendable">Of these, what may be cleaned when their file system is short.</param>
internal sealed record DiskFolders(IReadOnlyList<string> Watched, IReadOnlyList<string> Expendable);
