using System.Text.Json;
using Aios.Journeys.Tests.Log;
using Aios.Journeys.Tests.Processes;

namespace Aios.Journeys.Tests;

/// <summary>What an event says reaches a program as it is, people in one clean line, and nobody as a command.</summary>
public sealed class HostileEventSpecs : IDisposable
{
    private const int Done = 0;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    [Trait("Category", "Slow")]
    public async Task A_hostile_value_is_an_argument_and_a_line_and_nothing_else()
    {
        var (sink, made) = (_folder.PathOf("sink"), _folder.PathOf("made"));
        _folder.Write(
            "data/playbooks/take.conf",
            $$"""
            playbook {
              id = take
              on { type = job.due }
              risk = reversible
              cooldown = 0s
              steps = [
                { id = tell, notify = ["hostile-told", { from = payload.value }] }
                { id = do, process = [/bin/sh, -c, "printf %s \"$1\" > \"$2\"", sh, { from = payload.value }, "{{sink}}"], undo = none }
              ]
              verify { within = 30s, expect = "payload.n == 1" }
            }
            """
        );
        await using var node = await NodeProcess.In(_folder.PathOf("data"));
        var value = $"a;$(touch {made}){{{{x}}}}`touch {made}`|&> \"' \\ %s\n\u001b[31m\u202Etxt\u0007 ü𝄞";

        await Emit(node, value, "run.verified");
        Assert.Equal(value, await File.ReadAllTextAsync(sink));
        Assert.False(File.Exists(made));
        var line = await node.Line("the line for people", each => each.Contains("hostile-told", StringComparison.Ordinal));
        Assert.DoesNotContain(line, each => char.IsControl(each) || each == '\u202E');
        Assert.Contains("$(touch", line, StringComparison.Ordinal);

        foreach (var refused in (string[])["-rf", "a\0b", new string('x', 5_000)])
        {
            var skipped = await Emit(node, refused, "reactor.skipped");
            Assert.Contains("may not begin with -, hold NUL or be longer than 4096", skipped.GetRawText(), StringComparison.Ordinal);
        }
        Assert.Equal(value, await File.ReadAllTextAsync(sink));
        (await node.Terminate()).With(Done);
    }

    private static async Task<JsonElement> Emit(NodeProcess node, string value, string type)
    {
        var payload = JsonSerializer.Serialize(new Dictionary<string, object> { ["n"] = 1, ["value"] = value });
        var sent = await node.Run("events", "emit", "--type", "job.due", "--payload", payload, "--json");
        var seq = sent.With(Done).Items("aios.emit/1")[0].GetProperty("seq").GetInt64();
        return await node.Event(
            type,
            fact => fact.Type() == type && (fact.Said("playbook") == "take" || fact.Said("event_type") == "job.due"),
            seq
        );
    }
}
