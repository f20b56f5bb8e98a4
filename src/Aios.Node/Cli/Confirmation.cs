using System.Text.Json;
using Aios.Loop.Surface.Verbs;
using Aios.Node.Verbs;

namespace Aios.Node.Cli;

/// <summary>Whoever destroys something has seen what, and said yes.</summary>
internal static class Confirmation
{
    private static readonly JsonElement True = JsonElement.Parse("true");

    public static bool IsNeeded(VerbEntry entry, Dictionary<string, JsonElement> given) =>
        entry.Effect == VerbEffect.Destructive
        && entry.Scope == VerbScope.Node
        && !given.ContainsKey("yes")
        && !given.ContainsKey("dry-run");

    public static string Missing(VerbEntry entry) =>
        $"'{entry.Name}' asks before it changes anything, and there is no terminal to ask on; --dry-run shows what would change, --yes does it";

    public static Dictionary<string, JsonElement> DryRun(Dictionary<string, JsonElement> given) => new(given) { ["dry-run"] = True };

    public static Dictionary<string, JsonElement> Given(Dictionary<string, JsonElement> given) => new(given) { ["yes"] = True };

    /// <summary>Anything but a clear yes is a no.</summary>
    public static async Task<bool> Ask(CliHost host)
    {
        await host.Error.WriteAsync("aios: do it? [y/N] ");
        await host.Error.FlushAsync();
        var answer = await host.Input().ReadLineAsync(host.Interrupts.Token);
        return answer?.Trim().ToLowerInvariant() is "y" or "yes";
    }
}
