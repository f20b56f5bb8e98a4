using Aios.Actors.Overrides;
using Aios.Actors.Spine;
using Aios.Journal.Metrics;
using Aios.Loop.Sensing;
using Aios.Loop.Surface;
using Aios.Loop.Vocabulary;
using Aios.Platform.Machine;
using Akka.Actor;
using static Aios.Loop.Sensing.SensingProtocol;

namespace Aios.Actors.Sensing;

/// <summary>One timer, one beat: the fast path ends in place; only a crossing, or a sensor that is not settled, is passed on.</summary>
internal sealed class HeartbeatActor : ReceiveActor, IWithTimers
{
    /// <summary>As it answers for its settings.</summary>
    public const string Name = "heartbeat";

    private static readonly TimeSpan ReportEvery = TimeSpan.FromSeconds(5);

    private HeartbeatParts _parts;
    private readonly Beat _beat;
    private readonly BeatTimes _times = new();

    // An alert from before the start can only recover by a reading: every sensor gets them until it says that it is quiet.
    private Crossings _engaged;
    private Crossings _alerts;
    private double? _fullestDisk;
    private long _beats;
    private long _beatAt;
    private int _sinceReport;
    private int _alertsSinceReport;

    public HeartbeatActor(HeartbeatParts parts)
    {
        _parts = parts = parts.Newest?.Invoke() is { } newest
            ? parts with
            {
                Interval = newest.Heartbeat.Interval,
                Settings = newest.Sensors,
            }
            : parts;
        _engaged = Crossings.Cpu | Crossings.Memory | (parts.Settings.LoadEnabled ? Crossings.Load : Crossings.None);
        _beat = new Beat(parts.Settings, parts.Shell.Time, parts.Machine);
        Receive<Tick>(_ => Take());
        Receive<Report>(_ => SendReport());
        Receive<BeatSensorActor.ReadingTaken>(Settle);
        Receive<DiskSeen>(seen => _fullestDisk = seen.FullestPercent);
        Receive<AdoptSettings>(Adopt);
        Receive<GetHeartbeat>(_ => Sender.Tell(View()));
    }

    public ITimerScheduler Timers { get; set; } = null!;

    protected override void PreStart()
    {
        Context.System.EventStream.Subscribe(Self, typeof(DiskSeen));
        // The first reading opens the window, so that the first beat has a real one.
        _beat.Take();
        StartBeating();
        Timers.StartPeriodicTimer("report", Report.Instance, _parts.Interval * 1.5, ReportEvery);
    }

    protected override void PostStop() => _beat.Dispose();

    private void StartBeating() => Timers.StartPeriodicTimer("beat", Tick.Instance, _parts.Interval, _parts.Interval);

    private void Adopt(AdoptSettings adopt)
    {
        var (interval, settings) = (adopt.Settings.Heartbeat.Interval, adopt.Settings.Sensors);
        var isOther = interval != _parts.Interval;
        _parts = _parts with { Interval = interval, Settings = settings };
        _beat.Settings = settings;
        if (isOther)
            StartBeating();
        Sender.Tell(new SettingsAdopted(Name, adopt.Number));
    }

    private void Take()
    {
        var crossed = _beat.Take();
        _beats++;
        _sinceReport++;
        _beatAt = _parts.Shell.Time.GetUtcNow().ToUnixTimeMilliseconds();
        var hasAlert = _parts.Memory.Current.Alerts.Raised.Count > 0;
        if (hasAlert)
            _alertsSinceReport++;
        _times.Add(_beat.TookMs);
        ref readonly var sample = ref _beat.Sample;
        _parts.History.Add(
            new MetricSample(
                _beatAt / 1000,
                _beat.TookMs,
                sample.BindingCpuPercent,
                sample.BindingMemoryPercent,
                sample.Load1,
                _fullestDisk ?? double.NaN,
                hasAlert ? MetricFlags.Alert : MetricFlags.None
            )
        );
        _parts.Watchdog();
        var pass = crossed | _engaged;
        if (pass != Crossings.None)
            Pass(pass);
    }

    private void Pass(Crossings pass)
    {
        var now = _parts.Shell.Now;
        _engaged |= pass;
        if (pass.HasFlag(Crossings.Cpu))
            Tell("cpu", _beat.Sample.BindingCpuPercent);
        if (pass.HasFlag(Crossings.Memory))
            Tell("memory", _beat.Sample.BindingMemoryPercent);
        if (pass.HasFlag(Crossings.Load))
            Tell("load", _beat.LoadPerCore);

        void Tell(string sensor, double value)
        {
            if (!double.IsNaN(value))
                _parts.Sensors.Tell(new SensorsActor.ReadingFor(sensor, new TakeReading(value, now)), Self);
        }
    }

    private void Settle(BeatSensorActor.ReadingTaken taken)
    {
        var which = taken.Sensor switch
        {
            "cpu" => Crossings.Cpu,
            "memory" => Crossings.Memory,
            _ => Crossings.Load,
        };
        _engaged = taken.IsQuiet ? _engaged & ~which : _engaged | which;
        _alerts = taken.HasAlert ? _alerts | which : _alerts & ~which;
    }

    private void SendReport()
    {
        ref readonly var sample = ref _beat.Sample;
        var now = _parts.Shell.Now;
        Context.System.EventStream.Publish(
            new BeatsSeen(
                _sinceReport,
                _alertsSinceReport,
                Known(sample.BindingCpuPercent),
                Known(sample.BindingMemoryPercent),
                _fullestDisk,
                now
            )
        );
        (_sinceReport, _alertsSinceReport) = (0, 0);
        Say("cpu", Crossings.Cpu, LooseJson.Object(("percent", Known(sample.BindingCpuPercent))), $"{sample.BindingCpuPercent:0.0} %");
        Say(
            "memory",
            Crossings.Memory,
            LooseJson.Object(("percent", Known(sample.BindingMemoryPercent)), ("available_bytes", sample.MemoryAvailableBytes)),
            $"{sample.BindingMemoryPercent:0.0} %"
        );
        Say(
            "load",
            Crossings.Load,
            LooseJson.Object(("load1", sample.Load1), ("load5", sample.Load5), ("load15", sample.Load15), ("per_core", _beat.LoadPerCore)),
            $"{sample.Load1:0.00} {sample.Load5:0.00} {sample.Load15:0.00}"
        );

        void Say(string sensor, Crossings which, System.Text.Json.JsonElement fields, string text) =>
            _parts.Sensors.Tell(new SensorReport(sensor, _alerts.HasFlag(which) ? "alert" : "ok", fields, text, now.Wall, null), Self);
    }

    private HeartbeatView View()
    {
        ref readonly var sample = ref _beat.Sample;
        var (p50, p99, max) = _times.Percentiles();
        var alerts = new List<BeatAlert>();
        if (_alerts.HasFlag(Crossings.Cpu))
            alerts.Add(new BeatAlert("cpu_spike", sample.BindingCpuPercent));
        if (_alerts.HasFlag(Crossings.Memory))
            alerts.Add(new BeatAlert("memory_high", sample.BindingMemoryPercent));
        return new HeartbeatView(
            _beats,
            _beatAt,
            _beat.TookMs,
            p50,
            p99,
            max,
            sample.BindingCpuPercent,
            sample.BindingMemoryPercent,
            sample.Load1,
            _fullestDisk,
            alerts
        );
    }

    private static double? Known(double value) => double.IsNaN(value) ? null : value;

    /// <summary>Told to whoever listens: the disk sensor found this.</summary>
    public sealed record DiskSeen(double? FullestPercent);

    private sealed record Tick
    {
        public static readonly Tick Instance = new();
    }

    private sealed record Report
    {
        public static readonly Report Instance = new();
    }
}

/// <summary>What the heartbeat works with.</summary>
/// <param name="Watchdog">Called at every beat; tells the service manager that the node lives.</param>
internal sealed record HeartbeatParts(
    TimeSpan Interval,
    SensingSettings Settings,
    Shell Shell,
    MetricHistory History,
    Memory Memory,
    IActorRef Sensors,
    Action Watchdog,
    IMachine Machine
)
{
    /// <summary>Asked at every start; null: always the settings above.</summary>
    public Func<ChangingSettings>? Newest { get; init; }
}
