using Aios.Actors.Spine;
using Aios.Loop.Rollback;
using Akka.Actor;
using Akka.Configuration;
using Akka.TestKit;
using Akka.TestKit.Xunit2;

namespace Aios.Actors.Tests;

/// <summary>Base of specs in which time stands still, for timers and for the shell alike, unless they move it.</summary>
public abstract class ActorSpecs : TestKit
{
    private static readonly string Settings = $$"""
        akka {
          scheduler.implementation = "{{typeof(TestScheduler).FullName}}, {{typeof(TestScheduler).Assembly.GetName().Name}}"
          actor.pinned-dispatcher.type = PinnedDispatcher
          persistence.journal.plugin = akka.persistence.journal.inmem
          persistence.snapshot-store.plugin = akka.persistence.snapshot-store.inmem
          actor.serializers.facts = "Aios.Actors.Wire.FactSerializer, Aios.Actors"
          actor.serialization-bindings {
            "Aios.Loop.Effects.Approvals.ApprovalProtocol+IEvent, Aios.Loop" = facts
            "Aios.Loop.Scoring.ScoringProtocol+IEvent, Aios.Loop" = facts
            "Aios.Loop.Rollback.RollbackProtocol+IEvent, Aios.Loop" = facts
            "Aios.Loop.Safety.OrdersProtocol+IEvent, Aios.Loop" = facts
            "Aios.Loop.Rollback.PastSnapshot, Aios.Loop" = facts
          }
          test {
            # a busy machine is slow, not wrong
            single-expect-default = 30s
            filter-leeway = 30s
            default-timeout = 30s
          }
        }
        """;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly SchedulerClock _clock;
    private NodeFolder? _folder;

    protected ActorSpecs()
        : base(ConfigurationFactory.ParseString(Settings))
    {
        _clock = new SchedulerClock(Time);
        Shell = new Shell(Clock, new Random(1));
        Journal = new JournalProbe(CreateTestProbe("journal"), Memory);
    }

    protected TestScheduler Time => (TestScheduler)Sys.Scheduler;
    protected TimeProvider Clock => _clock;
    protected Shell Shell { get; }
    protected Memory Memory { get; } = new(Recollection.Empty);

    /// <summary>Stands in for the journal: the spec decides what is put on record, and when.</summary>
    internal JournalProbe Journal { get; }

    /// <summary>A data folder with log and database, made when it is first asked for.</summary>
    internal NodeFolder Folder => _folder ??= new NodeFolder(Clock);

    protected void Pass(double seconds) => Time.Advance(TimeSpan.FromSeconds(seconds));

    /// <summary>Somebody sets the wall clock so far from the true time; no time passes.</summary>
    protected void SetClock(TimeSpan wrongBy) => _clock.WrongBy = wrongBy;

    /// <summary>Answers only after everything that the actor got before.</summary>
    protected T Ask<T>(IActorRef actor, object question) => actor.Ask<T>(question).WaitAsync(Patience).GetAwaiter().GetResult();

    /// <summary>Returns when each of them, in this order, is through with what it got before.</summary>
    protected void Settle(params ReadOnlySpan<IActorRef> actors)
    {
        foreach (var actor in actors)
            Ask<ActorIdentity>(actor, new Identify(0));
    }

    /// <summary>The same for a persistent actor, whose past and whose storing an <see cref="Identify"/> may overtake.</summary>
    protected void SettleStored(IActorRef actor) => Ask<RollbackProtocol.Snapshots>(actor, new RollbackProtocol.GetSnapshots());

    /// <summary>Lets time pass in small steps until it holds.</summary>
    protected void PassUntil(Func<bool> holds, string what, double step = 0.25) =>
        AwaitCondition(
            () =>
            {
                if (holds())
                    return true;
                Pass(step);
                return false;
            },
            TimeSpan.FromSeconds(90),
            TimeSpan.FromMilliseconds(10),
            what
        );

    /// <summary>Starts an actor under a parent that hears nothing from it.</summary>
    protected IActorRef Start<TActor>(System.Linq.Expressions.Expression<Func<TActor>> recipe, string? name = null)
        where TActor : ActorBase => Sys.ActorOf(Props.Create(recipe), name);

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        Interlocked.Exchange(ref _folder, null)?.Dispose();
    }

    /// <summary>The same day begins every spec, whatever day the scheduler of an engine begins with.</summary>
    private sealed class SchedulerClock(IScheduler scheduler) : TimeProvider
    {
        private static readonly DateTimeOffset FirstDay = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);
        private readonly DateTimeOffset _began = scheduler.Now;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public TimeSpan WrongBy { get; set; }

        public override DateTimeOffset GetUtcNow() => FirstDay + Passed + WrongBy;

        public override long GetTimestamp() => Passed.Ticks;

        private TimeSpan Passed => scheduler.Now - _began;
    }
}
