using Aios.Loop.Vocabulary;
using Aios.Platform.Hocon;

namespace Aios.Node.Settings;

/// <summary>Finds what was written but is read by nobody: a misspelt key would otherwise change nothing and say nothing.</summary>
internal static class UnknownKeys
{
    private const string Ours = "aios";
    private const string Engine = "akka";

    public static void Check(HoconObject root, IReadOnlyCollection<string> known, FaultList faults)
    {
        foreach (var (name, value) in root.Members)
        {
            if (name == Ours && value is HoconObject settings)
                Walk(settings, Ours, known, faults);
            else if (name is not (Ours or Engine))
                faults.Add(
                    root.KeyOrigin(name),
                    $"{Shown.Clean(name)} is not known; settings stand below {Ours} (or {Engine}, for the actor engine)"
                        + NearestName.Hint($"{Ours}.{name}", known)
                );
        }
    }

    private static void Walk(HoconObject parent, string path, IReadOnlyCollection<string> known, FaultList faults)
    {
        foreach (var (name, value) in parent.Members)
        {
            var key = $"{path}.{name}";
            if (known.Contains(key))
                continue;
            if (value is HoconObject { Members.Count: > 0 } below)
                Walk(below, key, known, faults);
            else if (!known.Any(each => each.StartsWith(key + '.', StringComparison.Ordinal)))
                faults.Add(parent.KeyOrigin(name), $"{Shown.Clean(key)} is not known{NearestName.Hint(key, known)}");
        }
    }
}
