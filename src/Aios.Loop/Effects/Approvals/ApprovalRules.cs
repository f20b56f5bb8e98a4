using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Aios.Loop.Vocabulary;
using static Aios.Loop.Effects.Approvals.ApprovalProtocol;

namespace Aios.Loop.Effects.Approvals;

/// <summary>Who has to be asked about what, and whose yes counts.</summary>
public static class ApprovalRules
{
    // Without letters and digits that people take for one another.
    private const string CodeLetters = "ABCDEFGHJKMNPQRSTVWXYZ23456789";
    private const int CodeLength = 6;

    /// <summary>How many people have to say yes to this plan: what its risk demands, or more when its author wishes so.</summary>
    /// <param name="wish">Of the author; it raises, it never lowers.</param>
    /// <param name="severity">Of the event; a critical one is no time for changes that nobody looks at.</param>
    public static ApprovalNeed NeedOf(RunPlan plan, ApprovalNeed wish, Severity severity)
    {
        var risk = plan.Steps.Concat(plan.Ladder.SelectMany(rung => rung.Steps)).Select(step => RiskOf(plan, step)).DefaultIfEmpty().Max();
        var demanded = risk switch
        {
            Risk.Read => ApprovalNeed.Auto,
            Risk.Reversible => severity == Severity.Critical ? ApprovalNeed.One : ApprovalNeed.Auto,
            Risk.Disruptive => ApprovalNeed.One,
            _ => ApprovalNeed.Two,
        };
        return demanded > wish ? demanded : wish;
    }

    /// <summary>Hex SHA-256 of playbook, version, target and everything that would be done, undone and tried when that fails.</summary>
    /// <param name="step">Of kind approve, when it is about that one.</param>
    public static string HashOf(RunPlan plan, string? step)
    {
        var text = new StringBuilder();
        Add(plan.Playbook.Value, $"{plan.Version}", plan.Target, step ?? "");
        foreach (var each in plan.Steps.Concat(plan.Ladder.SelectMany(rung => rung.Steps)))
        {
            Add(each.Id, $"{each.Risk}", Written(each.Action));
            Add(each.Undo is { } undo ? Written(undo) : "");
        }
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));

        // With its length before it no part can reach into the next.
        void Add(params ReadOnlySpan<string> parts)
        {
            foreach (var part in parts)
                text.Append(part.Length).Append(':').Append(part);
        }
    }

    /// <summary>What would be done, in one line.</summary>
    /// <param name="step">Of kind approve, when it is about that one.</param>
    public static string TextOf(RunPlan plan, PlannedStep? step) =>
        step?.Action is EffectAction.Approve ask
            ? Shown.Clean(ask.Text)
            : $"{Shown.Clean(plan.Title)}, on {Shown.Clean(plan.Target)}: "
                + string.Join(
                    ", ",
                    plan.Steps.Select(each => $"{each.Id} ({each.Action.Kind}, {each.Risk.ToString().ToLowerInvariant()})")
                );

    /// <summary>Six letters and digits that differ with every question and with everything that would be done.</summary>
    public static string CodeOf(Approval approval)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{approval.Hash}\n{approval.Id}"));
        return string.Create(
            CodeLength,
            hash,
            static (code, bytes) =>
            {
                for (var i = 0; i < code.Length; i++)
                    code[i] = CodeLetters[bytes[i] % CodeLetters.Length];
            }
        );
    }

    /// <summary>What is to be put on record about the questions of one run.</summary>
    /// <param name="run">Null when it is too old to be kept.</param>
    public static Decision<IEvent> Follow(ApprovalState state, RunId id, RunState? run, long now)
    {
        var asked = run is { Phase: RunPhase.WaitingApproval, Asked: { } question } ? question : null;
        var facts = new List<IEvent>();
        foreach (var open in state.Open.Where(each => each.Run == id && each.Round != asked?.Round))
            facts.Add(
                run is { Phase: RunPhase.Expired } || run?.Stop?.As == RunPhase.Expired
                    ? new Expired(open.Id, now)
                    : new Revoked(open.Id, run is null ? "its run is not known any more" : $"its run is {run.Phase.Text()}", now)
            );
        if (asked is not null && state.Find(ApprovalId.Of(id, asked.Round)) is null)
            facts.Add(new Requested(Of(run!, asked), now));
        return new Decision<IEvent>(facts);
    }

    /// <summary>Those whose time is over.</summary>
    public static Decision<IEvent> Expire(ApprovalState state, long now) =>
        new([.. state.Open.Where(each => now >= each.ExpiresAt).Select(each => new Expired(each.Id, now))]);

    /// <param name="run">The run that asks, as it stands now.</param>
    public static Decision<IEvent> Decide(ApprovalState state, ApprovalSettings settings, ICommand command, RunState? run, long now) =>
        command switch
        {
            Approve said => Refuse(state, said.Id, run, now) ?? Sign(state.Find(said.Id)!, settings, said, now),
            Deny said => Refuse(state, said.Id, run, now) ?? Decision<IEvent>.Of(new Denied(said.Id, said.By, said.Reason, now)),
            _ => throw new InvalidOperationException($"approvals do not know {command.GetType().Name}"),
        };

    private static Decision<IEvent>? Refuse(ApprovalState state, ApprovalId id, RunState? run, long now) =>
        state.Find(id) is not { } found ? No(id, "it is not known", "'aios approvals ls' lists those that are open")
        : !found.IsOpen
            ? No(id, $"it is {found.Standing.ToString().ToLowerInvariant()} already", "'aios approvals show ID' says by whom and when")
        : now >= found.ExpiresAt ? No(id, "its time is over", "the next event of its kind asks again")
        : run is not { Phase: RunPhase.WaitingApproval } || run.Asked?.Round != found.Round
            ? No(id, $"run {found.Run} does not wait for it any more", $"'aios runs show {found.Run}' says what became of it")
        : HashOf(run.Plan, found.Step) != found.Hash
            ? No(
                id,
                "what would be done now is not what was shown",
                $"cancel the run, so that the next one asks anew: aios runs cancel {found.Run} --reason TEXT"
            )
        : null;

    private static Decision<IEvent> Sign(Approval open, ApprovalSettings settings, Approve said, long now)
    {
        if (!string.Equals(said.Code.Trim(), CodeOf(open), StringComparison.OrdinalIgnoreCase))
            return No(
                open.Id,
                $"the code {Shown.Quote(said.Code)} is not its own",
                $"read what would be done and take the code from there: aios approvals show {open.Id}"
            );
        var yes = new Signed(open.Id, said.By, said.Reason, now);
        if (open.Need != ApprovalNeed.Two)
            return Decision<IEvent>.Of(yes, new Granted(open.Id, now));
        if (!settings.SinglePerson && said.IsOnlyPerson)
            return No(
                open.Id,
                "two people have to say yes, and nobody but you can speak to this node",
                "set aios.approvals.single-person = true to say it twice, a minute apart; or deny it"
            );
        if (open.Signatures.IsEmpty)
            return Decision<IEvent>.Of(yes);
        if (open.Signatures.Any(each => each.By != said.By))
            return Decision<IEvent>.Of(yes, new Granted(open.Id, now));
        if (!settings.SinglePerson)
            return No(open.Id, $"{said.By} said yes already, and it takes two people", "ask somebody else");
        var left = open.Signatures[^1].AtWall + (long)ApprovalSettings.SecondThought.TotalMilliseconds - now;
        return left > 0
            ? No(
                open.Id,
                "between two answers of one person there is a minute",
                $"think it over and say it again in {(left + 999) / 1000} s"
            )
            : Decision<IEvent>.Of(yes, new Granted(open.Id, now));
    }

    private static Approval Of(RunState run, RunProtocol.ApprovalAsked asked) =>
        new(
            ApprovalId.Of(run.Plan.Id, asked.Round),
            run.Plan.Id,
            asked.Round,
            run.Plan.Playbook,
            run.Plan.Version,
            run.Plan.Target,
            asked.Step,
            asked.Need,
            asked.Hash,
            asked.Text,
            run.Plan.TraceId,
            run.Plan.EventId.Value,
            asked.AtWall,
            asked.AtWall + asked.WithinMs
        );

    // A signal for what the node itself started takes nothing from anybody else.
    private static Risk RiskOf(RunPlan plan, PlannedStep step) =>
        plan.OwnOnly && step.Action is EffectAction.SendSignal && step.Risk > Risk.Reversible ? Risk.Reversible : step.Risk;

    private static string Written(EffectAction action) => JsonSerializer.Serialize(action, ActionShape.Default.EffectAction);

    private static Decision<IEvent> No(ApprovalId id, string why, string remedy) =>
        Decision<IEvent>.Refused(new Refusal("approval", id.Value, why, remedy));
}
