using System.Text.Json;

namespace Aios.Journeys.Tests.Processes;

/// <summary>One call of the executable from its start to its end.</summary>
internal static class Cli
{
    public static Task<Ended> Run(params string[] words) => Run(words, null);

    public static async Task<Ended> Run(string[] words, IReadOnlyDictionary<string, string>? variables)
    {
        await using var child = Child.Start(AiosExecutable.Path, words, variables);
        return await child.End();
    }

    /// <summary>As a user who is bound by permission bits: the one who runs the tests, but for root.</summary>
    public static async Task<Ended> RunAsOrdinaryUser(params string[] words)
    {
        if (!Native.IsRoot)
            return await Run(words);
        string[] asNobody = ["--reuid", "65534", "--regid", "65534", "--clear-groups", "--", AiosExecutable.Path];
        await using var child = Child.Start("setpriv", [.. asNobody, .. words]);
        return await child.End();
    }

    /// <summary>The items of a verb's <c>--json</c>; its schema is checked.</summary>
    public static IReadOnlyList<JsonElement> Items(this Ended ended, string schema)
    {
        try
        {
            var root = JsonElement.Parse(ended.Output);
            Assert.Equal(schema, root.GetProperty("schema").GetString());
            return [.. root.GetProperty("items").EnumerateArray()];
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new JourneyException($"{error.Message}: no {{schema, items}} in\n{ended}");
        }
    }
}
