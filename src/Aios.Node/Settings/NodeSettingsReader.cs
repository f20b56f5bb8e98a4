using Aios.Journal.Maintenance;
using Aios.Loop.Effects;
using Aios.Loop.Effects.Approvals;
using Aios.Loop.Incidents;
using Aios.Loop.Scheduling;
using Aios.Loop.Scoring;
using Aios.Loop.Sensing;
using Aios.Platform.Hocon;

namespace Aios.Node.Settings;

/// <summary>Which key becomes which member. The records' own defaults only stand in for what cannot be read.</summary>
internal static class NodeSettingsReader
{
    public static readonly ScalarKind<LogLevel> Level = ScalarKinds.Word(
        ("verbose", LogLevel.Verbose),
        ("debug", LogLevel.Debug),
        ("info", LogLevel.Info),
        ("warn", LogLevel.Warn),
        ("error", LogLevel.Error)
    );

    private static readonly ScalarKind<SchedulingPolicy> Policy = ScalarKinds.Word(
        ("priority", SchedulingPolicy.Priority),
        ("fifo", SchedulingPolicy.Fifo)
    );

    public static NodeSettings Read(HoconObject root, FaultList faults)
    {
        var reader = new SettingsReader(root, faults);
        var heartbeat = new HeartbeatSettings(reader.Duration("aios.heartbeat.interval", HeartbeatSettings.Default.Interval));
        reader.Check(heartbeat.Validate("aios.heartbeat"));
        var sensors = Sensors(reader, SensingSettings.Default);
        reader.Check(sensors.Validate("aios.sensors"));
        var targets = SensingReader.Targets(reader) with
        {
            Expendable = reader.Texts("aios.targets.expendable"),
            Urls = reader.Texts("aios.targets.urls"),
            Services = reader.Texts("aios.targets.services"),
        };
        reader.Check(targets.Validate("aios.targets"));
        var scheduler = Scheduler(reader, SchedulingSettings.Default);
        reader.Check(scheduler.Validate("aios.scheduler"));
        var effects = new EffectSettings(reader.Duration("aios.effects.answer-within", EffectSettings.Default.AnswerWithin))
        {
            SnapshotBytes = reader.Read("aios.effects.snapshots", ScalarKinds.Bytes, EffectSettings.Default.SnapshotBytes),
        };
        reader.Check(effects.Validate("aios.effects"));
        effects = effects with
        {
            Programs = Programs(reader, ProgramSettings.Default),
            Approvals = Approvals(reader, ApprovalSettings.Default),
        };
        reader.Check(effects.Programs.Validate("aios.effects.programs"));
        reader.Check(effects.Approvals.Validate("aios.approvals"));
        var notify = NotifyReader.Read(reader, NotifySettings.Default);
        reader.Check(notify.Validate("aios.notify"));
        var incidents = new IncidentSettings(
            reader.Duration("aios.incidents.quiet", IncidentSettings.Default.Quiet),
            reader.Duration("aios.incidents.flap", IncidentSettings.Default.Flap)
        );
        reader.Check(incidents.Validate("aios.incidents"));
        var safety = SafetySettingsReader.Read(reader);
        reader.Check(safety.Validate("aios.safety"));
        var score = Score(reader, ScoringSettings.Default);
        reader.Check(score.Validate("aios.score"));
        var journal = Journal(reader, JournalSettings.Default);
        reader.Check(journal.Validate("aios.journal"));
        var log = Log(reader, LogSettings.Default);
        reader.Check(log.Validate("aios.log"));
        var shutdown = new ShutdownSettings(reader.Duration("aios.shutdown.grace", ShutdownSettings.Default.Grace));
        reader.Check(shutdown.Validate("aios.shutdown"));
        var inspection = Inspection(reader, InspectionSettings.Default);
        reader.Check(inspection.Validate("aios.inspection"));
        var office = OfficeSettingsReader.Read(reader);
        reader.Check(office.Validate("aios.office"));
        UnknownKeys.Check(root, reader.Keys, faults);
        var values =
            from found in reader.Found
            where found.Value.Node is not null
            select new SettingValue(
                found.Key,
                SettingText.Of(found.Key, found.Value.Node!),
                Place.Of(found.Value.Node!.Origin),
                found.Value.Allowed
            );
        return new NodeSettings(
            heartbeat,
            sensors,
            targets,
            scheduler,
            effects,
            score,
            journal,
            log,
            shutdown,
            inspection,
            root,
            [.. values]
        )
        {
            Incidents = incidents,
            Notify = notify,
            Safety = safety,
            Office = office,
        };
    }

    private static SensingSettings Sensors(SettingsReader reader, SensingSettings other) =>
        new()
        {
            Cpu = Threshold(reader, "cpu", other.Cpu),
            Memory = Threshold(reader, "memory", other.Memory),
            Disk = Threshold(reader, "disk", other.Disk),
            DiskInterval = reader.Duration("aios.sensors.disk.interval", other.DiskInterval),
            LoadEnabled = reader.Read("aios.sensors.load.enabled", ScalarKinds.Boolean, other.LoadEnabled),
            Load = Threshold(reader, "load", other.Load),
            ProcessCpu = Threshold(reader, "process-cpu", other.ProcessCpu),
            ProcessMemory = Threshold(reader, "process-memory", other.ProcessMemory),
            ProcessGrowth = Threshold(reader, "process-growth", other.ProcessGrowth),
            ProcessGrowthWindow = reader.Duration("aios.sensors.process-growth.window", other.ProcessGrowthWindow),
            ProcessInterval = reader.Duration("aios.sensors.process.interval", other.ProcessInterval),
            SelfMemory = Threshold(reader, "self-memory", other.SelfMemory),
            SelfInterval = reader.Duration("aios.sensors.self.interval", other.SelfInterval),
            Checks = SensingReader.Checks(reader, other.Checks),
        };

    private static ThresholdSettings Threshold(SettingsReader reader, string sensor, ThresholdSettings other)
    {
        var path = $"aios.sensors.{sensor}";
        return new ThresholdSettings(
            reader.Number($"{path}.warn", other.Warn),
            reader.Duration($"{path}.warn-for", other.WarnFor),
            reader.Number($"{path}.critical", other.Critical),
            reader.Duration($"{path}.critical-for", other.CriticalFor),
            reader.Number($"{path}.clear", other.Clear),
            reader.Duration($"{path}.cooldown", other.Cooldown)
        );
    }

    private static SchedulingSettings Scheduler(SettingsReader reader, SchedulingSettings other) =>
        new(
            reader.Integer("aios.scheduler.max-concurrent", other.MaxConcurrent),
            reader.Integer("aios.scheduler.queue-capacity", other.QueueCapacity),
            reader.Integer("aios.scheduler.hand-off-window", other.HandOffWindow),
            reader.Duration("aios.scheduler.bound-p1", other.BoundP1),
            reader.Duration("aios.scheduler.bound-p2", other.BoundP2),
            reader.Duration("aios.scheduler.bound-p3", other.BoundP3)
        )
        {
            Policy = reader.Read("aios.scheduler.policy", Policy, other.Policy),
        };

    private static ProgramSettings Programs(SettingsReader reader, ProgramSettings other) =>
        new()
        {
            OpenFiles = reader.Integer("aios.effects.programs.open-files", other.OpenFiles),
            Processes = reader.Integer("aios.effects.programs.processes", other.Processes),
            CpuTime = reader.Duration("aios.effects.programs.cpu-time", other.CpuTime),
            MemoryBytes = reader.Read("aios.effects.programs.memory", ScalarKinds.Bytes, other.MemoryBytes),
            NewPrivileges = reader.Read("aios.effects.programs.new-privileges", ScalarKinds.Boolean, other.NewPrivileges),
        };

    private static ApprovalSettings Approvals(SettingsReader reader, ApprovalSettings other) =>
        new(
            reader.Duration("aios.approvals.within", other.Within),
            reader.Read("aios.approvals.single-person", ScalarKinds.Boolean, other.SinglePerson)
        );

    private static ScoringSettings Score(SettingsReader reader, ScoringSettings other) =>
        new(
            new Weights(
                Weight(reader, "success", other.Weights.Success),
                Weight(reader, "latency", other.Weights.Latency),
                Weight(reader, "stability", other.Weights.Stability),
                Weight(reader, "resource", other.Weights.Resource)
            ),
            reader.Number("aios.score.degraded", other.Degraded),
            reader.Number("aios.score.critical", other.Critical),
            reader.Number("aios.score.recovered", other.Recovered),
            reader.Duration("aios.score.dwell", other.Dwell),
            reader.Duration("aios.score.quiet", other.Quiet)
        );

    // In millionths; a number far out of range is kept out of range, it must not overflow into it.
    private static int Weight(SettingsReader reader, string part, int other) =>
        (int)Math.Round(Math.Clamp(reader.Number($"aios.score.weights.{part}", other / 1e6), -100, 100) * 1e6);

    private static JournalSettings Journal(SettingsReader reader, JournalSettings other) =>
        new(
            reader.Integer("aios.journal.plain-days", other.PlainDays),
            reader.Integer("aios.journal.keep-days", other.KeepDays),
            reader.Integer("aios.journal.metric-days", other.MetricDays),
            reader.Duration("aios.journal.maintenance-interval", other.MaintenanceInterval),
            reader.Read("aios.journal.reserve", ScalarKinds.Bytes, other.ReserveBytes)
        );

    private static LogSettings Log(SettingsReader reader, LogSettings other) =>
        new(
            reader.Read("aios.log.level", Level, other.Level),
            reader.Integer("aios.log.files", other.Files),
            reader.Read("aios.log.file-size", ScalarKinds.Bytes, other.FileSizeBytes)
        );

    private static InspectionSettings Inspection(SettingsReader reader, InspectionSettings other) =>
        new(
            reader.Integer("aios.inspection.max-clients", other.MaxClients),
            (int)Math.Min(int.MaxValue, reader.Read("aios.inspection.max-line", ScalarKinds.Bytes, other.MaxLineBytes)),
            reader.Duration("aios.inspection.read-timeout", other.ReadTimeout)
        );
}
