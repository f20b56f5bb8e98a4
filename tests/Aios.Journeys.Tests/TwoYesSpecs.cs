using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Aios.Journeys.Tests.Log;
using Aios.Journeys.Tests.Processes;

namespace Aios.Journeys.Tests;

/// <summary>What cannot be put back takes two people.</summary>
[Trait("Category", "Slow")]
public sealed class TwoYesSpecs : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Sink => _folder.PathOf("sink");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task It_is_shown_before_and_done_when_two_people_said_yes_and_not_when_one_says_it_twice()
    {
        var data = _folder.PathOf("data");
        _folder.Write(
            "data/playbooks/mend.conf",
            $$"""
            playbook {
              id = mend, version = 1, title = "Mend what is broken"
              on { type = app.broken, group-by = [payload.n] }
              risk = destructive
              cooldown = 0s, timeout = 20s
              steps = [{ id = note, process = [/bin/sh, -c, "echo done >> \"$1\"", sh, "{{Sink}}"], undo = none }]
              verify { within = 30s, expect = "payload.n >= 0" }
              otherwise = [escalate]
            }
            """
        );
        await using var node = await NodeProcess.In(data);
        using var ann = await As(node, "ann");
        using var bob = await As(node, "bob");
        using (var socket = await node.Connect())
            Assert.Equal(0, (await socket.Emit("app.broken", "event-1", new JsonObject { ["n"] = 1 })).Code);
        var asked = await node.Event("the question", fact => fact.Type() == "approval.requested" && fact.Text("cause_id") == "event-1");
        var id = asked.Said("approval")!;

        var shown = Assert.Single(
            (await node.Run("playbooks", "run", "mend", "--event", "event-1", "--dry-run", "--json")).With(0).Items("aios.playbook_run/1")
        );
        var plan = shown.GetProperty("plan");
        Assert.Equal(("two", "destructive"), (plan.Text("approval"), plan.Text("risk")));
        Assert.Contains("echo done", Assert.Single(plan.GetProperty("steps").EnumerateArray()).Text("action"), StringComparison.Ordinal);
        Assert.Single((await node.Run("runs", "ls", "--json")).With(0).Items("aios.runs/1"));
        Assert.Empty((await node.Run("effects", "ls", "--json")).With(0).Items("aios.effects/1"));

        var question = Assert.Single((await node.Run("approvals", "show", id, "--json")).With(0).Items("aios.approval/1"));
        var code = question.Text("code")!;
        Assert.Equal(HttpStatusCode.OK, (await Approve(ann, id, code)).Status);
        var (again, why) = await Approve(ann, id, code);
        Assert.Equal(HttpStatusCode.Conflict, again);
        Assert.Contains("it takes two people", why, StringComparison.Ordinal);
        Assert.False(File.Exists(Sink));

        Assert.Equal(HttpStatusCode.OK, (await Approve(bob, id, code)).Status);
        await node.Event("run.verified");
        Assert.Equal(["done"], File.ReadAllLines(Sink));
        (await node.Run("events", "verify", "--state")).With(0);
    }

    private static async Task<HttpClient> As(NodeProcess node, string person)
    {
        var ready = await node.Line("READY", line => line.StartsWith("READY ", StringComparison.Ordinal));
        var office = ready.Split(' ').First(word => word.StartsWith("office=", StringComparison.Ordinal))["office=".Length..];
        var token = Assert.Single(
            (await node.Run("tokens", "create", person, "--role", "approver", "--json")).With(0).Items("aios.token/1")
        );
        var client = new HttpClient { BaseAddress = new Uri(office) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token.Text("secret"));
        return client;
    }

    private static async Task<(HttpStatusCode Status, string Body)> Approve(HttpClient person, string id, string code)
    {
        using var answer = await person.PostAsJsonAsync(new Uri($"/api/v1/approvals/{id}/approve", UriKind.Relative), new { code });
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }
}
