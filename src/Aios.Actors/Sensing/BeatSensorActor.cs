using Aios.Actors.Overrides;
using Aios.Actors.Spine;
using Aios.Loop.Sensing;
using Akka.Actor;
using static Aios.Loop.Sensing.SensingProtocol;

namespace Aios.Actors.Sensing;

/// <summary>What a sensor without a timer measures.</summary>
/// <param name="BoundsOf">Which of the settings are its own.</param>
internal sealed record BeatSensor(string Name, string EventType, string Unit, Func<SensingSettings, ThresholdSettings> BoundsOf);

/// <summary>cpu, memory, load: the heartbeat reads for them and calls only when something is over its bound or not settled yet.</summary>
internal sealed class BeatSensorActor : ReceiveActor
{
    public BeatSensorActor(BeatSensor sensor, SettingsBoard settings, Shell shell, Memory memory, IActorRef journal)
    {
        var bounds = sensor.BoundsOf(settings.Current.Sensors);
        var tracker = new ThresholdTracker(sensor.Name, sensor.EventType, sensor.Unit, shell, memory, journal, Self);
        Receive<TakeReading>(reading =>
        {
            tracker.Observe("machine", reading.Value, bounds);
            Sender.Tell(new ReadingTaken(sensor.Name, tracker.IsQuiet, tracker.AnyAlert));
        });
        Receive<AdoptSettings>(adopt =>
        {
            bounds = sensor.BoundsOf(adopt.Settings.Sensors);
            Sender.Tell(new SettingsAdopted(sensor.Name, adopt.Number));
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
