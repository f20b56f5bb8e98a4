using Aios.Loop.Sensing;

namespace Aios.Node.Settings;

/// <summary>The keys of the sensors that look at listed targets, and of these targets.</summary>
internal static class SensingReader
{
    private const string Healths = "a list of addresses, or objects such as { url = \"http://127.0.0.1:8080/health\", status = 204 }";
    private const string Files = "a list of paths, or objects such as { path = /var/log/app.log, size = 1GiB }";
    private const string Programs = "a list of objects such as { name = raid, command = [/usr/bin/check_raid] }";
    private const string Restarts = "a list of objects such as { target = \"127.0.0.1:8080\", service = web }";

    public static ChecksSettings Checks(SettingsReader reader, ChecksSettings other) =>
        new()
        {
            Port = Check(reader, "port", other.Port),
            Http = Check(reader, "http", other.Http),
            HttpSlow = reader.Duration("aios.sensors.http.slow", other.HttpSlow),
            Certificate = new CheckSettings(
                reader.Duration("aios.sensors.certificate.interval", other.Certificate.Interval),
                reader.Duration("aios.sensors.certificate.within", other.Certificate.Within),
                other.Certificate.Failures,
                reader.Duration("aios.sensors.certificate.cooldown", other.Certificate.Cooldown)
            ),
            CertificateWarn = reader.Duration("aios.sensors.certificate.warn", other.CertificateWarn),
            CertificateCritical = reader.Duration("aios.sensors.certificate.critical", other.CertificateCritical),
            File = Check(reader, "file", other.File),
            FileWindow = reader.Duration("aios.sensors.file.window", other.FileWindow),
            Program = Check(reader, "program", other.Program),
        };

    public static TargetSettings Targets(SettingsReader reader) =>
        new(reader.Texts("aios.targets.processes"), reader.Texts("aios.targets.folders"))
        {
            Ports = reader.Texts("aios.targets.ports"),
            Health = reader.Items("aios.targets.health", Healths, Health),
            Certificates = reader.Texts("aios.targets.certificates"),
            Files = reader.Items("aios.targets.files", Files, File),
            Programs = reader.Items("aios.targets.programs", Programs, Program),
            Restarts = reader.Items("aios.targets.restarts", Restarts, Restart),
        };

    private static CheckSettings Check(SettingsReader reader, string sensor, CheckSettings other) =>
        new(
            reader.Duration($"aios.sensors.{sensor}.interval", other.Interval),
            reader.Duration($"aios.sensors.{sensor}.within", other.Within),
            reader.Integer($"aios.sensors.{sensor}.failures", other.Failures),
            reader.Duration($"aios.sensors.{sensor}.cooldown", other.Cooldown)
        );

    private static HealthTarget? Health(SettingsItem item)
    {
        var target = new HealthTarget(
            item.Text("url"),
            item.Optional("status", ScalarKinds.Integer),
            item.Optional("within", ScalarKinds.Duration),
            item.Optional("slow", ScalarKinds.Duration)
        );
        return item.Done(target, target.Validate(item.Path));
    }

    private static FileTarget? File(SettingsItem item)
    {
        var target = new FileTarget(
            item.Text("path"),
            item.Optional("size", ScalarKinds.Bytes),
            item.Optional("growth", ScalarKinds.Bytes),
            item.Optional("age", ScalarKinds.Duration),
            item.Optional("must-exist", ScalarKinds.Boolean) ?? true,
            item.Optional("rotate", ScalarKinds.Boolean) ?? false
        );
        return item.Done(target, target.Validate(item.Path));
    }

    private static RestartTarget? Restart(SettingsItem item)
    {
        var target = new RestartTarget(item.Text("target"), item.OptionalText("service"), item.OptionalTexts("command"));
        return item.Done(target, target.Validate(item.Path));
    }

    private static ProgramTarget? Program(SettingsItem item)
    {
        var target = new ProgramTarget(item.Text("name"), item.Texts("command"), item.Optional("within", ScalarKinds.Duration));
        return item.Done(target, target.Validate(item.Path));
    }
}
