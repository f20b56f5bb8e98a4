using System.Text.Json;

namespace Aios.Office.Intake;

/// <summary>Times as RFC 3339 writes them. One without an offset could be any, and is none.</summary>
internal static class Instants
{
    public static bool TryRead(JsonElement value, out DateTimeOffset at)
    {
        at = default;
        return value.ValueKind == JsonValueKind.String
            && value.GetString() is { Length: >= 20 } text
            && (text.EndsWith('Z') || text[^6] is '+' or '-')
            && value.TryGetDateTimeOffset(out at);
    }
}
