using Aios.Loop.Vocabulary;
using static Aios.Loop.Safety.OrdersProtocol;

namespace Aios.Loop.Safety;

/// <summary>Orders in a sentence, for people.</summary>
public static class OrderText
{
    public static string Of(IEvent fact) =>
        fact switch
        {
            PlaybookEnabled it => $"{it.Playbook} is enabled: the next event that fits is acted on",
            PlaybookDisabled it => $"{it.Playbook} is disabled; 'aios playbooks enable {it.Playbook}' takes that back",
            PlaybookForgotten it => $"nothing is ordered about {it.Playbook} any more",
            Frozen { Playbook: { } one } it => $"{one} is frozen{Why(it.Reason)}; 'aios thaw --playbook {one}' ends it",
            Frozen it => $"everything is frozen{Why(it.Reason)}; 'aios thaw' ends it",
            Thawed { Playbook: { } one } => $"{one} is thawed",
            Thawed => "nothing is frozen any more",
            SilenceAdded { Silence: var silence } => $"{silence.Id} silences {silence.Type} from {Utc.Text(silence.FromWall)} until "
                + Utc.Text(silence.UntilWall),
            SilenceRemoved it => $"{it.Id} is removed",
            _ => throw new InvalidOperationException($"no sentence for {fact.GetType().Name}"),
        };

    public static string Of(ICommand command) =>
        command switch
        {
            ResetCircuits it => $"closed the circuits of {it.Playbook?.Value ?? "every playbook"} on "
                + (it.Target is { } target ? Shown.Clean(target) : "every target"),
            ResetFuse it => $"put back the fuse {(it.Playbook is { } one ? $"of {one}" : "of everything")}",
            _ => throw new InvalidOperationException($"no sentence for {command.GetType().Name}"),
        };

    private static string Why(string reason) => reason.Length > 0 ? $" ({Shown.Clean(reason)})" : "";
}
