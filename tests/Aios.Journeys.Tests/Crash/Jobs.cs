using Aios.Journeys.Tests.Processes;

namespace Aios.Journeys.Tests.Crash;

/// <summary>
/// What the crashing node is asked to do. Each job's step adds a line to a file outside the data folder, so that what really happened can be
/// counted without asking the node.
/// </summary>
internal static class Jobs
{
    public const string Once = "job.once";
    public const string Again = "job.again";
    public const string Probed = "job.probed";
    public const string Tick = "load.tick";

    /// <summary>Steps that may be open at a crash.</summary>
    public const int MostAtOnce = 8;

    private const string Settings = """
        aios {
          heartbeat.interval = 200ms
          scheduler.max-concurrent = MOST
          score.quiet = 1m
        }
        """;

    private const string Playbook = """
        playbook {
          id = NAME
          on { type = TYPE, group-by = [payload.n] }
          risk = reversible
          cooldown = 0s
          timeout = 30s
          retry { retries = 0 }
          steps = [{
            id = add
            process = [/bin/sh, -c, "sleep 0.03; echo \"$1\" >> \"$2\"; sleep 0.03", sh, { from = id }, "SINK"]
            idempotent = IDEMPOTENT
            undo = none
            PROBE
          }]
          verify { within = 60s, expect = "payload.n >= 0" }
        }
        """;

    public static string TypeOf(long number) =>
        (number % 8) switch
        {
            0 => Once,
            4 => Again,
            6 => Probed,
            _ => Tick,
        };

    /// <returns>The settings file.</returns>
    public static string Write(TemporaryFolder folder)
    {
        const string Look = "probe = { process = [/bin/grep, -qxF, -e, { from = id }, \"SINK\"] }";
        foreach (
            var (name, type, idempotent, probe) in (IEnumerable<(string, string, string, string)>)
                [("once", Once, "false", ""), ("again", Again, "true", ""), ("probed", Probed, "false", Look)]
        )
            folder.Write(
                $"data/playbooks/{name}.conf",
                Playbook
                    .Replace("NAME", name, StringComparison.Ordinal)
                    .Replace("TYPE", type, StringComparison.Ordinal)
                    .Replace("IDEMPOTENT", idempotent, StringComparison.Ordinal)
                    .Replace("PROBE", probe, StringComparison.Ordinal)
                    .Replace("SINK", folder.PathOf("sink"), StringComparison.Ordinal)
            );
        return folder.Write("aios.conf", Settings.Replace("MOST", $"{MostAtOnce}", StringComparison.Ordinal));
    }

    /// <summary>How often each job's line was written.</summary>
    public static IReadOnlyDictionary<string, int> Done(TemporaryFolder folder) =>
        File.Exists(folder.PathOf("sink"))
            ? File.ReadLines(folder.PathOf("sink")).CountBy(id => id).ToDictionary(StringComparer.Ordinal)
            : new Dictionary<string, int>();
}
