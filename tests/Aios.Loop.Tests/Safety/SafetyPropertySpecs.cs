using Aios.Loop.Effects;
using Aios.Loop.Safety;
using Aios.Loop.Vocabulary;
using FsCheck.Fluent;
using static Aios.Loop.Safety.SafetyProtocol;

namespace Aios.Loop.Tests.Safety;

/// <summary>What holds for every mix of events, ends and resets.</summary>
public sealed class SafetyPropertySpecs
{
    private const long Minute = 60_000;
    private static readonly RunPhase[] Ends = [RunPhase.Verified, RunPhase.Stuck, RunPhase.RolledBack, RunPhase.Cancelled];

    [Fact]
    public void No_window_ever_holds_more_runs_than_its_bound() =>
        Draw.ForAll(
            Draw.Four(Draw.Int(0, 5), Draw.Int(0, 5), Draw.Int(0, 8_000), Draw.Int(0, 11)).ListOf(),
            steps =>
            {
                var (history, now) = (new Case(), 0L);
                var runs = new List<(string Playbook, string Target, long At)>();
                var resets = new List<long> { -1 };
                foreach (var (playbook, target, wait, end) in steps)
                {
                    now += wait;
                    if (end == 11)
                    {
                        history.Apply(new CircuitReset(null, null, now));
                        history.Apply(new FuseReset(null, now));
                        resets.Add(now);
                    }
                    else if (history.Judge(Case.Playbook($"p{playbook}"), now, $"t{target}") is not SafetyVerdict.Against)
                    {
                        history.Run(Ends[end % Ends.Length], now, $"p{playbook}", $"t{target}");
                        runs.Add(($"p{playbook}", $"t{target}", now));
                    }
                }
                foreach (var (playbook, target, at) in runs)
                {
                    var reset = resets.Last(each => each <= at);
                    var window = runs.Where(run => run.At <= at && at - run.At < Minute).ToList();
                    Assert.True(window.Count <= 21, $"{window.Count} runs within a minute");
                    var same = window.Where(run => run.At >= reset && run.Playbook == playbook && run.Target == target).ToList();
                    Assert.True(same.Count <= 3, $"{same.Count} runs of {playbook} on {target} within a minute");
                    var reached = runs.Where(run => run.At <= at && at - run.At < 10 * Minute && run.Playbook == playbook)
                        .Select(run => run.Target)
                        .Distinct()
                        .Count();
                    Assert.True(reached <= 3, $"{playbook} acted on {reached} targets within ten minutes");
                }
            }
        );

    [Fact]
    public void A_reset_of_one_circuit_leaves_every_other_as_it_is() =>
        Draw.ForAll(
            Draw.Four(Draw.Int(0, 2), Draw.Int(0, 2), Draw.Int(0, 60_000), Draw.Int(0, 3)).ListOf(),
            steps =>
            {
                var (history, now) = (new Case(), 0L);
                foreach (var (playbook, target, wait, end) in steps)
                    history.Run(Ends[end], now += wait, $"p{playbook}", $"t{target}");
                var before = Others(history, now);
                history.Apply(new CircuitReset(new PlaybookId("p0"), "t0", now));
                Assert.Equal(before, Others(history, now));
                Assert.Empty(history.State.MarksOf(new CircuitKey(new PlaybookId("p0"), "t0")));
            }
        );

    [Fact]
    public void Runs_that_fail_in_any_order_never_act_without_a_yes_once_five_of_two_playbooks_did() =>
        Draw.ForAll(
            Draw.Three(Draw.Int(0, 1), Draw.Int(0, 2), Draw.Int(0, 5 * 60_000)).ListOf(),
            steps =>
            {
                var (history, now) = (new Case(), 0L);
                var failures = new List<(string Playbook, long At)>();
                foreach (var (playbook, target, wait) in steps)
                {
                    now += wait;
                    var lately = failures.Where(each => now - each.At < 30 * Minute).ToList();
                    var verdict = history.Judge(Case.Playbook("other"), now, "somewhere");
                    if (lately.Count >= 5 && lately.Select(each => each.Playbook).Distinct().Count() == 2)
                        Assert.IsType<SafetyVerdict.NeedsApproval>(verdict);
                    history.Run(RunPhase.Stuck, now, $"p{playbook}", $"t{target}");
                    failures.Add(($"p{playbook}", now));
                }
            }
        );

    private static List<Circuit> Others(Case history, long now) =>
        [
            .. CircuitRules
                .NotClosed(history.State, history.Settings, now)
                .Where(circuit => circuit.Key != new CircuitKey(new PlaybookId("p0"), "t0")),
        ];
}
