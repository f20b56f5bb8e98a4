using System.Text.Json;
using Aios.Actors.Spine;
using Aios.Loop.Vocabulary;
using Akka.Actor;
using static Aios.Actors.Spine.JournalProtocol;

namespace Aios.Actors.Tests.Embedded.Simulated;

/// <summary>Sends events and keeps what it was told in the world. After a start it sends again what nobody answered.</summary>
internal sealed class Sender : ReceiveActor, IWithTimers
{
    private readonly World _world;
    private readonly IActorRef _journal;

    public Sender(World world, IActorRef journal, Shell shell, Func<bool> goesOn)
    {
        (_world, _journal) = (world, journal);
        Receive<Next>(_ =>
        {
            if (!goesOn())
                return;
            for (var count = world.Draw(3); count >= 0; count--)
                Send(New(shell));
            Wait();
        });
        Receive<Appended>(done =>
        {
            foreach (var record in done.Records)
                Answered(record.Event.Id.Value);
        });
        Receive<AppendFailed>(failed =>
        {
            if (!failed.IsRetryable)
                world.Violations.Add($"event {failed.Tag} is refused for good: {failed.Why}");
            Timers.StartSingleTimer(failed.Tag!, new Again((string)failed.Tag!), TimeSpan.FromMilliseconds(500 + world.Draw(1_000)));
        });
        Receive<Again>(again =>
        {
            if (world.Unanswered.TryGetValue(again.Id, out var fact))
                Send(fact);
        });
    }

    public ITimerScheduler Timers { get; set; } = null!;

    protected override void PreStart()
    {
        foreach (var fact in _world.Unanswered.Values.ToArray())
            Send(fact);
        Wait();
    }

    private void Wait() => Timers.StartSingleTimer("next", Next.Instance, TimeSpan.FromMilliseconds(_world.Draw(_world.MostBetween)));

    private void Send(Event fact)
    {
        _world.Unanswered[fact.Id.Value] = fact;
        _journal.Tell(Append.One(fact, fact.Id.Value), Self);
    }

    private void Answered(string id)
    {
        if (_world.Unanswered.Remove(id))
            _world.Acknowledged.Add(id);
    }

    private Event New(Shell shell)
    {
        var type = Playbooks.Sent[_world.Draw(Playbooks.Sent.Count)];
        var number = _world.Acknowledged.Count + _world.Unanswered.Count + 1;
        // Some speak of the same thing as others before, or say that it is over.
        var key = _world.Draw(12);
        if (key < 3 && _world.Draw(4) == 0)
            type = "app.recovered";
        var payload = key < 3 ? LooseJson.Object(("key", $"thing-{key}")) : default(JsonElement?);
        return shell.Note(type, "sender", Severity.Info, payload) with
        {
            Id = new EventId($"{type}-{number}"),
            Priority = (Priority)_world.Draw(4),
            HasSuppliedId = true,
        };
    }

    private sealed record Again(string Id);

    private sealed record Next
    {
        public static readonly Next Instance = new();
    }
}
