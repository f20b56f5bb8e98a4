using System.Collections.Frozen;
using System.Text.Json;
using Aios.Loop.Incidents;
using Aios.Loop.Vocabulary;

namespace Aios.Office.Live;

/// <summary>What can be subscribed to.</summary>
/// <param name="IsTouchedBy">Whether the event may have changed a row, so that they are read again.</param>
/// <param name="Parts">Which verbs tell its rows; none: its rows are the events themselves.</param>
internal sealed record Topic(Func<Event, bool> IsTouchedBy, params IReadOnlyList<TopicPart> Parts)
{
    public bool IsTail => Parts.Count == 0;
}

/// <summary>Rows that one verb tells, with the members of its schema.</summary>
/// <param name="Key">Of its only row; null: each row has its <c>id</c>.</param>
/// <param name="Shows">The members that are told; null: all but those that only time changes.</param>
internal sealed record TopicPart(string Verb, string? Key = null, IReadOnlyList<string>? Shows = null)
{
    /// <summary>The most rows of a topic.</summary>
    public const int MostRows = 1_000;

    // They count on by themselves; the times that they are counted from are told.
    private static readonly string[] Counting = ["age_ms", "left_ms"];

    public IReadOnlyDictionary<string, JsonElement> Arguments { get; init; } = Given();

    public bool Tells(string member) => Shows?.Contains(member) ?? !Counting.Contains(member);

    public TopicPart With(params ReadOnlySpan<(string Name, object? Value)> arguments) => this with { Arguments = Given(arguments) };

    private static Dictionary<string, JsonElement> Given(params ReadOnlySpan<(string Name, object? Value)> arguments) =>
        LooseJson.Object(arguments).EnumerateObject().ToDictionary(member => member.Name, member => member.Value);
}

/// <summary>The topics, and which events are urgent in all of them.</summary>
internal static class Topics
{
    private static readonly TopicPart Queue = new("queue ls", "queue");

    public static FrozenDictionary<string, Topic> All { get; } =
        new Dictionary<string, Topic>
        {
            ["overview"] = new(
                fact => Is(fact, "run.", "score.", "approval.", "scheduler.", "safety.", "silence.", "fuse.", "node.") || IsTrouble(fact),
                new(
                    "status",
                    "status",
                    ["score", "level", "frozen", "trouble", "incidents_open", "incidents_unacknowledged", "runs_active"]
                ),
                new("heartbeat stats", "heartbeat", ["p50_ms", "p99_ms"]),
                Queue with
                {
                    Shows = ["standing", "lanes", "running", "max_concurrent"],
                },
                new TopicPart("score", "score", ["parts"]).With(("explain", true))
            ),
            ["events"] = new(_ => true),
            ["incidents"] = new(IsTrouble, new TopicPart("incidents ls").With(("limit", TopicPart.MostRows))),
            ["approvals"] = new(fact => Is(fact, "approval."), new TopicPart("approvals ls").With(("limit", TopicPart.MostRows))),
            ["runs"] = new(
                fact => Is(fact, "run.", "approval."),
                new TopicPart("runs ls").With(("active", true), ("limit", TopicPart.MostRows))
            ),
            ["playbooks"] = new(
                fact => Is(fact, "run.", "reactor.", "playbook.", "safety.", "circuit.", "fuse.", "silence."),
                new TopicPart("playbooks ls")
            ),
            ["queue"] = new(_ => true, Queue),
            ["decisions"] = new(fact => EventTypes.IsRecord(fact.Type), new TopicPart("decisions ls").With(("limit", 50))),
        }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>What a person has to see at once: the most pressing events, what waits for a yes or no longer does, agents in trouble.</summary>
    public static bool IsUrgent(Event fact) =>
        fact.Priority == Priority.P0
        || fact.Type
            is EventTypes.ApprovalRequested
                or EventTypes.ApprovalGranted
                or EventTypes.ApprovalDenied
                or EventTypes.ApprovalExpired
                or EventTypes.ApprovalRevoked
                or EventTypes.AgentDegraded
                or "agent.recovered";

    // A run counts in the incident that it answers.
    private static bool IsTrouble(Event fact) =>
        Is(fact, "incident.", "run.", "sensor.", "resource.", "node.") || EventTypes.SaysOver(fact.Type) || IncidentSigns.IsSign(fact);

    private static bool Is(Event fact, params ReadOnlySpan<string> families)
    {
        foreach (var family in families)
            if (fact.Type.StartsWith(family, StringComparison.Ordinal))
                return true;
        return false;
    }
}
