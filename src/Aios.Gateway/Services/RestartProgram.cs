using System.Globalization;
using Aios.Loop.Effects;
using Aios.Loop.Sensing;
using Aios.Loop.Vocabulary;
using Aios.Platform.Processes;

namespace Aios.Gateway.Services;

/// <summary>Starts something again by the command that a person listed for it: what it starts goes on when the command returns.</summary>
internal static class RestartProgram
{
    public static async Task<AdapterResult> Run(RestartTarget listed, TimeSpan timeout)
    {
        var spec = new ChildSpec(listed.Command) { Timeout = timeout, LeavesTree = true };
        if (spec.Fault() is { } fault)
            return new AdapterResult(EffectResult.Refused, fault);
        var ended = await ChildProcess.Run(spec).ConfigureAwait(false);
        var told = Shown.Clean($"restart {listed.Target} by {listed.Command[0]}: {Said(ended)}");
        return ended.End switch
        {
            ChildEnd.Exited when ended.ExitCode == 0 => new(EffectResult.Ok, told, 0),
            ChildEnd.Exited or ChildEnd.Signalled => new(EffectResult.ExitCode, told, ended.ExitCode),
            ChildEnd.TimedOut or ChildEnd.StillRunning => new(EffectResult.Timeout, told),
            ChildEnd.NotFound => new(EffectResult.NotFound, told),
            ChildEnd.NotPermitted => new(EffectResult.Refused, told),
            _ => new(EffectResult.Error, told),
        };
    }

    private static string Said(ChildResult ended) =>
        ended switch
        {
            { End: ChildEnd.Exited, ExitCode: 0 } => "done",
            { End: ChildEnd.Exited } => string.Create(CultureInfo.InvariantCulture, $"it ended with code {ended.ExitCode}"),
            { End: ChildEnd.Signalled } => string.Create(CultureInfo.InvariantCulture, $"it ended by signal {ended.EndedBy}"),
            { End: ChildEnd.TimedOut or ChildEnd.StillRunning } => "it did not return in time; it must start the program and return",
            { Fault.Length: > 0 } => ended.Fault,
            _ => ended.End.ToString(),
        };
}
