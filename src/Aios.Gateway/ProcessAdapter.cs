using Aios.Loop.Effects;
using Aios.Platform.Processes;

namespace Aios.Gateway;

/// <summary>Runs programs: no shell, arguments as they are, a fixed environment, ended as a tree at the time-out.</summary>
/// <param name="environment">The whole environment of every child; see <see cref="ChildEnvironment"/>.</param>
/// <param name="folder">The node's data folder: what is left of a child of a node that was killed is ended by the next start there.</param>
/// <param name="limits">What each of them may use up.</param>
public sealed class ProcessAdapter(IReadOnlyDictionary<string, string> environment, string? folder = null, ProgramSettings? limits = null)
    : IEffectAdapter
{
    // SIGXCPU.
    private const int UsedUp = 24;

    private readonly ChildLimits _limits = LimitsOf(limits ?? ProgramSettings.Default);

    // Head and tail of two outputs: 64 KiB together.
    private const int KeptBytes = 16 * 1024;

    public string Kind => "process";

    public Task<AdapterResult> Do(EffectAction action, TimeSpan timeout) => Run(action, timeout, "look");

    public Task<AdapterResult> Do(EffectIntent intent) => Run(intent.Action, intent.Timeout, intent.Id.Value);

    private async Task<AdapterResult> Run(EffectAction action, TimeSpan timeout, string work)
    {
        var spec = new ChildSpec(((EffectAction.RunProcess)action).Arguments)
        {
            Environment = environment,
            Owner = folder is null ? null : new ChildOwner(folder, work),
            Timeout = timeout,
            KeptOutputBytes = KeptBytes,
            Limits = _limits,
        };
        if (spec.Fault() is { } fault)
            return new AdapterResult(EffectResult.Refused, fault);
        var ended = await ChildProcess.Run(spec).ConfigureAwait(false);
        var output = Output(ended);
        return ended.End switch
        {
            ChildEnd.Exited when ended.ExitCode is null => new(EffectResult.Error, "it ended, but how is not known", null, output),
            ChildEnd.Exited when ended.ExitCode == 0 => new(EffectResult.Ok, $"ended with code 0{Leftovers(ended)}", 0, output),
            ChildEnd.Exited => new(EffectResult.ExitCode, $"ended with code {ended.ExitCode}{Leftovers(ended)}", ended.ExitCode, output),
            // The shells' way to say it in one number.
            ChildEnd.Signalled when ended.EndedBy == UsedUp => new(
                EffectResult.ExitCode,
                $"ended by signal {UsedUp}: it used up {_limits.CpuTime} of processor time, which aios.effects.programs.cpu-time allows",
                128 + UsedUp,
                output
            ),
            ChildEnd.Signalled => new(EffectResult.ExitCode, $"ended by signal {ended.EndedBy}", 128 + ended.EndedBy, output),
            ChildEnd.TimedOut => new(EffectResult.Timeout, $"still running after {timeout}; ended with its tree", ended.ExitCode, output),
            ChildEnd.StillRunning => new(
                EffectResult.Timeout,
                $"still running after {timeout}; it does not end even by KILL",
                null,
                output
            ),
            ChildEnd.NotFound => new(EffectResult.NotFound, ended.Fault),
            ChildEnd.NotPermitted => new(EffectResult.Refused, ended.Fault),
            _ => new(EffectResult.Error, ended.Fault.Length > 0 ? ended.Fault : ended.End.ToString(), null, output),
        };
    }

    private static ChildLimits LimitsOf(ProgramSettings settings) =>
        new()
        {
            OpenFiles = settings.OpenFiles,
            Processes = settings.Processes,
            CpuTime = settings.CpuTime,
            MemoryBytes = settings.MemoryBytes,
            NewPrivileges = settings.NewPrivileges,
        };

    private static string Leftovers(ChildResult ended) => ended.Leftovers > 0 ? $"; {ended.Leftovers} left of its tree were killed" : "";

    private static string Output(ChildResult ended)
    {
        var errors = ended.Errors.Text;
        return errors.Length == 0 ? ended.Output.Text : $"{ended.Output.Text}\n[standard error]\n{errors}";
    }
}
