using Aios.Loop.Effects;
using Aios.Loop.Reacting;
using Aios.Loop.Safety;
using Aios.Loop.Vocabulary;
using static System.FormattableString;

namespace Aios.Node.Playbooks;

/// <summary>A loaded playbook in lines for people.</summary>
internal static class PlaybookText
{
    public static IReadOnlyList<string> Lines(Playbook playbook)
    {
        var lines = new List<string>
        {
            $"{playbook.Id} version {playbook.Version}{(playbook.Enabled ? "" : " (disabled)")}",
            $"  {Shown.Clean(playbook.Title)}",
            $"  on          {TriggerView.Line(playbook.Trigger)}",
            $"  targets     {Reached(playbook)}",
            Invariant($"  confidence  {playbook.Confidence:0.##}"),
            $"  risk        {Word(playbook.Risk)}{(playbook.Approval == ApprovalNeed.Auto ? "" : $", approval {Word(playbook.Approval)}")}",
            $"  cooldown    {Faults.Text(playbook.Cooldown)}",
            $"  deadline    {Faults.Text(TimeSpan.FromMilliseconds(PlanRules.DeadlineMs(playbook)))}",
            $"  retry       {Retry(playbook.Retry)}",
            "  steps",
        };
        if (playbook.WhenBusy != BusyPolicy.DropNew)
            lines.Insert(3, $"  when busy   {TriggerView.Word(playbook.WhenBusy)}");
        lines.AddRange(playbook.Steps.Select(step => $"    {Step(playbook, step)}"));
        lines.Add($"  verify      {Gate(playbook.Verify)}");
        lines.Add(playbook.Otherwise.Count == 0 ? "  otherwise   nothing" : "  otherwise");
        foreach (var rung in playbook.Otherwise)
        {
            if (rung.Kind != RungKind.Steps)
                lines.Add($"    {Word(rung.Kind)}");
            else
                lines.AddRange(rung.Steps.Select(step => $"    {Step(playbook, step)}"));
        }
        lines.Add($"  from        {playbook.Origin}");
        return lines;
    }

    public static string Word<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();

    /// <summary>As the file has it.</summary>
    public static string Reach(Playbook playbook) =>
        PlaybookGuard.ScopeOf(playbook) switch
        {
            TargetScope.OwnChildren => "own-children",
            TargetScope.Listed => "listed",
            _ => "any",
        };

    private static string Reached(Playbook playbook) =>
        PlaybookGuard.ScopeOf(playbook) switch
        {
            TargetScope.OwnChildren => "only processes that the node started itself",
            TargetScope.Listed => "only what aios.targets lists, and what the node started itself",
            _ => "what the event names",
        };

    public static string Text(Argument argument) =>
        argument switch
        {
            Argument.Literal literal => literal.Text,
            Argument.FromEvent from => $"{{{from.Path}}}",
            _ => throw new InvalidOperationException($"no text for {argument.GetType().Name}"),
        };

    public static string Text(ActionTemplate action) =>
        action switch
        {
            ActionTemplate.Process process => $"run {Joined(process.Arguments)}",
            ActionTemplate.Signal signal => $"signal {Shown.Clean(signal.Name)} to {Text(signal.Pid)}, started at {Text(signal.StartTime)}",
            ActionTemplate.Notify notify => $"tell: {Joined(notify.Parts)}",
            ActionTemplate.Wait pause => $"wait {Faults.Text(pause.Delay)}",
            ActionTemplate.Approve ask => $"ask people: {Shown.Clean(ask.Text)}",
            _ => throw new InvalidOperationException($"no text for {action.GetType().Name}"),
        };

    private static string Joined(IEnumerable<Argument> arguments) => string.Join(' ', arguments.Select(each => Shown.Clean(Text(each))));

    private static string Step(Playbook playbook, StepTemplate step) =>
        $"{step.Id}: {Text(step.Action)}; {Word(PlaybookRules.RiskOf(playbook, step))}, at most {Faults.Text(step.Timeout ?? playbook.Timeout)}"
        + (step.Idempotent ? ", may be repeated" : "")
        + (step.Probe is { } probe ? $", after a crash ask: {Text(probe.Action)}" : "")
        + (
            step.Undo is { } undo
                ? $"; undo: {Text(undo.Action)}; {Word(PlaybookRules.UndoRiskOf(playbook, step))}{(undo.Idempotent ? ", may be repeated" : "")}"
            : step.NeedsNoUndo ? "; needs no undo"
            : "; cannot be undone"
        );

    private static string Retry(RetrySettings retry) =>
        retry.Retries == 0
            ? "never"
            : $"{retry.Retries} times, after "
                + string.Join(
                    ", ",
                    Enumerable.Range(1, retry.Retries).Select(n => Faults.Text(TimeSpan.FromMilliseconds(retry.DelayMs(n))))
                )
                + (retry.Jitter > 0 ? Invariant($", each longer by up to {retry.Jitter * 100:0.#} %") : "");

    private static string Gate(GateTemplate gate) =>
        gate.Kind switch
        {
            GateKind.None => "nothing, it only tells people",
            GateKind.Expectation => $"{Shown.Clean(gate.Expect)}{Times(gate)}",
            _ => $"the sensor recovered{Times(gate)}",
        };

    private static string Times(GateTemplate gate) =>
        (gate.After > TimeSpan.Zero ? $", not before {Faults.Text(gate.After)}" : "") + $", within {Faults.Text(gate.Within)}";
}
