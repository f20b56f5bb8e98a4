using Aios.Loop.Effects;
using Aios.Loop.Reacting;
using Aios.Loop.Vocabulary;

namespace Aios.Node.Verbs;

/// <summary>What an action does, in one line.</summary>
internal static class ActionText
{
    public static string Of(EffectAction action) => ActionLine.Of(action);

    public static string Of(ActionTemplate action) =>
        action switch
        {
            ActionTemplate.Process process => string.Join(' ', process.Arguments.Select(Of)),
            ActionTemplate.Signal signal => $"{signal.Name} to process {Of(signal.Pid)}",
            ActionTemplate.Notify notify => $"{string.Join(' ', notify.Parts.Select(Of))}{ActionLine.Channel(notify.Channel)}",
            ActionTemplate.Http http => $"{http.Method} {ActionLine.WithoutQuery(Of(http.Url))}",
            ActionTemplate.File file => $"{file.Change.ToString().ToLowerInvariant()} {Of(file.Path)}",
            ActionTemplate.Rotate rotate => $"rotate {Of(rotate.Path)}",
            ActionTemplate.Clean clean => $"delete {clean.Glob} in {Of(clean.Folder)}{ActionLine.Bounds(clean.OlderThan, clean.Keep)}",
            ActionTemplate.Service service => $"{service.Do.ToString().ToLowerInvariant()} {Of(service.Name)}",
            ActionTemplate.Set set => $"{set.Key} = {Of(set.Value)}",
            ActionTemplate.Wait pause => Faults.Text(pause.Delay),
            ActionTemplate.Approve ask => ask.Text,
            _ => action.GetType().Name.ToLowerInvariant(),
        };

    public static string Kind(ActionTemplate action) => action.GetType().Name.ToLowerInvariant();

    private static string Of(Argument argument) =>
        argument switch
        {
            Argument.Literal literal => literal.Text,
            Argument.FromEvent value => $"<{value.Path}>",
            _ => "?",
        };
}
