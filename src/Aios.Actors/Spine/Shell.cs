using System.Text.Json;
using Aios.Actors.Wire;
using Aios.Loop.Effects;
using Aios.Loop.Vocabulary;

namespace Aios.Actors.Spine;

/// <summary>Where time, ids and new events come from; rules get them as values.</summary>
public sealed class Shell(TimeProvider time, Random random)
{
    private readonly Lock _gate = new();

    public TimeProvider Time => time;

    /// <summary>The last record of the log that is older than the database: what persistent actors say has names of its own in each life.</summary>
    public long Life { get; init; }

    public Moment Now => new(time.GetUtcNow().ToUnixTimeMilliseconds(), (long)time.GetElapsedTime(0).TotalMilliseconds);

    /// <summary>A fact that begins a new trace unless it names one.</summary>
    public Event Note(
        string type,
        string source,
        Severity severity,
        JsonElement? payload = null,
        Event? cause = null,
        string? traceId = null,
        string? causeId = null,
        double score = 1
    ) =>
        new()
        {
            Id = new EventId(NewGuid().ToString()),
            Type = type,
            Source = source,
            Timestamp = time.GetUtcNow().ToUnixTimeMilliseconds(),
            Severity = severity,
            Priority = PriorityRules.Of(type, severity, score),
            TraceId = traceId ?? cause?.TraceId ?? NewGuid().ToString("N"),
            CauseId = causeId ?? cause?.Id.Value,
            Payload = payload,
        };

    /// <summary>A fact of a run, in the trace of the event that the run answers.</summary>
    public Event Note(RunPlan plan, RunProtocol.IEvent fact)
    {
        var (type, severity, payload) = RunCodec.Write(plan, fact);
        return Note(type, RunCodec.Source, severity, payload, traceId: plan.TraceId, causeId: plan.EventId.Value);
    }

    /// <summary>UUID version 7 (RFC 9562, 5.7): 48 bits of milliseconds, the rest random.</summary>
    private Guid NewGuid()
    {
        Span<byte> bytes = stackalloc byte[16];
        lock (_gate)
            random.NextBytes(bytes);
        var ms = time.GetUtcNow().ToUnixTimeMilliseconds();
        for (var i = 0; i < 6; i++)
            bytes[i] = (byte)(ms >> (40 - 8 * i));
        bytes[6] = (byte)(0x70 | (bytes[6] & 0x0F));
        bytes[8] = (byte)(0x80 | (bytes[8] & 0x3F));
        return new Guid(bytes, bigEndian: true);
    }
}
