using System.Text.Json;
using System.Text.Json.Serialization;
using Aios.Loop.Effects;
using Aios.Loop.Vocabulary;

namespace Aios.Journal.Store;

/// <summary>The written form of an action: its <c>kind</c> and the members of that kind.</summary>
internal sealed record EffectActionJson(string Kind)
{
    public IReadOnlyList<string>? Arguments { get; init; }
    public int? Pid { get; init; }
    public long? StartTime { get; init; }
    public string? Signal { get; init; }
    public string? Severity { get; init; }
    public string? Text { get; init; }
    public string? Channel { get; init; }
    public OwnProcess? Own { get; init; }

    public static string Write(EffectAction action) =>
        Flat(action) is { } json
            ? JsonSerializer.Serialize(json, EffectActionJsonContext.Default.EffectActionJson)
            : JsonSerializer.Serialize(action, LaterActionContext.Default.EffectAction);

    /// <summary>The kinds of the first version have a form of their own, which older versions read; null: it is of a later one.</summary>
    private static EffectActionJson? Flat(EffectAction action) =>
        action switch
        {
            EffectAction.RunProcess process => new EffectActionJson(action.Kind) { Arguments = process.Arguments, Own = process.Own },
            EffectAction.SendSignal signal => new(action.Kind)
            {
                Pid = signal.Pid,
                StartTime = signal.StartTime,
                Signal = signal.Signal,
                Own = signal.Own,
            },
            EffectAction.Notify notify => new(action.Kind)
            {
                Severity = notify.Severity.Text(),
                Text = notify.Text,
                Channel = notify.Channel,
            },
            _ => null,
        };

    /// <exception cref="InvalidDataException">The text is no action that this version knows.</exception>
    public static EffectAction Read(string text)
    {
        var json = JsonSerializer.Deserialize(text, EffectActionJsonContext.Default.EffectActionJson);
        return json switch
        {
            { Kind: "process", Arguments: { } arguments } => new EffectAction.RunProcess(arguments) { Own = json.Own },
            { Kind: "signal", Pid: { } pid, StartTime: { } start, Signal: { } signal } => new EffectAction.SendSignal(pid, start, signal)
            {
                Own = json.Own,
            },
            { Kind: "notify", Text: { } line } when Words.TryParse(json.Severity, out Severity severity) => new EffectAction.Notify(
                severity,
                line
            )
            {
                Channel = json.Channel,
            },
            _ => Later(text)
                ?? throw new InvalidDataException(
                    $"the effect ledger holds an action that this version does not know: {Shown.Quote(text)}"
                ),
        };
    }

    private static EffectAction? Later(string text)
    {
        try
        {
            return JsonSerializer.Deserialize(text, LaterActionContext.Default.EffectAction);
        }
        catch (Exception fault) when (fault is JsonException or NotSupportedException)
        {
            return null;
        }
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(EffectActionJson))]
internal sealed partial class EffectActionJsonContext : JsonSerializerContext;

/// <summary>A member that is missing makes the whole unreadable: one that is added later needs a default value.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    UseStringEnumConverter = true,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true
)]
[JsonSerializable(typeof(EffectAction))]
internal sealed partial class LaterActionContext : JsonSerializerContext;
