using System.Text.Json;
using Aios.Loop.Vocabulary;
using Aios.Platform.Hocon;

namespace Aios.Node.Settings;

/// <summary>
/// Settings from environment variables: <c>AIOS__SCHEDULER__MAX_CONCURRENT</c> is <c>aios.scheduler.max-concurrent</c>. A value that begins with
/// <c>[</c> or <c>{</c> is HOCON, any other is taken as it is.
/// </summary>
internal static class EnvironmentLayer
{
    /// <summary>Begins the name of every origin from here: <c>$AIOS__…</c></summary>
    public const char Mark = '$';

    private const string Prefix = "AIOS__";

    /// <summary>The variable of a key of <c>aios</c>.</summary>
    public static string VariableOf(string key) =>
        Prefix + key["aios.".Length..].Replace(".", "__", StringComparison.Ordinal).Replace('-', '_').ToUpperInvariant();

    public static IEnumerable<HoconObject> Read(IReadOnlyDictionary<string, string> environment, FaultList faults)
    {
        foreach (var (name, value) in environment.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            if (!name.StartsWith(Prefix, StringComparison.Ordinal))
                continue;
            var parts = name[Prefix.Length..].Split("__");
            if (parts.Any(part => part.Trim('_').Length == 0))
            {
                faults.Add(
                    Place.Whole(Mark + name),
                    "the name leads nowhere; write it like AIOS__SCHEDULER__MAX_CONCURRENT for aios.scheduler.max-concurrent"
                );
                continue;
            }
            if (Parse(name, parts, value, faults) is { } layer)
                yield return layer;
        }
    }

    private static HoconObject? Parse(string name, string[] parts, string value, FaultList faults)
    {
        var path = string.Join('.', parts.Select(part => Quoted(part.ToLowerInvariant().Replace('_', '-'))));
        var isHocon = value.AsSpan().TrimStart() is ['[' or '{', ..];
        try
        {
            return Hocon.Parse($"aios.{path} = {(isHocon ? value : Quoted(value))}", Mark + name);
        }
        catch (HoconException error)
        {
            faults.Add(error.Origin, $"{error.Fault} (in {Shown.Quote(value)})");
            return null;
        }
    }

    private static string Quoted(string text) => JsonSerializer.Serialize(text, LooseJson.Options);
}
