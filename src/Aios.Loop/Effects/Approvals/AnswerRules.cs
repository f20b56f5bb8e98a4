using Aios.Loop.Vocabulary;
using static Aios.Loop.Effects.Approvals.ApprovalProtocol;

namespace Aios.Loop.Effects.Approvals;

/// <summary>Whose yes or no counts.</summary>
public static class AnswerRules
{
    /// <param name="run">The run that asks, as it stands now.</param>
    /// <param name="isOver">Its time is over: who keeps the questions measures it.</param>
    /// <param name="now">Milliseconds since the Unix epoch.</param>
    public static Decision<IEvent> Decide(
        ApprovalState state,
        ApprovalSettings settings,
        ICommand command,
        RunState? run,
        Func<Approval, bool> isOver,
        long now
    ) =>
        command switch
        {
            Approve said => Refuse(state, said.Id, run, isOver) ?? Sign(state.Find(said.Id)!, settings, said, now),
            Deny said => Refuse(state, said.Id, run, isOver) ?? Decision<IEvent>.Of(new Denied(said.Id, said.By, said.Reason, now)),
            _ => throw new InvalidOperationException($"approvals do not know {command.GetType().Name}"),
        };

    private static Decision<IEvent>? Refuse(ApprovalState state, ApprovalId id, RunState? run, Func<Approval, bool> isOver) =>
        state.Find(id) is not { } found ? No(id, "it is not known", "'aios approvals ls' lists those that are open")
        : !found.IsOpen
            ? No(id, $"it is {found.Standing.ToString().ToLowerInvariant()} already", "'aios approvals show ID' says by whom and when")
        : isOver(found) ? No(id, "its time is over", "the next event of its kind asks again")
        : !QuestionRules.IsAskedBy(found, run)
            ? No(id, $"run {found.Run} does not wait for it any more", $"'aios runs show {found.Run}' says what became of it")
        : ApprovalRules.HashOf(run!.Plan, found.Step) != found.Hash
            ? No(
                id,
                "what would be done now is not what was shown",
                $"cancel the run, so that the next one asks anew: aios runs cancel {found.Run} --reason TEXT"
            )
        : null;

    private static Decision<IEvent> Sign(Approval open, ApprovalSettings settings, Approve said, long now)
    {
        if (!string.Equals(said.Code.Trim(), ApprovalRules.CodeOf(open), StringComparison.OrdinalIgnoreCase))
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

    private static Decision<IEvent> No(ApprovalId id, string why, string remedy) =>
        Decision<IEvent>.Refused(new Refusal("approval", id.Value, why, remedy));
}
