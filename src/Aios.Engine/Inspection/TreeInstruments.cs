using System.Diagnostics.Metrics;
using Akka.Actor;

namespace Aios.Engine.Inspection;

/// <summary>What the actors tell of themselves to whoever measures the process; the tree is walked when somebody asks.</summary>
public static class TreeInstruments
{
    /// <param name="system">Whose actors.</param>
    /// <param name="scope">Tells its meter from those of other systems.</param>
    public static Meter Of(ActorSystem system, object scope)
    {
        var meter = new Meter(new MeterOptions("Aios.Engine") { Scope = scope });
        meter.CreateObservableGauge(
            "aios_mailbox_messages",
            () => Waiting(system),
            description: "Messages that wait in mailboxes, by band; band 0 goes first."
        );
        meter.CreateObservableGauge("aios_actors", () => (double)ActorTree.Read(system).Count, description: "Actors that live.");
        meter.CreateObservableCounter(
            "aios_actor_restarts_total",
            () => (double)ActorTree.Restarts(system),
            description: "Lives of actors that began because the one before had failed."
        );
        meter.CreateObservableCounter(
            "aios_dead_letters_total",
            () => (double)ActorTree.Lost(system).DeadLetters,
            description: "Messages that reached nobody."
        );
        meter.CreateObservableCounter(
            "aios_mailbox_refused_total",
            () => (double)ActorTree.Lost(system).Refused,
            description: "Messages that found no room in a mailbox; each is a dead letter too."
        );
        return meter;
    }

    // Whoever writes a mailbox of another kind may have any number of bands: they are told up to the eighth.
    private const int MostBands = 8;

    private static IEnumerable<Measurement<double>> Waiting(ActorSystem system) =>
        ActorTree
            .Read(system)
            .SelectMany(actor => actor.Bands)
            .GroupBy(band => Math.Clamp(band.Priority, 0, MostBands - 1))
            .OrderBy(bands => bands.Key)
            .Select(bands => new Measurement<double>(
                bands.Sum(band => band.Waiting),
                new KeyValuePair<string, object?>("band", $"{bands.Key}")
            ));
}
