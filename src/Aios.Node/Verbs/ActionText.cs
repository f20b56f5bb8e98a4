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
            EffectAction.Notify notify => $"{notify.Severity.Text()}: {notify.Text}",
            _ => action.Kind,
        };

    public static string Of(ActionTemplate action) =>
        action switch
        {
            ActionTemplate.Process process => string.Join(' ', process.Arguments.Select(Of)),
            ActionTemplate.Signal signal => $"{signal.Name} to process {Of(signal.Pid)}",
            ActionTemplate.Notify notify => string.Join(' ', notify.Parts.Select(Of)),
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
