using Akka.Actor;
using static Aios.Actors.Spine.JournalProtocol;

namespace Aios.Actors.Tests.Embedded.Simulated.Runs;

/// <summary>Sends what nobody has answered yet, again and again.</summary>
internal sealed class Teller : ReceiveActor, IWithTimers
{
    private static readonly TimeSpan Rhythm = TimeSpan.FromMilliseconds(500);

    private readonly HashSet<string> _sent = [];

    public Teller(World world, IActorRef journal)
    {
        Receive<string>(_ =>
        {
            foreach (var (id, fact) in world.Unanswered)
                if (_sent.Add(id))
                    journal.Tell(Append.One(fact, id), Self);
        });
        Receive<Appended>(done =>
        {
            if (world.Unanswered.Remove((string)done.Tag!))
                world.Acknowledged.Add((string)done.Tag!);
        });
        Receive<AppendFailed>(failed => _sent.Remove((string)failed.Tag!));
    }

    public ITimerScheduler Timers { get; set; } = null!;

    protected override void PreStart() => Timers.StartPeriodicTimer("tell", "tell", TimeSpan.Zero, Rhythm);
}
