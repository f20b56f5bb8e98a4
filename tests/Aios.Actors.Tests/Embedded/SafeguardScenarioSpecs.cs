using Aios.Actors.Spine;
using Aios.Gateway;
using Aios.Loop.Effects;
using Aios.Loop.Reacting;
using Aios.Loop.Safety;
using Aios.Loop.Vocabulary;
using static Aios.Loop.Safety.OrdersProtocol;

namespace Aios.Actors.Tests.Embedded;

/// <summary>What holds playbooks back, and lets them go again, in a whole tree. Time passes only where a scenario says so.</summary>
public class SafeguardScenarioSpecs : TopologySpecs
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Queue<AdapterResult> _results = [];
    private Func<Task> _before = () => Task.CompletedTask;

    public SafeguardScenarioSpecs() => Safety = SafetySettings.Default with { Shadow = false };

    [Fact]
    public void Who_fails_again_and_again_rests_twice_as_long_after_the_next_success()
    {
        using var adapter = Begin(Acting("mend", TimeSpan.FromSeconds(60)));
        RunPhase[] ends = [.. ((AdapterResult[])[FakeAdapter.Ok, FakeAdapter.Bad, FakeAdapter.Bad, FakeAdapter.Bad]).Select(End)];
        Assert.Equal([RunPhase.Verified, RunPhase.Stuck, RunPhase.Stuck, RunPhase.Stuck], ends);

        Assert.Equal(120_000, RunOf(Happens("mend")).Plan.CooldownMs);

        Pass(61);
        Assert.Contains("rests for another", Refused(Happens("mend")), StringComparison.Ordinal);
        Pass(60);
        Assert.Equal(RunPhase.Verified, RunOf(Happens("mend")).Phase);

        RunPhase End(AdapterResult result)
        {
            _results.Enqueue(result);
            var phase = RunOf(Happens("mend")).Phase;
            // So far apart that no circuit opens.
            Pass(400);
            return phase;
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_circuit_lets_one_run_try_when_its_time_is_over_and_its_end_decides(bool helps)
    {
        using var adapter = Begin(Acting("mend"));
        for (var i = 0; i < 3; i++)
            Assert.Equal(RunPhase.Verified, RunOf(Happens("mend")).Phase);
        Assert.Contains("is open for another 600 s: 3 runs within 1m", Refused(Happens("mend")), StringComparison.Ordinal);

        Pass(600);
        _results.Enqueue(helps ? FakeAdapter.Ok : FakeAdapter.Bad);
        var tried = RunOf(Happens("mend"));

        Assert.Equal(helps ? RunPhase.Verified : RunPhase.Stuck, tried.Phase);
        var after = Happens("mend");
        if (helps)
            Assert.Equal(RunPhase.Verified, RunOf(after).Phase);
        else
            Assert.Contains("the run that tried failed", Refused(after), StringComparison.Ordinal);
        string[] said = [EventTypes.CircuitOpened, EventTypes.CircuitHalfOpen, helps ? EventTypes.CircuitClosed : EventTypes.CircuitOpened];
        AwaitCondition(() => Circuits().SequenceEqual(said), Patience, message: $"{string.Join(", ", said)} on record");

        IEnumerable<string> Circuits() =>
            Folder.OnDisk.Select(record => record.Event.Type).Where(type => EventTypes.Family(type) == "circuit");
    }

    [Fact]
    public void While_one_run_tries_a_half_open_circuit_no_other_does()
    {
        using var adapter = Begin(Acting("mend"));
        for (var i = 0; i < 3; i++)
            RunOf(Happens("mend"));
        Pass(600);
        var ends = new TaskCompletionSource();
        _before = () => ends.Task;
        var trying = Happens("mend");
        AwaitCondition(() => Memory.Current.ActiveRuns.Values.Any(run => run.Plan.EventSeq == trying), Patience);

        Refused(Happens("mend"));

        ends.SetResult();
        Assert.Equal(RunPhase.Verified, RunOf(trying).Phase);
    }

    [Fact]
    public void A_storm_freezes_everything_and_after_the_thaw_healing_goes_on_at_once()
    {
        using var adapter = Begin(Acting("look", risk: Risk.Read));
        for (var i = 0; i < Safety.StormRuns; i++)
            Assert.Equal(RunPhase.Verified, RunOf(Happens("look", $"t{i}")).Phase);
        // This one may be held before its step.
        Happens("look", "the last");
        AwaitCondition(() => Stages.Standing.Current!.FrozenAll is not null, Patience, message: "a freeze of everything");
        Assert.Contains("everything is frozen by aios", Refused(Happens("look", "late")), StringComparison.Ordinal);

        Thaw(null);

        for (var i = 0; i < Safety.StormRuns; i++)
            Assert.Equal(RunPhase.Verified, RunOf(Happens("look", $"u{i}")).Phase);
        Assert.Null(Stages.Standing.Current!.FrozenAll);
        Assert.InRange(Shell.Now.Wall - Memory.Current.Safety.Starts[0], 0, Safety.StormWithin.TotalMilliseconds - 1);
    }

    [Fact]
    public void Two_playbooks_that_undo_each_other_are_frozen_and_act_again_after_a_thaw()
    {
        using var adapter = Begin(Acting("up"), Acting("down"));
        for (var i = 0; i < Safety.OscillationTurns; i++)
        {
            RunOf(Happens(i % 2 == 0 ? "up" : "down"));
            // So far apart that no circuit opens.
            Pass(70);
        }
        Happens("up");
        AwaitCondition(() => Stages.Standing.Current!.Frozen.Count == 2, Patience, message: "a freeze of both");
        Assert.Contains("undo each other", Refused(Happens("down", "another")), StringComparison.Ordinal);

        Thaw(new PlaybookId("up"));
        Thaw(new PlaybookId("down"));

        Assert.Equal(RunPhase.Verified, RunOf(Happens("down")).Phase);
        Assert.Equal(RunPhase.Verified, RunOf(Happens("up")).Phase);
        Assert.Empty(Stages.Standing.Current!.Frozen);
    }

    /// <summary>Returns when what was held has ended.</summary>
    private void Thaw(PlaybookId? playbook)
    {
        Assert.IsType<Ordered>(Ask<IReply>(Stages.Orders, new Thaw(playbook, "me")));
        // Who is held looks every few seconds.
        Pass(6);
        AwaitCondition(() => Memory.Current.ActiveRuns.IsEmpty, Patience, message: "no run goes on");
    }

    private FakeAdapter Begin(params Playbook[] playbooks)
    {
        var adapter = new FakeAdapter(async _ =>
        {
            await _before();
            return _results.TryDequeue(out var result) ? result : FakeAdapter.Ok;
        });
        Begin(adapter, playbooks);
        return adapter;
    }

    private static Playbook Acting(string id, TimeSpan? cooldown = null, Risk risk = Risk.Reversible) =>
        Samples.Playbook(id, $"app.{id}", cooldown: cooldown) with
        {
            Risk = risk,
            Steps = [new StepTemplate("do", new ActionTemplate.Notify([new Argument.Literal("x")]), risk, null, false, null, true)],
        };

    /// <returns>Number of the event.</returns>
    private long Happens(string playbook, string target = "t") =>
        Emit(Samples.Event($"app.{playbook}", payload: LooseJson.Object(("sensor", "x"), ("target", target), ("status", "firing")))).Seq;

    private RunState RunOf(long seq)
    {
        AwaitCondition(() => Ended(seq) is not null || Skipped(seq) is not null, Patience, message: $"the end of the run for event {seq}");
        return Ended(seq) ?? throw new InvalidOperationException($"event {seq} has no run: {Skipped(seq)}");
    }

    private string Refused(long seq)
    {
        AwaitCondition(() => Skipped(seq) is not null, Patience, message: $"event {seq} is refused");
        return Skipped(seq)!;
    }

    private RunState? Ended(long seq) => EndedRuns.FirstOrDefault(run => run.Plan.EventSeq == seq);

    private string? Skipped(long seq) =>
        Folder
            .OnDisk.Select(record => record.Event)
            .FirstOrDefault(fact => fact.Type == EventTypes.ReactorSkipped && fact.Text("event_seq") == $"{seq}")
            ?.Text("options");
}
