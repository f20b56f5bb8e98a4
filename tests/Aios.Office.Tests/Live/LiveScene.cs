using System.Text.Json;
using Aios.Journal.Log;
using Aios.Loop.Ports;
using Aios.Loop.Surface.Verbs;
using Aios.Loop.Vocabulary;
using Aios.Node.Tests;
using Aios.Office.Live;
using Aios.Office.Tests.Api;
using NSubstitute;

namespace Aios.Office.Tests.Live;

/// <summary>The live part without sockets, in a time that a spec moves, over rows and events that it decides.</summary>
internal sealed class LiveScene : IDisposable
{
    // To make substitutes takes longer than a whole scene.
    private static readonly OfficeHost Nobody = new(
        Substitute.For<IVerbs>(),
        Substitute.For<IViews>(),
        Substitute.For<IInspector>(),
        Substitute.For<IAccessStore>(),
        Substitute.For<IAudit>(),
        TimeProvider.System,
        OfficeSettings.Default,
        "node-1"
    );

    private long _seq;

    public LiveScene(LiveLimits? limits = null)
    {
        var views = Substitute.For<IViews>();
        views
            .Follow(Arg.Any<Action<RecordedEvent>>())
            .Returns(call =>
            {
                var following = Log.Subscribe("*", call.Arg<Action<RecordedEvent>>());
                Following++;
                return new Ended(() =>
                {
                    following.Dispose();
                    Following--;
                });
            });
        Verbs.Answer = async (call, output, _) =>
        {
            if (Fault is { } why)
                return VerbEnd.Unavailable(why);
            foreach (var row in Rows.GetValueOrDefault(call.Verb) ?? [])
                await output.Item(JsonSerializer.SerializeToElement(row.Value));
            return VerbEnd.Done;
        };
        var host = Nobody with { Verbs = Verbs, Views = views, Clock = Time, Fault = Faults.Add };
        Projection = new Projection(host, limits ?? LiveLimits.Default);
    }

    public ManualTime Time { get; } = new();
    public EventSubscriptions Log { get; } = new();
    public FakeVerbs Verbs { get; } = new();
    public Projection Projection { get; }
    public List<Exception> Faults { get; } = [];

    /// <summary>How often the node's events are listened to.</summary>
    public int Following { get; private set; }

    /// <summary>What each verb tells: id, then members.</summary>
    public Dictionary<string, Dictionary<string, Dictionary<string, object?>>> Rows { get; } = [];

    /// <summary>Why no verb answers; null: all do.</summary>
    public string? Fault { get; set; }

    public Dictionary<string, Dictionary<string, object?>> Runs => Rows.TryGetValue("runs ls", out var runs) ? runs : Rows["runs ls"] = [];

    public static Subscription Sub(string topic, string filter = "", Resume? resume = null) => new(topic, topic, filter, "", resume);

    public void Run(string id, string phase, params (string Name, object? Value)[] more)
    {
        var row = new Dictionary<string, object?> { ["id"] = id, ["phase"] = phase };
        foreach (var (name, value) in more)
            row[name] = value;
        Runs[id] = row;
    }

    public Looker Look(params Subscription[] subs)
    {
        var looker = new Looker(this);
        Assert.True(looker.Enter());
        looker.Ask(subs);
        return looker;
    }

    public RecordedEvent Happens(
        string type = "run.step-started",
        Priority priority = Priority.P3,
        string payload = "{}",
        Severity severity = Severity.Info
    )
    {
        var record = new RecordedEvent(
            ++_seq,
            "node-1",
            1,
            new Event
            {
                Id = new EventId($"e-{_seq}"),
                Type = type,
                Source = "aios/spec",
                Timestamp = _seq,
                Severity = severity,
                Priority = priority,
                Payload = JsonElement.Parse(payload),
            }
        );
        Log.Publish(record);
        return record;
    }

    public void Pass(double ms) => Time.Advance(TimeSpan.FromMilliseconds(ms));

    public void Dispose()
    {
        Projection.Dispose();
        Assert.Empty(Faults);
        Assert.Equal(0, Log.Failures);
    }

    private sealed class Ended(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}

/// <summary>A viewer whose socket a spec is: it takes frames when the spec says so.</summary>
internal sealed class Looker(LiveScene scene, VerbRole role = VerbRole.Viewer)
{
    public Viewer Viewer { get; } = new(role);

    public ClientView View { get; } = new();

    public bool Enter() => scene.Projection.Enter(Viewer);

    public void Ask(params Subscription[] subs)
    {
        scene.Projection.Greet(Viewer, new Hello(subs));
        scene.Pass(0);
    }

    public void Leave() => scene.Projection.Leave(Viewer);

    /// <summary>All frames that wait, as a socket would take them.</summary>
    public List<JsonElement> Take()
    {
        var taken = new List<JsonElement>();
        do while (Viewer.Outbox.Take() is { } frame)
        {
            taken.Add(JsonElement.Parse(frame.Memory.Span));
            frame.LetGo();
        }
        while (scene.Projection.Pay(Viewer));
        taken.ForEach(View.Hear);
        return taken;
    }

    public IEnumerable<string> Kinds() => Take().Select(frame => frame.GetProperty("kind").GetString()!);
}
