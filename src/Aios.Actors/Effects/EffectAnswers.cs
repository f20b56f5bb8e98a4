using System.Text.Json;
using Aios.Actors.Spine;
using Aios.Loop.Effects;
using Aios.Loop.Ports;
using Aios.Loop.Vocabulary;
using static Aios.Loop.Effects.EffectProtocol;

namespace Aios.Actors.Effects;

/// <summary>What people said about effects, as events <c>effect.resolved</c> and back.</summary>
public static class EffectAnswers
{
    public const string Source = "aios/effects";

    private const string Happened = "happened";
    private const string NotHappened = "not-happened";

    public static Event Write(Shell shell, EffectIntent intent, ResolveEffect said, RunState? run) =>
        shell.Note(
            EventTypes.EffectResolved,
            Source,
            Severity.Info,
            LooseJson.Object(
                ("effect", said.Effect.Value),
                ("run", intent.Run.Value),
                ("step", intent.Step),
                ("attempt", intent.Attempt),
                ("as", said.Happened ? Happened : NotHappened),
                ("reason", said.Reason),
                ("by", said.By)
            ),
            traceId: intent.TraceId,
            causeId: run?.Plan.EventId.Value
        );

    /// <summary>Null when the event is no such answer.</summary>
    public static ResolveEffect? Read(Event fact) =>
        fact is { Type: EventTypes.EffectResolved, Source: Source, Payload: { ValueKind: JsonValueKind.Object } payload }
        && Text(payload, "effect") is { } id
        && Text(payload, "as") is (Happened or NotHappened) and var said
            ? new ResolveEffect(new EffectId(id), said == Happened, Text(payload, "reason") ?? "", Text(payload, "by") ?? "")
            : null;

    /// <summary>A node that ended between an answer's record and the ledger left the effect open there.</summary>
    public static async Task TakeOver(IEffectLedger ledger, IEnumerable<ResolveEffect> answers)
    {
        foreach (var answer in answers)
            if (ledger.Find(answer.Effect) is { Outcome: null })
                await ledger.RecordOutcome(EffectRules.Outcome(answer));
    }

    private static string? Text(JsonElement payload, string name) =>
        payload.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
