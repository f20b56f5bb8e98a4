using Aios.Loop.Effects;
using Aios.Loop.Vocabulary;
using Aios.Platform.Processes;

namespace Aios.Gateway.Services;

/// <summary>systemd, asked by its own program.</summary>
/// <param name="runningMark">A folder that is there while systemd runs.</param>
/// <param name="programs">Where <c>systemctl</c> may be; the first that is there is taken.</param>
public sealed class Systemd(string runningMark, params IReadOnlyList<string> programs)
{
    // systemctl is-active says so when the service does not run.
    private const int NotActive = 3;

    public static Systemd OfThisMachine { get; } = new("/run/systemd/system", "/usr/bin/systemctl", "/bin/systemctl");

    /// <summary>Why no service can be told anything here; null when it can.</summary>
    public string? Absent =>
        !Directory.Exists(runningMark)
            ? $"systemd does not run on this machine ({runningMark} is not there); a process step can restart a program"
        : Program is null ? $"there is no {string.Join(" or ", programs)}"
        : null;

    private string? Program => programs.FirstOrDefault(File.Exists);

    /// <summary>One word such as <c>active</c>, <c>inactive</c> or <c>failed</c>; else why it is not known.</summary>
    internal async Task<(string? State, AdapterResult? Failure)> State(string service, TimeSpan timeout)
    {
        var asked = await Run(timeout, "is-active", service).ConfigureAwait(false);
        var word = asked.Output.Text.Trim();
        return asked is { End: ChildEnd.Exited, ExitCode: 0 or NotActive } && word.Length is > 0 and < 40
            ? (word, null)
            : (
                null,
                new AdapterResult(ResultOf(asked), Shown.Clean($"the state of {service} is not known: {Said(asked)}"), asked.ExitCode)
            );
    }

    internal async Task<AdapterResult> Tell(string word, string service, TimeSpan timeout)
    {
        var told = await Run(timeout, word, service).ConfigureAwait(false);
        return new AdapterResult(ResultOf(told), Shown.Clean(Said(told)), told.ExitCode, told.Errors.Text);
    }

    private Task<ChildResult> Run(TimeSpan timeout, string word, string service) =>
        ChildProcess.Run(
            new ChildSpec([Program!, "--no-ask-password", "--no-pager", word, "--", service])
            {
                Timeout = timeout,
                KeptOutputBytes = 8 * 1024,
            }
        );

    private static EffectResult ResultOf(ChildResult ended) =>
        ended switch
        {
            { End: ChildEnd.Exited, ExitCode: 0 } => EffectResult.Ok,
            { End: ChildEnd.Exited or ChildEnd.Signalled } => EffectResult.ExitCode,
            { End: ChildEnd.TimedOut or ChildEnd.StillRunning } => EffectResult.Timeout,
            _ => EffectResult.Error,
        };

    private static string Said(ChildResult ended) =>
        ended.End != ChildEnd.Exited ? $"systemctl: {ended.End}"
        : ended.ExitCode == 0 ? "done"
        : $"systemctl ended with code {ended.ExitCode}: {ended.Errors.Text.Trim()}";
}
