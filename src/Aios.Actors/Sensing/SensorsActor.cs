using System.Text.Json;
using Aios.Actors.Overrides;
using Aios.Loop.Vocabulary;
using Akka.Actor;
using static Aios.Loop.Sensing.SensingProtocol;

namespace Aios.Actors.Sensing;

/// <summary>One child per sensor. A child that crashes is started again and disturbs nobody; what the children read is shown from here.</summary>
internal sealed class SensorsActor : ReceiveActor
{
    private readonly SortedDictionary<string, SensorReport> _reports = new(StringComparer.Ordinal);
    private long _newestAt;

    /// <param name="children">Actor name and recipe, in the order in which they are started.</param>
    public SensorsActor(IReadOnlyList<(string Name, Props Props)> children, TimeProvider time)
    {
        foreach (var (name, props) in children)
            Context.ActorOf(props, name);
        Receive<SensorReport>(report =>
        {
            _reports[report.Sensor] =
                report.Fields is null && _reports.TryGetValue(report.Sensor, out var last) ? report with { Fields = last.Fields } : report;
            _newestAt = (long)time.GetElapsedTime(0).TotalMilliseconds;
        });
        Receive<ReadingFor>(reading => Context.Child(reading.Sensor).Forward(reading.Reading));
        Receive<AdoptSettings>(adopt =>
        {
            foreach (var sensor in (string[])["cpu", "memory", "load"])
                Context.Child(sensor).Forward(adopt);
        });
        Receive<WatchOwnProcess>(own => Context.Child("process-use").Forward(own));
        Receive<ForgetOwnProcess>(own => Context.Child("process-use").Forward(own));
        Receive<GetReadings>(_ => Sender.Tell(Answer()));
        Receive<GetFreshReadings>(_ => Sender.Tell(new FreshReadings(BySensor(), _newestAt)));
    }

    protected override SupervisorStrategy SupervisorStrategy() => new OneForOneStrategy(_ => Directive.Restart);

    private Readings Answer() =>
        new(
            BySensor(),
            [.. _reports.Values.Select(report => new SensorHealth(report.Sensor, report.State, report.Text, report.AtWall, report.Fault))]
        );

    private JsonElement BySensor() =>
        LooseJson.Object([
            .. _reports.Values.Where(report => report.Fields is not null).Select(report => (report.Sensor, (object?)report.Fields!.Value)),
        ]);

    /// <summary>From the heartbeat, for a sensor that has no timer.</summary>
    public sealed record ReadingFor(string Sensor, TakeReading Reading);

    /// <summary>For the verifier.</summary>
    public sealed record GetFreshReadings
    {
        public static GetFreshReadings Instance { get; } = new();
    }

    /// <param name="NewestAt">Monotonic milliseconds.</param>
    public sealed record FreshReadings(JsonElement BySensor, long NewestAt);
}
