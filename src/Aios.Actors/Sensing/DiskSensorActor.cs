using Aios.Actors.Spine;
using Aios.Loop.Sensing;
using Aios.Loop.Vocabulary;
using Aios.Platform.Machine;
using Akka.Actor;

namespace Aios.Actors.Sensing;

/// <summary>Space and inodes of the file systems that hold <c>/</c>, the data folder, the listed and the expendable folders. Its thread may hang: it is pinned.</summary>
internal sealed class DiskSensorActor : ReceiveActor, IWithTimers
{
    private readonly ThresholdTracker _tracker;
    private readonly Sampling _sampling;
    private readonly IMachine _machine;
    private readonly SensingSettings _settings;
    private readonly IReadOnlyList<string> _folders;
    private readonly IReadOnlyList<string> _expendable;

    public DiskSensorActor(
        IMachine machine,
        SensingSettings settings,
        IReadOnlyList<string> folders,
        IReadOnlyList<string> expendable,
        Shell shell,
        Memory memory,
        IActorRef journal
    )
    {
        (_machine, _settings, _folders, _expendable) = (machine, settings, folders, expendable);
        _tracker = new ThresholdTracker("disk", EventTypes.DiskLow, "percent", shell, memory, journal, Self);
        _sampling = new Sampling("disk", settings.DiskInterval, shell, journal, Context.Parent, Self);
        Receive<Sampling.Due>(_ => _sampling.Run(Timers, Sample));
        ReceiveAny(message =>
        {
            if (!_tracker.Take(message))
                Unhandled(message);
        });
    }

    public ITimerScheduler Timers { get; set; } = null!;

    protected override void PreStart() => _sampling.Begin(Timers);

    private (System.Text.Json.JsonElement, string, bool) Sample()
    {
        var mounts = _machine.Mounts();
        var watched = _folders
            .Select(folder => MountReader.Holding(mounts, folder))
            .OfType<Mount>()
            .Where(mount => mount.CanFillUp)
            .DistinctBy(mount => mount.Path)
            .ToArray();
        var fields = new List<(string, object?)>();
        var texts = new List<string>();
        var fullest = 0.0;
        foreach (var mount in watched)
        {
            var space = _machine.SpaceOf(mount.Path);
            fullest = Math.Max(fullest, space.UsedPercent);
            var expendable = _expendable.Where(folder => MountReader.Holding(mounts, folder)?.Path == mount.Path).ToArray();
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
            fields.Add(
                (
                    mount.Path,
                    LooseJson.Object(
                        ("used_percent", space.UsedPercent),
                        ("free_bytes", space.AvailableBytes),
                        ("total_bytes", total),
                        ("inodes_used_percent", inodes)
                    )
                )
            );
            texts.Add($"{mount.Path} {space.UsedPercent:0.0} %");
        }
        foreach (var target in _tracker.Standing.Where(target => watched.All(mount => mount.Path != target.Split('#')[0])).ToArray())
            _tracker.Gone(target);
        Context.System.EventStream.Publish(new HeartbeatActor.DiskSeen(watched.Length == 0 ? null : fullest));
        return (LooseJson.Object([.. fields]), string.Join(", ", texts), _tracker.AnyAlert);
    }
}
