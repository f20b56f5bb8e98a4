using System.Text.Json;

namespace Aios.Office.Tests.Live;

/// <summary>The frames as they are promised; the client's specs read the same files.</summary>
internal static class Golden
{
    public static readonly string[] Kinds = ["hello", "ready", "snapshot", "delta", "beat", "bye"];

    public static byte[] Bytes(string kind) => File.ReadAllBytes(PathOf(kind));

    public static JsonElement Frame(string kind) => JsonElement.Parse(Bytes(kind));

    private static string PathOf(string kind) => Path.Combine(AppContext.BaseDirectory, "Live", "Golden", kind + ".json");
}
