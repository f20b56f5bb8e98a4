using System.Globalization;
using Aios.Gateway;
using Aios.Loop.Effects;
using Aios.Loop.Sensing;
using Aios.Loop.Vocabulary;
using Aios.Platform.Probes;

namespace Aios.Actors.Sensing;

/// <summary>The sensors for what the user lists: port, http, certificate, file, program. One without a target is left out.</summary>
internal sealed class Checks(ChecksSettings settings, TargetSettings targets, IProbes probes, Door door)
{
    private const string Looks = "looks in a row";
    private const double MsPerDay = 24 * 60 * 60 * 1000.0;

    public IEnumerable<CheckSensor> All =>
        new CheckSensor[]
        {
            new("port", settings.Port.Interval, [.. targets.Ports.Distinct().Select(Port)], [(EventTypes.PortDown, Looks)]),
            new(
                "http",
                settings.Http.Interval,
                [.. targets.Health.DistinctBy(target => target.Url).Select(Http)],
                [(EventTypes.HttpDown, Looks), (EventTypes.HttpSlow, Looks)]
            ),
            new(
                "certificate",
                settings.Certificate.Interval,
                [.. targets.Certificates.Distinct().Select(Certificate)],
                [(EventTypes.CertificateExpiring, "days past its end")]
            ),
            new(
                "file",
                settings.File.Interval,
                [.. targets.Files.DistinctBy(target => target.Path).Select(File)],
                [
                    (EventTypes.FileMissing, Looks),
                    (EventTypes.FileLarge, "bytes"),
                    (EventTypes.FileGrowing, "bytes per minute"),
                    (EventTypes.FileStale, "seconds"),
                ]
            ),
            new(
                "program",
                settings.Program.Interval,
                [.. targets.Programs.DistinctBy(target => target.Name).Select(Program)],
                [(EventTypes.ProgramFailed, "exit code")]
            ),
        }.Where(sensor => sensor.Checks.Count > 0);

    private Check Port(string target)
    {
        var (host, port) = Endpoint.Parse(target)!;
        return Check.Of(target, settings.Port.Within, within => probes.Port(host, port, within), Judged);

        CheckReading Judged(CheckState state, PortReading seen, Moment now)
        {
            var judgement = CheckRules.Port(state, seen.IsOpen, settings);
            return new CheckReading(
                judgement,
                [
                    ("host", host),
                    ("port", port),
                    ("up", seen.IsOpen),
                    ("failures", judgement.State.Failures),
                    ("latency_ms", seen.LatencyMs),
                    ("error", seen.IsOpen ? null : seen.Why),
                    ("restart", targets.MayRestart(target)),
                ],
                seen.IsOpen ? $"up ({Number(seen.LatencyMs)} ms)" : $"down: {Shown.Clean(seen.Why)}"
            );
        }
    }

    private Check Http(HealthTarget target)
    {
        return Check.Of(target.Url, target.Within ?? settings.Http.Within, Ask, Judged);

        async Task<HttpReading> Ask(TimeSpan within)
        {
            var seen = await probes.Http(target.Url, within);
            return CheckRules.IsTooOften(target, seen.Status)
                ? throw new IOException("status 429, too many requests; it is asked more and more rarely until it answers")
                : seen;
        }

        CheckReading Judged(CheckState state, HttpReading seen, Moment now)
        {
            var judgement = CheckRules.Http(state, target, seen.Status, seen.LatencyMs, settings);
            var isUp = CheckRules.IsExpected(target, seen.Status);
            var error =
                isUp ? null
                : seen.Status is null ? seen.Why
                : $"status {seen.Status}, expected {target.Status?.ToString(CultureInfo.InvariantCulture) ?? "200–299"}";
            return new CheckReading(
                judgement,
                [
                    ("url", target.Url),
                    ("up", isUp),
                    ("status", seen.Status),
                    ("failures", judgement.State.Failures),
                    ("latency_ms", seen.LatencyMs),
                    ("error", error),
                    ("restart", targets.MayRestart(target.Url)),
                ],
                isUp ? $"{seen.Status} ({Number(seen.LatencyMs)} ms)" : $"down: {Shown.Clean(error)}"
            );
        }
    }

    private Check Certificate(string target)
    {
        var endpoint = target.StartsWith('/') ? null : Endpoint.Parse(target)!;
        return Check.Of(
            target,
            settings.Certificate.Within,
            within => endpoint is null ? probes.CertificateFile(target, within) : probes.Certificate(endpoint.Host, endpoint.Port, within),
            Judged
        );

        CheckReading Judged(CheckState state, CertificateReading seen, Moment now)
        {
            var days = (seen.EndsAt - now.Wall) / MsPerDay;
            return new CheckReading(
                CheckRules.Certificate(state, days, settings),
                [("days_left", Math.Round(days, 3)), ("ends_at", Day(seen.EndsAt)), ("subject", seen.Subject), ("issuer", seen.Issuer)],
                days < 0 ? $"ended {Number(-days)} days ago" : $"{Number(days)} days left"
            );
        }
    }

    private Check File(FileTarget target)
    {
        return Check.Of(target.Path, settings.File.Within, within => probes.File(target.Path, within), Judged);

        CheckReading Judged(CheckState state, FileReading seen, Moment now)
        {
            TimeSpan? age = seen.NewestAt is { } at ? TimeSpan.FromMilliseconds(Math.Max(0, now.Wall - at)) : null;
            var judgement = CheckRules.File(state, target, seen.Exists ? seen.SizeBytes : null, age, now, settings);
            return new CheckReading(
                judgement,
                [
                    ("path", target.Path),
                    ("exists", seen.Exists),
                    ("size_bytes", seen.Exists ? seen.SizeBytes : null),
                    ("files", seen.Files),
                    ("growth_bytes_per_minute", judgement.State.Growth.PerMinute(settings.FileWindow) is { } growth ? (long)growth : null),
                    ("age_s", age?.TotalSeconds),
                    ("rotate", target.Rotate),
                    ("expendable", targets.Expendable.Contains(target.Path)),
                ],
                seen.Exists ? $"{Number(seen.SizeBytes / 1048576.0)} MiB" : "is not there"
            );
        }
    }

    private Check Program(ProgramTarget target)
    {
        return Check.Of(target.Name, target.Within ?? settings.Program.Within, Run, Judged);

        async Task<AdapterResult> Run(TimeSpan within)
        {
            var action = new EffectAction.RunProcess(target.Command);
            var seen = await door.Read(new Probe($"sensor/program-{target.Name}", action, Risk.Read, within, null));
            return ProgramRules.Unclear(seen.ExitCode, seen.Detail) is { } fault ? throw new IOException(fault) : seen;
        }

        CheckReading Judged(CheckState state, AdapterResult seen, Moment now)
        {
            var code = seen.ExitCode!.Value;
            var line = Shown.Clean(ProgramRules.Line(seen.Output));
            return new CheckReading(
                CheckRules.Program(state, code, settings),
                [
                    ("name", target.Name),
                    ("exit_code", code),
                    ("text", line),
                    ("figures", LooseJson.Object([.. ProgramRules.Figures(seen.Output).Select(each => (each.Name, (object?)each.Value))])),
                ],
                line.Length > 0 ? line : $"exit code {code}"
            );
        }
    }

    private static string Day(long ms) =>
        DateTimeOffset.FromUnixTimeMilliseconds(ms).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static string Number(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);
}
