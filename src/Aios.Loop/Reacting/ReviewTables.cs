using Aios.Loop.Effects;
using Aios.Loop.Vocabulary;

namespace Aios.Loop.Reacting;

/// <summary>What a reviewer knows by heart: what programs do, and which events there are.</summary>
internal static class ReviewTables
{
    private static readonly Dictionary<string, Risk> Programs = new(StringComparer.Ordinal)
    {
        ["dd"] = Risk.Destructive,
        ["fdisk"] = Risk.Destructive,
        ["mkfs"] = Risk.Destructive,
        ["rm"] = Risk.Destructive,
        ["rmdir"] = Risk.Destructive,
        ["shred"] = Risk.Destructive,
        ["truncate"] = Risk.Destructive,
        ["wipefs"] = Risk.Destructive,
        ["halt"] = Risk.Disruptive,
        ["kill"] = Risk.Disruptive,
        ["killall"] = Risk.Disruptive,
        ["pkill"] = Risk.Disruptive,
        ["poweroff"] = Risk.Disruptive,
        ["reboot"] = Risk.Disruptive,
        ["shutdown"] = Risk.Disruptive,
    };

    private static readonly string[] Disrupting = ["stop", "restart", "kill", "disable", "mask", "down", "rm", "isolate"];

    private static readonly string[] Types =
    [
        EventTypes.CpuSpike,
        EventTypes.MemoryHigh,
        EventTypes.DiskLow,
        EventTypes.LoadHigh,
        EventTypes.ProcessCpuHigh,
        EventTypes.ProcessMemoryHigh,
        EventTypes.SelfUnwell,
        EventTypes.ProcessStarted,
        EventTypes.ProcessStopped,
        EventTypes.ProcessRestarted,
        EventTypes.PortDown,
        EventTypes.HttpDown,
        EventTypes.HttpSlow,
        EventTypes.CertificateExpiring,
        EventTypes.FileLarge,
        EventTypes.FileGrowing,
        EventTypes.FileMissing,
        EventTypes.FileStale,
        EventTypes.ProgramFailed,
        EventTypes.SensorUnhealthy,
        EventTypes.ScoreDegraded,
        EventTypes.NodeStarted,
        EventTypes.NodeStopped,
        EventTypes.NodeCrashed,
    ];

    /// <summary>The least risk that the action itself tells of, and the words for it.</summary>
    public static (Risk Risk, string Why) Suggested(ActionTemplate action) =>
        action switch
        {
            ActionTemplate.Signal { Name: not "CONT" } signal => (Risk.Disruptive, $"signal {signal.Name}"),
            // What the event names is restarted only where a person listed how: that was the yes.
            ActionTemplate.Service { Do: ServiceChange.Restart, Name: Argument.FromEvent { Path: "payload.target" } } => (Risk.Read, ""),
            ActionTemplate.Service service => (Risk.Disruptive, $"to {service.Do.ToString().ToLowerInvariant()} a service"),
            ActionTemplate.Process { Arguments: [Argument.Literal program, ..] } process => OfProgram(
                program.Text,
                process.Arguments.Skip(1)
            ),
            _ => (Risk.Read, ""),
        };

    /// <summary>The type of the node's own that was probably meant, when it differs by a letter or two; else null.</summary>
    public static string? NearestType(string type)
    {
        if (Types.Contains(type))
            return null;
        return Types.FirstOrDefault(known => Math.Abs(known.Length - type.Length) <= 1 && Differs(known, type));
    }

    private static (Risk, string) OfProgram(string path, IEnumerable<Argument> arguments)
    {
        var name = path[(path.LastIndexOf('/') + 1)..];
        if (Programs.TryGetValue(name, out var risk))
            return (risk, name);
        if (name is not ("systemctl" or "service" or "docker" or "podman" or "kubectl"))
            return (Risk.Read, "");
        var word = arguments.OfType<Argument.Literal>().Select(argument => argument.Text).FirstOrDefault(Disrupting.Contains);
        return word is null ? (Risk.Read, "") : (Risk.Disruptive, $"{name} {word}");
    }

    /// <summary>One letter put in, left out or replaced, or two neighbours swapped.</summary>
    private static bool Differs(string a, string b)
    {
        var (head, tail) = (0, 0);
        var shorter = Math.Min(a.Length, b.Length);
        while (head < shorter && a[head] == b[head])
            head++;
        while (tail < shorter - head && a[^(tail + 1)] == b[^(tail + 1)])
            tail++;
        var (left, right) = (a[head..^tail], b[head..^tail]);
        return Math.Max(left.Length, right.Length) <= 1
            || (left.Length == 2 && right.Length == 2 && left[0] == right[1] && left[1] == right[0]);
    }
}
