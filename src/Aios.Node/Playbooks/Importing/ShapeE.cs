using Aios.Loop.Effects;
using Aios.Loop.Vocabulary;

namespace Aios.Node.Playbooks.Importing;

/// <summary>One event type with conditions as objects: <c>{ "payload.cpu": { "$gte": 90 } }</c>.</summary>
internal static class ShapeE
{
    private static readonly Dictionary<string, string> Comparisons = new(StringComparer.Ordinal)
    {
        ["$eq"] = "==",
        ["$ne"] = "!=",
        ["$gt"] = ">",
        ["$gte"] = ">=",
        ["$lt"] = "<",
        ["$lte"] = "<=",
    };

    private static readonly string[] Others = ["$in", "$nin", "$exists", "$regex", "$contains"];

    public static void Translate(ForeignSection playbook, PlaybookDraft draft, ForeignActions actions)
    {
        var trigger = playbook.Object("trigger")!;
        if (trigger.Text("event_type") is not { Length: > 0 } type)
            Shapes.Missing(trigger, "event_type");
        else if (ForeignWords.TypesOf(type) is [var only])
            SharedMembers.Type(trigger, "event_type", only, draft);
        else
            trigger.Notes.Refuse(
                trigger.PathOf("event_type"),
                trigger.At("event_type"),
                $"({Shown.Clean(type)}) is no event type such as a.b"
            );
        if (trigger.Object("conditions") is { } conditions)
            foreach (var (field, wanted) in conditions.Node.Members)
            {
                _ = conditions.Find(field);
                Condition(conditions, field, wanted, draft);
            }
        trigger.LeaveOutTheRest("of a trigger");
        actions.AddAll(playbook, draft, Risk.Disruptive);
        SharedMembers.Enabled(playbook, draft);
        SharedMembers.Cooldown(playbook, draft, "cooldown", TimeSpan.FromSeconds(1));
        playbook.LeaveOut("priority", "the order follows type and severity of the event");
    }

    private static void Condition(ForeignSection conditions, string field, SourceNode wanted, PlaybookDraft draft)
    {
        var member = conditions.PathOf(field);
        if (PathOf(field) is not { } path)
            conditions.Notes.Refuse(member, wanted.At, "is no field: allowed are names of letters, digits, _ and - parted by dots");
        else if (wanted is not SourceObject operators)
            Add(wanted is SourceList ? "$in" : "$eq", wanted);
        else if (operators.Members.Count == 0)
            conditions.Notes.Refuse(member, wanted.At, "asks nothing");
        else
            foreach (var (name, value) in operators.Members)
                Add(name, value);

        void Add(string name, SourceNode value)
        {
            if (Question(path!, name, value) is { } question)
                draft.Questions.Add(question);
            else
                conditions.Notes.Refuse(
                    member,
                    value.At,
                    Comparisons.ContainsKey(name) || Others.Contains(name)
                        ? $"{name} cannot be asked of {value.Kind} here"
                        : $"{Shown.Quote(name)} is not known; known are {string.Join(", ", Comparisons.Keys.Concat(Others))}"
                );
        }
    }

    private static string? Question(string path, string name, SourceNode value)
    {
        if (Comparisons.TryGetValue(name, out var sign))
            return Literal(path, value) is { } literal ? $"{path} {sign} {literal}" : null;
        return (name, value) switch
        {
            ("$in" or "$nin", SourceList list) when list.Items.Count > 0 && List(path, list) is { } items => name == "$in"
                ? $"{path} in {items}"
                : $"!({path} in {items})",
            ("$exists", SourceFlag flag) when path.StartsWith("payload", StringComparison.Ordinal) && path.EndsWith(']') =>
                $"{(flag.IsSet ? "" : "!")}({Questions.Literal(LastOf(path))} in {path[..path.LastIndexOf('[')]})",
            ("$regex", SourceText text) => $"{path}.matches({Questions.Literal(text.Text)})",
            ("$contains", SourceText text) => $"{path}.contains({Questions.Literal(text.Text)})",
            _ => null,
        };
    }

    private static string? List(string path, SourceList list)
    {
        var items = list.Items.Select(item => Literal(path, item)).ToArray();
        return items.Contains(null) ? null : $"[{string.Join(", ", items)}]";
    }

    private static string? Literal(string path, SourceNode value) =>
        value switch
        {
            SourceText text when path == "severity" => ForeignWords.TryParse(text.Text, out var severity) ? severity.Text() : null,
            SourceText text => Questions.Literal(text.Text),
            SourceNumber number when path != "severity" => number.Text,
            SourceFlag flag when path != "severity" => flag.IsSet ? "true" : "false",
            SourceNull when path != "severity" => "null",
            _ => null,
        };

    /// <summary>Members by their literal names, so that none of them is part of the grammar: <c>payload['disk']['free']</c>.</summary>
    private static string? PathOf(string field)
    {
        if (field is "severity" or "type" or "source" or "id")
            return field;
        var parts = field.Split('.');
        if (parts[0] is "payload" or "data" && parts.Length > 1)
            parts = parts[1..];
        return parts.All(part => part.Length > 0 && part.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-'))
            ? "payload" + string.Concat(parts.Select(part => $"['{part}']"))
            : null;
    }

    private static string LastOf(string path) => path[(path.LastIndexOf('[') + 2)..^2];
}
