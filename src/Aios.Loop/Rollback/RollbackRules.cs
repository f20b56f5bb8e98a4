using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;
using Aios.Loop.Vocabulary;

namespace Aios.Loop.Rollback;

/// <summary>Where a rollback may go, and what it changes. States are JSON objects here.</summary>
public static class RollbackRules
{
    /// <summary>The last fact and the latest time of the state that is wanted, or why it cannot be had.</summary>
    public static (long Seq, long Wall, Refusal? Refusal) Resolve(string actor, RollbackTarget to, Kept kept, long lastSeq)
    {
        if (to.Seq is { } seq)
            return (seq >= kept.FromSeq && seq <= lastSeq) || kept.Items.Any(item => item.Seq == seq)
                ? (seq, long.MaxValue, null)
                : No($"{seq} is not among what is kept of {actor}");
        if (to.Snapshot is { } name)
            return kept.Items.FirstOrDefault(item => NameOf(actor, item) == name) is { } item
                ? (item.Seq, long.MaxValue, null)
                : No($"there is no snapshot {Shown.Quote(name)} of {actor}");
        var wall = to.Wall ?? 0;
        return kept.SinceWall > 0 && wall >= kept.SinceWall
            ? (lastSeq, wall, null)
            : No($"{Time(wall)} is before the oldest that is kept of {actor}");

        (long, long, Refusal?) No(string why) => (0, 0, new Refusal("rollback", actor, why, Allowed(actor, kept, lastSeq)));
    }

    public static string NameOf(string actor, KeptSnapshot snapshot) => $"{actor}@{snapshot.Seq}";

    /// <summary>The state of then with what never goes back as it is now.</summary>
    /// <param name="monotonic">Names of the members that never go back.</param>
    public static JsonElement Keep(JsonElement now, JsonElement then, IReadOnlySet<string> monotonic)
    {
        if (monotonic.Count == 0)
            return then;
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var writer = new Utf8JsonWriter(buffer, LooseJson.WriterOptions))
        {
            writer.WriteStartObject();
            foreach (var member in then.EnumerateObject().Where(member => !monotonic.Contains(member.Name)))
                member.WriteTo(writer);
            foreach (var member in now.EnumerateObject().Where(member => monotonic.Contains(member.Name)))
                member.WriteTo(writer);
            writer.WriteEndObject();
        }
        return JsonElement.Parse(buffer.WrittenSpan);
    }

    /// <summary>The members of a state that are marked <see cref="MonotonicAttribute"/>, as JSON names them.</summary>
    public static IReadOnlySet<string> MonotonicOf(Type state) =>
        state
            .GetProperties()
            .Where(property => property.IsDefined(typeof(MonotonicAttribute), false))
            .Select(property => JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name))
            .ToHashSet(StringComparer.Ordinal);

    /// <summary>Member by member, those of objects inside by their path; in the order of now, then what only then had.</summary>
    public static ImmutableArray<Difference> Differences(JsonElement now, JsonElement then)
    {
        var (before, after) = (Members("", now).ToList(), Members("", then).ToDictionary());
        return
        [
            .. before
                .Concat(after.Where(member => before.All(each => each.Key != member.Key)))
                .Select(member => member.Key)
                .Select(name => (Name: name, Now: before.Find(each => each.Key == name).Value, Then: after.GetValueOrDefault(name)))
                .Where(pair => Raw(pair.Now) != Raw(pair.Then))
                .Select(pair => new Difference(pair.Name, Text(pair.Now), Text(pair.Then))),
        ];
    }

    private static IEnumerable<KeyValuePair<string, JsonElement>> Members(string prefix, JsonElement state) =>
        state
            .EnumerateObject()
            .SelectMany(member =>
                member.Value.ValueKind == JsonValueKind.Object
                    ? Members($"{prefix}{member.Name}.", member.Value)
                    : [KeyValuePair.Create(prefix + member.Name, member.Value)]
            );

    private static string Raw(JsonElement value) =>
        value.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null ? "" : value.GetRawText();

    private static string Text(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.String => value.GetString()!,
            JsonValueKind.Array => $"{value.GetArrayLength()} entries",
            _ => Raw(value),
        };

    private static string Allowed(string actor, Kept kept, long lastSeq)
    {
        var early = kept.Items.Where(item => item.Seq < kept.FromSeq).Select(item => NameOf(actor, item));
        var since = kept.SinceWall > 0 ? $", or a time from {Time(kept.SinceWall)} on" : "";
        return $"allowed are {kept.FromSeq} to {lastSeq}{string.Concat(early.Select(name => $", {name}"))}{since}; 'aios snapshots ls' lists them";
    }

    private static string Time(long wall) =>
        DateTimeOffset
            .FromUnixTimeMilliseconds(Math.Clamp(wall, -62_135_596_800_000, 253_402_300_799_999))
            .ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", System.Globalization.CultureInfo.InvariantCulture);
}
