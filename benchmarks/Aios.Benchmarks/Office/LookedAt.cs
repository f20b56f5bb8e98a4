using System.Diagnostics;
using System.Text.Json;
using Aios.Benchmarks.Actors;
using Aios.Loop.Ports;
using Aios.Loop.Surface.Verbs;
using Aios.Loop.Vocabulary;
using Aios.Node.Composition;
using Aios.Node.Verbs;
using Aios.Office;

namespace Aios.Benchmarks.Office;

/// <summary>
/// A node with its web front, as <c>aios up</c> composes them, and events as they come out of the journal: published to whoever listens,
/// without the disk, so that what is measured is the front alone.
/// </summary>
internal sealed class LookedAt : IDisposable
{
    public const string Urgent = "bench.urgent";

    private static readonly string[] Approvals = [EventTypes.ApprovalRequested, EventTypes.ApprovalGranted];

    private readonly WholeNode _node = new(shipped => shipped);
    private readonly OfficeServer _office;
    private readonly Event _usual = WholeNode.Fact("bench.tick", "event-0") with { Severity = Severity.Info, Priority = Priority.P3 };
    private long _seq = 1_000_000;

    public LookedAt()
    {
        var (views, inspector, audit) = (new NodeViews(_node.Host), ActorEngine.Inspect(_node.Host.System), new EventAudit(_node.Host));
        var verbs = new VerbRunner(views, inspector, TimeProvider.System, TimeSpan.FromSeconds(30))
        {
            Access = new AccessDesk(_node.Host.Access, audit, () => null),
        };
        var settings = OfficeSettings.Default with { Port = 0 };
        var host = new OfficeHost(verbs, views, inspector, _node.Host.Access, audit, TimeProvider.System, settings, "bench");
        _office = OfficeServer.Start(host).GetAwaiter().GetResult();
        Token = Secret(verbs).GetAwaiter().GetResult();
    }

    public Uri Url => new(_office.Url);

    public string Token { get; }

    /// <summary>Bytes that the publishing thread allocates for each event.</summary>
    public double AllocatedPerEvent(int events)
    {
        var record = Record(_usual);
        _node.Host.Log.Subscriptions.Publish(record);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < events; i++)
            _node.Host.Log.Subscriptions.Publish(record);
        return (GC.GetAllocatedBytesForCurrentThread() - before) / (double)events;
    }

    /// <summary>Publishes evenly until the time is over. One event in a hundred has <c>payload.one == true</c>.</summary>
    /// <param name="urgentEvery">So often comes one that is urgent, with its time in its payload; zero: never.</param>
    /// <returns>Processor time of this thread.</returns>
    public TimeSpan Publish(int perSecond, TimeSpan time, TimeSpan urgentEvery)
    {
        var (hundredth, began, own) = (
            _usual with
            {
                Payload = LooseJson.Object(("one", true), ("used_percent", 92)),
            },
            Stopwatch.GetTimestamp(),
            ProcessorClock.OfThread
        );
        var (sent, urgent) = (0L, 0L);
        while (Stopwatch.GetElapsedTime(began) is var passed && passed < time)
        {
            if (urgentEvery > TimeSpan.Zero && passed > urgentEvery * urgent)
                _node.Host.Log.Subscriptions.Publish(Record(UrgentOne(urgent++)));
            for (var owed = passed.TotalSeconds * perSecond; sent < owed; sent++)
                _node.Host.Log.Subscriptions.Publish(Record(sent % 100 == 0 ? hundredth : _usual));
            Thread.Sleep(1);
        }
        return ProcessorClock.OfThread - own;
    }

    public void Dispose()
    {
        _office.DisposeAsync().AsTask().GetAwaiter().GetResult();
        _node.Dispose();
    }

    // One of the highest priority, then an approval that opens or closes.
    private Event UrgentOne(long number) =>
        _usual with
        {
            Type = number % 2 == 0 ? "bench.p0" : Approvals[number / 2 % 2],
            Priority = number % 2 == 0 ? Priority.P0 : Priority.P2,
            Payload = LooseJson.Object((Urgent, Stopwatch.GetTimestamp())),
        };

    private RecordedEvent Record(Event fact) => new(Interlocked.Increment(ref _seq), "bench", 1, fact);

    private static async Task<string> Secret(VerbRunner verbs)
    {
        var made = new Made();
        var arguments = LooseJson.Object(("name", "bench"), ("role", "viewer"));
        var call = new VerbCall(
            "tokens create",
            arguments.EnumerateObject().ToDictionary(member => member.Name, member => member.Value),
            new VerbCaller("bench", "bench", VerbRole.Admin)
        );
        var end = await verbs.Run(call, made, CancellationToken.None);
        return made.Secret ?? throw new InvalidOperationException(end.Error);
    }

    private sealed class Made : IVerbOutput
    {
        public string? Secret { get; private set; }

        public ValueTask Item(JsonElement item)
        {
            Secret = item.GetProperty("secret").GetString();
            return ValueTask.CompletedTask;
        }

        public ValueTask Progress(string text) => ValueTask.CompletedTask;
    }
}
