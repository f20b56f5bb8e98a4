using Aios.Loop.Vocabulary;

namespace Aios.Loop.Effects;

/// <summary>What an action does, in one line. Contents, bodies and headers are left out: a secret could stand there.</summary>
public static class ActionLine
{
    public static string Of(EffectAction action) =>
        action switch
        {
            EffectAction.RunProcess process => string.Join(' ', process.Arguments),
            EffectAction.SendSignal signal => $"{signal.Signal} to process {signal.Pid}",
            EffectAction.Notify notify => $"{notify.Severity.Text()}{Channel(notify.Channel)}: {notify.Text}",
            EffectAction.SendRequest http => $"{http.Method} {WithoutQuery(http.Url)}",
            EffectAction.ChangeFile file => $"{file.Change.ToString().ToLowerInvariant()} {file.Path}",
            EffectAction.CleanFolder clean =>
                $"delete {clean.Glob} in {clean.Folder}{Bounds(TimeSpan.FromMilliseconds(clean.OlderThanMs), clean.Keep)}",
            EffectAction.RotateFile rotate => $"rotate {rotate.Path}",
            EffectAction.KeepFiles keep => $"keep {string.Join(' ', keep.Files)}",
            EffectAction.Restore restore => $"put back {restore.Snapshot}",
            EffectAction.ControlService service => $"{service.Do.ToString().ToLowerInvariant()} {service.Name}",
            EffectAction.SetSetting set => $"{set.Key} = {set.Value}",
            EffectAction.Wait pause => Faults.Text(TimeSpan.FromMilliseconds(pause.DelayMs)),
            EffectAction.Approve ask => ask.Text,
            _ => action.Kind,
        };

    /// <summary>Tokens like to stand behind the question mark.</summary>
    public static string WithoutQuery(string url) => url.IndexOf('?') is var at and >= 0 ? $"{url[..at]}?…" : url;

    /// <summary><c> by smtp</c>; nothing for the console.</summary>
    public static string Channel(string? channel) => channel is null or NotifyChannels.Console ? "" : $" by {channel}";

    /// <summary><c> older than 7d but the newest 3</c></summary>
    public static string Bounds(TimeSpan olderThan, int keep) =>
        (olderThan > TimeSpan.Zero ? $" older than {Faults.Text(olderThan)}" : "") + (keep > 0 ? $" but the newest {keep}" : "");
}
