using System.Text.Json;
using Aios.Actors.Sensing;
using Aios.Actors.Spine;
using Aios.Actors.Wire;
using Aios.Loop.Effects;
using Aios.Loop.Verifying;
using Aios.Loop.Vocabulary;
using Akka.Actor;
using static Aios.Loop.Verifying.VerifyingProtocol;

namespace Aios.Actors.Verifying;

/// <summary>Looks twice a second, only while a run waits for a verdict; it is told until its records show that it heard.</summary>
internal sealed class VerifierActor : ReceiveActor, IWithTimers
{
    private static readonly JsonElement NoReadings = JsonElement.Parse("{}");
    private static readonly TimeSpan Rhythm = TimeSpan.FromMilliseconds(500);

    private readonly Shell _shell;
    private readonly Memory _memory;
    private readonly IActorRef _runs;
    private readonly IActorRef _sensors;
    private readonly Hearing _hearing;
    private VerifyingState _state = VerifyingState.Empty;
    private SensorsActor.FreshReadings _readings = new(NoReadings, 0);

    public VerifierActor(Shell shell, Memory memory, IActorRef runs, IActorRef sensors)
    {
        (_shell, _memory, _runs, _sensors) = (shell, memory, runs, sensors);
        _hearing = new Hearing(memory.Current.Seq);
        Receive<RecordedEvent>(Hear);
        Receive<SensorsActor.FreshReadings>(readings => _readings = readings);
        Receive<Look>(_ => LookAround());
    }

    public ITimerScheduler Timers { get; set; } = null!;

    protected override void PreStart()
    {
        Context.System.EventStream.Subscribe(Self, typeof(RecordedEvent));
        TakeUp(_memory.Current.ActiveRuns);
    }

    private void TakeUp(IReadOnlyDictionary<RunId, RunState> active)
    {
        foreach (var run in active.Values.Where(run => run.Phase == RunPhase.Verifying))
            Begin(run);
        foreach (var id in _state.Pending.Keys.Concat(_state.Unheard.Keys))
            if (active.GetValueOrDefault(id) is not { Phase: RunPhase.Verifying })
                Apply(VerifyingRules.Forget(_state, id));
    }

    private void Hear(RecordedEvent recorded)
    {
        if (_hearing.Hear(recorded.Seq))
            TakeUp(_memory.Current.ActiveRuns);
        if (recorded.Event.Source != RunCodec.Source)
            return;
        var id = RunCodec.RunOf(recorded.Event);
        if (_memory.Current.ActiveRuns.GetValueOrDefault(id) is { Phase: RunPhase.Verifying } run)
            Begin(run);
        else
            Apply(VerifyingRules.Forget(_state, id));
    }

    private void Begin(RunState run)
    {
        var plan = run.Plan;
        Apply(
            VerifyingRules.Begin(_state, new BeginVerification(plan.Id, run.Round, plan.Gate, plan.EventPayload, plan.TraceId), _shell.Now)
        );
        if (!Timers.IsTimerActive("look"))
            Timers.StartPeriodicTimer("look", Look.Instance, TimeSpan.Zero, Rhythm);
    }

    private void LookAround()
    {
        foreach (var unheard in VerifyingRules.Unheard(_state))
            Tell(unheard);
        Apply(VerifyingRules.Look(_state, _memory.Current.Alerts, _readings.BySensor, _readings.NewestAt, _shell.Now));
        if (_state.IsIdle)
            Timers.Cancel("look");
        else if (_state.Pending.Values.Any(each => each.Request.Gate.Kind == GateKind.Expectation))
            _sensors.Tell(SensorsActor.GetFreshReadings.Instance, Self);
    }

    private void Apply(Decision<IEvent> decision)
    {
        foreach (var fact in decision.Events)
        {
            _state = _state.Apply(fact);
            if (fact is VerdictGiven given)
                Tell(given);
        }
    }

    private void Tell(VerdictGiven given) =>
        _runs.Tell(new RunProtocol.RecordVerdict(given.Run, given.Round, given.Passed, given.Reason), Self);

    private sealed record Look
    {
        public static readonly Look Instance = new();
    }
}
