using Aios.Loop.Effects;
using Aios.Loop.Reacting;
using Aios.Loop.Vocabulary;

namespace Aios.Node.Verbs;

/// <summary>What an action does, in one line.</summary>
internal static class ActionText
{
    public static string Of(EffectAction action) =>
        action switch
        {
            EffectAction.RunProcess process => string.Join(' ', process.Arguments),
            EffectAction.SendSignal signal => $"{signal.Signal} to process {signal.Pid}",
            EffectAction.Notify notify => $"{notify.Severity.Text()}{On(notify.Channel)}: {notify.Text}",
            EffectAction.SendRequest http => $"{http.Method} {WithoutQuery(http.Url)}",
            EffectAction.ChangeFile file => $"{file.Change.ToString().ToLowerInvariant()} {file.Path}",
            EffectAction.CleanFolder clean =>
                $"delete {clean.Glob} in {clean.Folder}{Older(TimeSpan.FromMilliseconds(clean.OlderThanMs))}{Kept(clean.Keep)}",
            EffectAction.KeepFiles keep => $"keep {string.Join(' ', keep.Files)}",
            EffectAction.Restore restore => $"put back {restore.Snapshot}",
            EffectAction.ControlService service => $"{service.Do.ToString().ToLowerInvariant()} {service.Name}",
            EffectAction.SetSetting set => $"{set.Key} = {set.Value}",
            EffectAction.Wait pause => Faults.Text(TimeSpan.FromMilliseconds(pause.DelayMs)),
            EffectAction.Approve ask => ask.Text,
            _ => action.Kind,
        };

    public static string Of(ActionTemplate action) =>
        action switch
        {
            ActionTemplate.Process process => string.Join(' ', process.Arguments.Select(Of)),
            ActionTemplate.Signal signal => $"{signal.Name} to process {Of(signal.Pid)}",
            ActionTemplate.Notify notify => $"{string.Join(' ', notify.Parts.Select(Of))}{On(notify.Channel)}",
            ActionTemplate.Http http => $"{http.Method} {WithoutQuery(Of(http.Url))}",
            ActionTemplate.File file => $"{file.Change.ToString().ToLowerInvariant()} {Of(file.Path)}",
            ActionTemplate.Clean clean => $"delete {clean.Glob} in {Of(clean.Folder)}{Older(clean.OlderThan)}{Kept(clean.Keep)}",
            ActionTemplate.Service service => $"{service.Do.ToString().ToLowerInvariant()} {Of(service.Name)}",
            ActionTemplate.Set set => $"{set.Key} = {Of(set.Value)}",
            ActionTemplate.Wait pause => Faults.Text(pause.Delay),
            ActionTemplate.Approve ask => ask.Text,
            _ => action.GetType().Name.ToLowerInvariant(),
        };

    public static string Kind(ActionTemplate action) => action.GetType().Name.ToLowerInvariant();

    // Tokens like to stand there; headers, bodies and contents are not shown at all.
    private static string WithoutQuery(string url) => url.IndexOf('?') is var at and >= 0 ? $"{url[..at]}?…" : url;

    private static string On(string? channel) => channel is null or NotifyChannels.Console ? "" : $" by {channel}";

    private static string Older(TimeSpan age) => age > TimeSpan.Zero ? $" older than {Faults.Text(age)}" : "";

    private static string Kept(int keep) => keep > 0 ? $" but the newest {keep}" : "";

    private static string Of(Argument argument) =>
        argument switch
        {
            Argument.Literal literal => literal.Text,
            Argument.FromEvent value => $"<{value.Path}>",
            _ => "?",
        };
}
