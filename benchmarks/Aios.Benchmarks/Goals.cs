namespace Aios.Benchmarks;

/// <param name="OnRatio">The bound is for the ratio to the baseline, not for the value.</param>
internal sealed record Goal(string Figure, bool AtMost, double Bound, bool OnRatio = false)
{
    public string Text => $"{(AtMost ? "≤" : "≥")} {Numbers.Plain(Bound)}{(OnRatio ? " ×" : "")}";

    public bool IsMet(Figure figure) => (OnRatio ? figure.Ratio : figure.Median) is { } value && (AtMost ? value <= Bound : value >= Bound);
}

/// <summary>What is asked of each figure.</summary>
internal static class Goals
{
    private static readonly ILookup<string, Goal> Table = new Goal[]
    {
        new("heartbeat, P50", true, 20),
        new("heartbeat, P99", true, 100),
        new("heartbeat, allocated", true, 0),
        new("read the machine, time", true, 10),
        new("read the machine, allocated", true, 0),
        new("match by type, 3 playbooks", true, 1_000),
        new("match by type, 100 playbooks", true, 1_000),
        new("match by type, 1,000 playbooks", true, 1_000),
        new("match by type, 10,000 playbooks", true, 1_000),
        new("match with condition, 3 playbooks", true, 3_000),
        new("match with condition, 100 playbooks", true, 3_000),
        new("match with condition, 1,000 playbooks", true, 3_000),
        new("match with condition, 10,000 playbooks", true, 3_000),
        new("match by prefix, 3 playbooks", true, 3_000),
        new("match by prefix, 100 playbooks", true, 3_000),
        new("match by prefix, 1,000 playbooks", true, 3_000),
        new("match by prefix, 10,000 playbooks", true, 3_000),
        new("match by keyword, 3 playbooks", true, 3_000),
        new("match by keyword, 100 playbooks", true, 3_000),
        new("match by keyword, 1,000 playbooks", true, 3_000),
        new("match by keyword, 10,000 playbooks", true, 3_000),
        new("one type for all, 3 playbooks", true, 3_000),
        new("one type for all, 100 playbooks", true, 3_000),
        new("one type for all, 1,000 playbooks", true, 3_000),
        new("one type for all, 10,000 playbooks", true, 3_000),
        new("match by type, 10,000 to 3", true, 1.2),
        new("match with condition, 10,000 to 3", true, 1.2),
        new("match by prefix, 10,000 to 3", true, 1.2),
        new("match by keyword, 10,000 to 3", true, 1.2),
        new("one type for all, 10,000 to 3", true, 1.2),
        new("scheduler rules, backlog 10", false, 500),
        new("scheduler rules, backlog 10,000", false, 500),
        new("scheduler rules, backlog 100,000", false, 500),
        new("scheduler rules, backlog 1,000,000", false, 500),
        new("P0 under overload, synced to first slot, P99", true, 10),
        new("scheduler with decisions on record", false, 50),
        new("chains, 5 slots", false, 3_000),
        new("chains, 64 slots", false, 10_000),
        new("reaction, event on record to first step started, P99", true, 5),
        new("tell 1 to 1, default mailbox", false, 0.45, OnRatio: true),
        new("tell 1 to 1, stable priority, 4 bands", false, 0.9, OnRatio: true),
        new("ask, P50", true, 3),
        new("spawn, until the last has started", false, 150),
        new("simulation, 3 nodes at 10 events/s", false, 1_000),
        new("idle actor with one handler", true, 1536),
        new("Persist one by one", false, 0.9, OnRatio: true),
        new("Persist, 16 actors at once", false, 3, OnRatio: true),
        new("PersistAll of 1,000", false, 0.7, OnRatio: true),
        new("replay, decoded", false, 0.4),
        new("ingest, 512 per append, durable", false, 150_000),
        new("ingest, 512 per append, durable", false, 0.5, OnRatio: true),
        new("ingest, one synced event at a time", false, 8_000),
        new("ingest among 1,000 idle subscribers, time", true, 1.05, OnRatio: true),
        new("query, first page out of 1 M events, P95", true, 200),
        new("why, a run, P95", true, 50),
        new("why, an event by its number, P95", true, 50),
        new("why-not, P95", true, 50),
        new("recovery, 1 M events, with checkpoint", true, 1_000),
        new("recovery, 1 M events, without checkpoint", true, 10_000),
        new("decisions, all indexes and full text", false, 30_000),
        new("decisions, batch to disk, P99", true, 10),
        new("event that nobody looks at, allocated by the front", true, 0),
        new("1 viewer of every event, processor", true, 3),
        new("1 viewer of every event, sent", true, 100),
        new("1 viewer of 1 event in 100, processor", true, 3),
        new("1 viewer of 1 event in 100, sent", true, 100),
        new("50 viewers of every event, processor", true, 2, OnRatio: true),
        new("50 viewers of 1 event in 100, processor", true, 2, OnRatio: true),
        new("urgent event among 10,000/s to the socket, P99", true, 100),
        new("aios heartbeat, exec to line", true, 150),
        new("aios up, exec to first heartbeat", true, 120),
        new("aios up, resident when idle", true, 40),
        new("aios up, processor at 1 beat/s", true, 0.3),
    }.ToLookup(goal => goal.Figure);

    public static IEnumerable<Goal> For(string figure) => Table[figure];
}
