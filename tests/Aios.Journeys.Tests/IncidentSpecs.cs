using System.Text.Json;
using Aios.Journeys.Tests.Log;
using Aios.Journeys.Tests.Processes;

namespace Aios.Journeys.Tests;

/// <summary>One trouble from its first event to its end, and why everything about it is as it is.</summary>
[Trait("Category", "Slow")]
public sealed class IncidentSpecs
{
    private const int Done = 0;
    private const int Failed = 1;
    private const int Refused = 5;

    private const string Mend = """
        playbook {
          id = mend
          on { type = resource.disk_low, when = "severity >= error" }
          risk = reversible
          steps = [{ id = touch, process = [/usr/bin/touch, "FILE"], idempotent = true, undo = none }]
          verify { within = 30s, expect = "payload.target == '/srv'" }
        }
        """;

    [Fact]
    public async Task An_incident_opens_is_repaired_and_resolved_and_a_kill_changes_nothing()
    {
        using var folder = new TemporaryFolder();
        folder.Write("data/playbooks/mend.conf", Mend.Replace("FILE", folder.PathOf("mended"), StringComparison.Ordinal));
        var data = folder.PathOf("data");
        string incident,
            run;
        IReadOnlyList<long> chain;
        await using (var node = await NodeProcess.In(data))
        {
            await Emit(node, "error");
            var verified = await node.Event("run.verified");
            run = verified.Said("run")!;
            var resolved = await node.Event("incident.resolved");
            incident = resolved.Said("incident")!;
            Assert.Equal("run", resolved.Said("by"));

            // Below what the playbook asks for: an incident of its own, which nobody repairs.
            await Emit(node, "warn", "/var");
            await node.Event("the second incident", fact => fact.Type() == "incident.opened" && fact.Said("target") == "disk//var");
            (await node.Run("incidents", "ack", incident)).With(Refused);
            var open = (await Items(node, "aios.incidents/1", "incidents", "ls")).Single(each => each.Text("target") == "disk//var");
            (await node.Run("incidents", "ack", open.Text("id")!, "--reason", "on it")).With(Done);
            Assert.Contains("open, nobody looks after", (await node.Run("status")).Output);

            chain = Numbers(Assert.Single(await Items(node, "aios.why/1", "why", run)));
            await node.Kill();
        }
        await using var again = await NodeProcess.In(data);
        await again.Event("the crash's own end", fact => fact.Type() == "incident.resolved" && fact.Said("target") == "aios/node");
        // The score may have said something since.
        Assert.Equal(chain, Numbers(Assert.Single(await Items(again, "aios.why/1", "why", run))).Take(chain.Count));
        AssertOrder(
            (await Items(again, "aios.why/1", "why", incident))[0],
            "resource.disk_low",
            "scheduler.decision",
            "reactor.matched",
            "run.planned",
            "run.step-started",
            "run.step-succeeded",
            "run.verifying",
            "run.verified",
            "incident.resolved"
        );
        var all = await Items(again, "aios.incidents/1", "incidents", "ls", "--all", "--family", "resource");
        Assert.Equal(
            [("disk//var", "acknowledged", "0"), ("disk//srv", "resolved", "1")],
            all.Select(each => (each.Text("target"), each.Text("phase"), each.Text("runs"))).Where(each => Ours(each.Item1))
        );
        Assert.Equal(2, again.Events().Count(fact => fact.Type() == "incident.opened" && Ours(fact.Said("target"))));
        Assert.Equal(1, again.Events().Count(fact => fact.Type() == "incident.resolved" && Ours(fact.Said("target"))));
        (await again.Terminate()).With(0);
    }

    [Fact]
    public async Task Why_not_names_the_failing_condition_then_and_now()
    {
        using var folder = new TemporaryFolder();
        folder.Write("data/playbooks/mend.conf", Mend.Replace("FILE", folder.PathOf("mended"), StringComparison.Ordinal));
        await using var node = await NodeProcess.In(folder.PathOf("data"));
        var seq = await Emit(node, "warn");
        await node.Event("reactor.skipped");

        const string reason = "severity >= error is false: severity is warn (1)";
        var answer = Assert.Single(await Items(node, "aios.why_not/1", "why-not", "mend", seq));
        Assert.Equal((reason, reason, "true"), (answer.Text("reason"), answer.Text("reason_then"), answer.Text("same")));
        Assert.Contains(reason, (await node.Run("why-not", "mend", answer.Text("event_id")!)).With(Done).Output);

        Assert.Contains("did you mean 'mend'", (await node.Run("why-not", "mand", seq)).With(Failed).Errors);
        Assert.Contains("is not on record", (await node.Run("why-not", "mend", "999999")).With(Failed).Errors);
        Assert.Contains("'aios runs ls'", (await node.Run("why", "nothing")).With(Failed).Errors);
        (await node.Terminate()).With(0);
    }

    // The machine that runs this may be in trouble of its own.
    private static bool Ours(string? target) => target is "disk//srv" or "disk//var";

    private static IReadOnlyList<long> Numbers(JsonElement chain) =>
        [.. chain.GetProperty("links").EnumerateArray().Select(link => link.Seq())];

    /// <summary>An alert of an outside sensor; gives its number.</summary>
    private static async Task<string> Emit(NodeProcess node, string severity, string target = "/srv") =>
        (
            await node.Run([
                "events",
                "emit",
                "--type",
                "resource.disk_low",
                "--severity",
                severity,
                "--json",
                "--payload",
                $$"""{"sensor":"disk","target":"{{target}}","value":93}""",
            ])
        )
            .With(Done)
            .Items("aios.emit/1")[0]
            .Text("seq")!;

    private static async Task<IReadOnlyList<JsonElement>> Items(NodeProcess node, string schema, params string[] words) =>
        (await node.Run([.. words, "--json"])).With(Done).Items(schema);

    private static void AssertOrder(JsonElement chain, params string[] types)
    {
        var told = chain.GetProperty("links").EnumerateArray().Select(link => link.Text("type")).ToList();
        var at = -1;
        foreach (var type in types)
        {
            var found = told.IndexOf(type, at + 1);
            Assert.True(found > at, $"no {type} behind {at} in {string.Join(", ", told)}");
            at = found;
        }
    }
}
