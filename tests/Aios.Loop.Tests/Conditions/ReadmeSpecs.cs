using System.Text.Json;
using Aios.Loop.Conditions;

namespace Aios.Loop.Tests.Conditions;

public sealed class ReadmeSpecs
{
    private static readonly string[] Lines = File.ReadAllLines(PathOfReadme());

    [Fact]
    public void Every_example_gives_what_the_readme_says()
    {
        var scope = ScopeOf(JsonElement.Parse(string.Join('\n', Fenced("```json"))));
        var examples = Fenced("```cel").ToArray();

        Assert.All(
            examples,
            line =>
            {
                var at = line.IndexOf("// =>", StringComparison.Ordinal);
                Assert.True(at > 0, $"no result in: {line}");
                Assert.Equal(line[(at + 5)..].Trim(), ResultOf(line[..at], scope));
            }
        );
        Assert.True(examples.Length > 40, $"only {examples.Length} examples were found");
    }

    [Fact]
    public void Every_function_and_method_has_an_example()
    {
        var examples = string.Join('\n', Fenced("```cel"));
        var names = NamesIn("f() == 1").Concat(NamesIn("type.f() == 1")).ToArray();

        Assert.True(names.Length > 18, string.Join(' ', names));
        Assert.All(names, name => Assert.Contains($"{name}(", examples, StringComparison.Ordinal));
    }

    private static string[] NamesIn(string unknownCall) => Condition.Parse(unknownCall).Faults[0].Message.Split(" are ")[1].Split(", ");

    private static string ResultOf(string text, FakeScope scope)
    {
        var parsed = Condition.Parse(text);
        return parsed.IsValid ? parsed.Condition.Evaluate(scope).ToString() : $"fault: {parsed.Faults[0].Message}";
    }

    private static FakeScope ScopeOf(JsonElement json)
    {
        var scope = new FakeScope();
        foreach (var member in json.EnumerateObject())
        {
            scope[member.Name] = member.Name switch
            {
                "timestamp" => Value.OfTimestamp(member.Value.GetDateTimeOffset().ToUnixTimeMilliseconds()),
                "severity" => Value.Of(Array.IndexOf(["info", "warn", "error", "critical"], member.Value.GetString())),
                "priority" => Value.Of((long)(member.Value.GetString()![1] - '0')),
                _ => Value.Of(member.Value),
            };
        }

        return scope;
    }

    private static IEnumerable<string> Fenced(string start)
    {
        var isInside = false;
        foreach (var line in Lines)
        {
            if (line.StartsWith("```", StringComparison.Ordinal))
                isInside = !isInside && line == start;
            else if (isInside)
                yield return line;
        }
    }

    private static string PathOfReadme()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Aios.Actors.sln")))
            folder =
                folder.Parent ?? throw new DirectoryNotFoundException($"no folder above {AppContext.BaseDirectory} has Aios.Actors.sln");
        return Path.Combine(folder.FullName, "src", "Aios.Loop", "Conditions", "README.md");
    }
}
