using System.Globalization;
using System.Text.Json;
using Aios.Loop.Conditions;
using Aios.Loop.Surface.Verbs;
using Aios.Loop.Vocabulary;

namespace Aios.Node.Verbs;

/// <summary>Checks what a caller sent against what a verb takes. The command line and the node apply the same rules.</summary>
internal static class ArgumentRules
{
    /// <param name="given">Text, whole numbers and <c>true</c>; an object only for <see cref="ArgumentType.Json"/>.</param>
    /// <param name="faults">Everything that is wrong, one sentence each.</param>
    public static VerbArguments Bind(
        VerbEntry entry,
        IReadOnlyDictionary<string, JsonElement> given,
        DateTimeOffset now,
        out IReadOnlyList<string> faults
    )
    {
        var found = new List<string>();
        var values = new Dictionary<string, object>(StringComparer.Ordinal);
        foreach (var (name, raw) in given)
            if (entry.Arguments.FirstOrDefault(each => each.Name == name) is not { } argument)
                found.Add($"'{entry.Name}' has no argument {Shown.Quote(name)}; {Known(entry)}");
            else if (argument.Type != ArgumentType.Flag || raw.ValueKind != JsonValueKind.False)
                Read(argument, raw, now, values, found);
        foreach (var argument in entry.Arguments)
            if (argument.Required && !given.ContainsKey(argument.Name))
                found.Add($"{argument.Shown} is missing: {argument.Help}");
        faults = found;
        return new VerbArguments(values);
    }

    private static void Read(
        VerbArgument argument,
        JsonElement raw,
        DateTimeOffset now,
        Dictionary<string, object> values,
        List<string> faults
    )
    {
        var (value, allowed) = argument.Type switch
        {
            _ when argument.Repeated => (Texts(raw), "one text or more, none of them empty"),
            ArgumentType.Flag => (raw.ValueKind == JsonValueKind.True ? true : null, "given without a value"),
            ArgumentType.Text => (Text(raw) is { Length: > 0 } text ? text : null, "text that is not empty"),
            ArgumentType.Choice => (argument.Values.FirstOrDefault(each => each == Text(raw)), OneOf(argument.Values)),
            ArgumentType.Path => (Text(raw) is ['/', ..] path && !path.Contains('\0') ? path : null, "an absolute path"),
            ArgumentType.Whole => (Whole(argument, raw), WholeAllowed(argument)),
            ArgumentType.Time => (TimeText.Parse(Text(raw), now), TimeText.Allowed),
            ArgumentType.Condition => Question(raw),
            _ => (raw.ValueKind == JsonValueKind.Object ? (object)raw : null, "a JSON object"),
        };
        if (value is null)
            faults.Add($"{argument.Shown} is {Shown.Quote(raw.ToString())}; it must be {allowed}");
        else
            values[argument.Name] = value;
    }

    private static (object?, string) Question(JsonElement raw)
    {
        var parsed = Condition.Parse(Text(raw) ?? "");
        return (parsed.Condition, parsed.Condition is null ? $"a condition; {parsed.Faults[0]}" : "");
    }

    private static string? Text(JsonElement raw) => raw.ValueKind == JsonValueKind.String ? raw.GetString() : null;

    private static object? Texts(JsonElement raw)
    {
        if (raw.ValueKind != JsonValueKind.Array)
            return null;
        var texts = raw.EnumerateArray().Select(Text).OfType<string>().Where(text => text.Length > 0).ToArray();
        return texts.Length > 0 && texts.Length == raw.GetArrayLength() ? texts : null;
    }

    private static object? Whole(VerbArgument argument, JsonElement raw)
    {
        var isRead =
            raw.ValueKind == JsonValueKind.Number
                ? raw.TryGetInt64(out var value)
                : long.TryParse(Text(raw), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);
        return isRead && value >= argument.Least && value <= argument.Most ? value : null;
    }

    private static string WholeAllowed(VerbArgument argument) =>
        argument.Most == long.MaxValue
            ? $"a whole number from {argument.Least} on"
            : $"a whole number from {argument.Least} to {argument.Most}";

    private static string OneOf(IReadOnlyList<string> values) => $"one of {string.Join(", ", values)}";

    private static string Known(VerbEntry entry) =>
        entry.Arguments.Count == 0 ? "it takes none" : $"it takes {string.Join(", ", entry.Arguments.Select(each => each.Shown))}";
}
