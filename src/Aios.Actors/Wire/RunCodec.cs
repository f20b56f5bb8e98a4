using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Aios.Loop.Effects;
using Aios.Loop.Vocabulary;
using static Aios.Loop.Effects.RunProtocol;

namespace Aios.Actors.Wire;

/// <summary>A run's facts as events <c>run.*</c> and back.</summary>
public static class RunCodec
{
    public const string Source = "aios/run";

    /// <summary>People are asked.</summary>
    public const string WaitingApproval = "run.waiting-approval";

    /// <summary>A run that was over goes on.</summary>
    public const string RollbackRetried = "run.rollback-retried";

    private static readonly Dictionary<string, JsonTypeInfo> ByType = new()
    {
        ["run.planned"] = WireContext.Default.Planned,
        ["run.step-started"] = WireContext.Default.StepStarted,
        ["run.step-succeeded"] = WireContext.Default.StepSucceeded,
        ["run.step-failed"] = WireContext.Default.StepFailed,
        ["run.step-unknown"] = WireContext.Default.StepUnknown,
        ["run.step-in-doubt"] = WireContext.Default.StepInDoubt,
        ["run.waiting-for-person"] = WireContext.Default.PersonAsked,
        ["run.waiting"] = WireContext.Default.WaitingToRetry,
        ["run.held"] = WireContext.Default.Held,
        ["run.verifying"] = WireContext.Default.GateAsked,
        ["run.failed"] = WireContext.Default.Failed,
        ["run.otherwise"] = WireContext.Default.RungTaken,
        ["run.compensating"] = WireContext.Default.Compensating,
        [WaitingApproval] = WireContext.Default.ApprovalAsked,
        ["run.approved"] = WireContext.Default.ApprovalGiven,
        ["run.cancelling"] = WireContext.Default.Stopping,
        ["run.rollback-failed"] = WireContext.Default.RollbackFailed,
        [RollbackRetried] = WireContext.Default.RollbackRetried,
        ["run.verified"] = WireContext.Default.Ended,
        ["run.rolled-back"] = WireContext.Default.Ended,
        ["run.stuck"] = WireContext.Default.Ended,
        ["run.cancelled"] = WireContext.Default.Ended,
        ["run.denied"] = WireContext.Default.Ended,
        ["run.expired"] = WireContext.Default.Ended,
        ["run.shadowed"] = WireContext.Default.Ended,
    };

    /// <summary>What the fact's event carries; who writes it adds id and time.</summary>
    public static (string Type, Severity Severity, JsonElement Payload) Write(RunPlan plan, IEvent fact)
    {
        var type = TypeOf(fact);
        var severity = fact switch
        {
            Ended { Phase: RunPhase.Stuck } or RollbackFailed => Severity.Error,
            Failed or StepFailed or PersonAsked or Ended { Phase: RunPhase.RolledBack or RunPhase.Expired } => Severity.Warn,
            ApprovalAsked or Stopping => Severity.Warn,
            _ => Severity.Info,
        };
        return (type, severity, Payload(plan, fact, ByType[type]));
    }

    /// <summary>The event says that a run of this node is over.</summary>
    public static bool IsEnd(Event fact) =>
        fact.Source == Source && ByType.TryGetValue(fact.Type, out var shape) && ReferenceEquals(shape, WireContext.Default.Ended);

    /// <summary>The event says that a run of this node that was over goes on.</summary>
    public static bool IsReopening(Event fact) => fact is { Source: Source, Type: RollbackRetried };

    public static RunId RunOf(Event fact) => new(fact.Payload!.Value.GetProperty("run").GetString()!);

    /// <summary>Null when the event is no run's fact, or one of a version that is not known here.</summary>
    public static (RunId Run, IEvent Fact)? Read(Event fact)
    {
        if (!ByType.TryGetValue(fact.Type, out var shape) || fact.Payload is not { ValueKind: JsonValueKind.Object } payload)
            return null;
        if (!payload.TryGetProperty("run", out var run) || run.ValueKind != JsonValueKind.String)
            return null;
        try
        {
            return payload.Deserialize(shape) is IEvent read ? (new RunId(run.GetString()!), read) : null;
        }
        catch (Exception fault) when (fault is JsonException or NotSupportedException)
        {
            return null;
        }
    }

    private static string TypeOf(IEvent fact) =>
        fact switch
        {
            Planned => "run.planned",
            StepStarted => "run.step-started",
            StepSucceeded => "run.step-succeeded",
            StepFailed => "run.step-failed",
            StepUnknown => "run.step-unknown",
            StepInDoubt => "run.step-in-doubt",
            PersonAsked => "run.waiting-for-person",
            WaitingToRetry => "run.waiting",
            Held => "run.held",
            GateAsked => "run.verifying",
            Failed => "run.failed",
            RungTaken => "run.otherwise",
            Compensating => "run.compensating",
            ApprovalAsked => WaitingApproval,
            ApprovalGiven => "run.approved",
            Stopping => "run.cancelling",
            RollbackFailed => "run.rollback-failed",
            RunProtocol.RollbackRetried => RollbackRetried,
            Ended ended => $"run.{ended.Phase.Text()}",
            _ => throw new InvalidOperationException($"no event for {fact.GetType().Name}"),
        };

    private static JsonElement Payload(RunPlan plan, IEvent fact, JsonTypeInfo shape)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var writer = new Utf8JsonWriter(buffer, LooseJson.WriterOptions))
        {
            writer.WriteStartObject();
            writer.WriteString("run", plan.Id.Value);
            writer.WriteString("playbook", plan.Playbook.Value);
            foreach (var member in JsonSerializer.SerializeToElement(fact, shape).EnumerateObject())
                member.WriteTo(writer);
            writer.WriteEndObject();
        }
        return JsonElement.Parse(buffer.WrittenSpan);
    }
}
