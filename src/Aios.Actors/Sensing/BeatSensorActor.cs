using Aios.Actors.Spine;
using Aios.Loop.Sensing;
using Akka.Actor;
using static Aios.Loop.Sensing.SensingProtocol;

namespace Aios.Actors.Sensing;

/// <summary>What a sensor without a timer measures.</summary>
internal sealed record BeatSensor(string Name, string EventType, string Unit, ThresholdSettings Bounds);

/// <summary>cpu, memory, load: the heartbeat reads for them and calls only when something is over its bound or not settled yet.</summary>
internal sealed class BeatSensorActor : ReceiveActor
{
    public BeatSensorActor(BeatSensor sensor, Shell shell, Memory memory, IActorRef journal)
    {
        var tracker = new ThresholdTracker(sensor.Name, sensor.EventType, sensor.Unit, shell, memory, journal, Self);
        Receive<TakeReading>(reading =>
        {
            tracker.Observe("machine", reading.Value, sensor.Bounds);
            Sender.Tell(new ReadingTaken(sensor.Name, tracker.IsQuiet, tracker.AnyAlert));
        });
        ReceiveAny(message =>
        {
            if (!tracker.Take(message))
                Unhandled(message);
        });
    }

    /// <param name="IsQuiet">The heartbeat need not call again before the next crossing.</param>
    public sealed record ReadingTaken(string Sensor, bool IsQuiet, bool HasAlert);
}
