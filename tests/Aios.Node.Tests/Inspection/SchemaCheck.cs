using System.Text.Json;
using Aios.Node.Verbs;

namespace Aios.Node.Tests.Inspection;

/// <summary>Compares an item with what its schema declares: no member missing, none unknown, each of its kind.</summary>
internal static class SchemaCheck
{
    public static void Assert(string schema, JsonElement item)
    {
        var declared = Schemas.Members[schema].Split(' ').Select(text => text.Split(':')).ToDictionary(part => part[0], part => part[1]);
        foreach (var member in item.EnumerateObject())
        {
            Xunit.Assert.True(declared.TryGetValue(member.Name, out var kind), $"{schema} does not declare {member.Name}");
            Xunit.Assert.True(Fits(member.Value, kind!.TrimEnd('?')), $"{schema}.{member.Name} is {member.Value}, declared as {kind}");
        }
        foreach (var (name, kind) in declared)
            Xunit.Assert.True(kind.EndsWith('?') || item.TryGetProperty(name, out _), $"{schema}.{name} is missing");
    }

    private static bool Fits(JsonElement value, string kind) =>
        kind switch
        {
            "text" => value.ValueKind == JsonValueKind.String,
            "int" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
            "number" => value.ValueKind == JsonValueKind.Number,
            "bool" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
            "list" => value.ValueKind == JsonValueKind.Array,
            _ => value.ValueKind == JsonValueKind.Object,
        };
}
