using Aios.Loop.Effects;
using Aios.Loop.Incidents;
using Aios.Loop.Vocabulary;
using FsCheck.Fluent;
using static Aios.Loop.Incidents.IncidentsProtocol;

namespace Aios.Loop.Tests.Incidents;

/// <summary>What holds for every mix of signs, ends, runs, people and delays.</summary>
public sealed class IncidentPropertySpecs
{
    [Fact]
    public void A_start_at_any_moment_knows_the_same_and_says_the_rest() =>
        Draw.ForAll(
            Draw.Four(Draw.Int(0, 7), Draw.Int(0, 2), Draw.Int(0, 400_000), Draw.Int(0, 2)).ListOf().Where(steps => steps.Count > 0),
            steps =>
            {
                var log = new IncidentLog();
                foreach (var (what, target, wait, says) in steps)
                {
                    log.Now += wait;
                    Do(log, what, target);
                    // Not always at once: the log may be slow.
                    if (says > 0)
                        log.Say();
                }
                log.Say();
                Assert.Equal(IncidentLog.Shown(log.State), IncidentLog.Shown(log.Refold()));
                for (var cut = 0; cut < log.Facts.Count; cut += 1 + log.Facts.Count / 4)
                {
                    var early = log.Refold(cut);
                    var late = log.Facts.Skip(cut).Aggregate(early, (state, each) => state.Apply(each.Seq, each.Fact));
                    Assert.Equal(IncidentLog.Shown(log.State), IncidentLog.Shown(late));
                }
                Check(log);
            }
        );

    private static void Do(IncidentLog log, int what, int target)
    {
        var name = $"{target}";
        var payload = $$"""{"target":"{{name}}"}""";
        switch (what)
        {
            case 0:
                log.Sensed("resource.threshold_candidate", Severity.Info, name);
                break;
            case 1:
                log.Sensed("resource.disk_low", target: name);
                break;
            case 2:
                log.Sensed("resource.recovered", Severity.Info, name);
                break;
            case 3:
                log.Record(payload: payload);
                break;
            case 4:
                log.Record("app.recovered", Severity.Info, payload: payload);
                break;
            case 5 when log.State.Open.OrderBy(each => each.Id.Value).FirstOrDefault() is { } open:
                log.Run(open.Evidence.Last.Seq, RunPhase.Verified, id: $"run-{log.Seq}");
                break;
            case 6 when log.State.Open.OrderBy(each => each.Id.Value).FirstOrDefault() is { Phase: IncidentPhase.Open } open:
                log.Put(new Acknowledged(open.Id, "uid 1", "", log.Now));
                break;
            case 7:
                log.SayQuiet();
                break;
        }
    }

    private static void Check(IncidentLog log)
    {
        Assert.Empty(log.State.Unsaid);
        Assert.Equal(log.State.OpenCount, log.State.Open.Count());
        Assert.Equal(log.State.Open.Count(), log.State.Open.Select(incident => incident.Key).Distinct().Count());
        foreach (var said in log.Facts.Select(each => each.Fact).OfType<ISaid>().GroupBy(fact => fact.Id))
        {
            var isOpen = false;
            foreach (var fact in said)
            {
                Assert.Equal(fact is Acknowledged or Resolved, isOpen);
                isOpen = fact is not Resolved;
            }
        }
        Assert.All(log.State.All.Values, incident => Assert.True(incident.DetectMs >= 0 && incident.RecoverMs is null or >= 0));
    }
}
