using Aios.Journeys.Tests.Processes;

namespace Aios.Journeys.Tests;

public sealed class VerbSpecs(SharedNode shared) : IClassFixture<SharedNode>
{
    private const int Done = 0;
    private const int Unhealthy = 2;

    [Theory]
    [InlineData("status", "aios.status/1", "score")]
    [InlineData("heartbeat stats", "aios.heartbeat_stats/1", "beats")]
    [InlineData("events query", "aios.events/1", "node.started")]
    [InlineData("score --explain", "aios.score/1", "success")]
    [InlineData("actor hierarchy", "aios.actors/1", "scheduler")]
    [InlineData("sensors ls", "aios.sensors/1", "memory")]
    [InlineData("playbooks ls", "aios.playbooks/1", "runaway-process")]
    [InlineData("playbooks show runaway-process", "aios.playbook/1", "renice")]
    [InlineData("queue ls", "aios.queue/1", "P0")]
    [InlineData("runs ls", "aios.runs/1", "")]
    [InlineData("doctor", "aios.checks/1", "lock")]
    [InlineData("config check", "aios.checks/1", "playbooks")]
    public async Task A_running_node_answers_people_and_scripts(string verb, string schema, string holds)
    {
        var words = verb.Split(' ');
        var node = shared.Node;
        var forPeople = await node.Run(words);
        var forScripts = await node.Run([.. words, "--json"]);
        foreach (var ended in (Ended[])[forPeople, forScripts])
        {
            Assert.True(ended.Code == Done || (IsVerdict(verb) && ended.Code == Unhealthy), ended.ToString());
            Assert.Contains(holds, ended.Output, StringComparison.OrdinalIgnoreCase);
        }
        Assert.NotEqual("", forPeople.Output.Trim());
        Assert.DoesNotContain('\e', forPeople.Output);
        var items = forScripts.Items(schema);
        Assert.True(items.Count > 0 || verb == "runs ls", forScripts.ToString());
    }

    [Fact]
    public async Task An_event_that_was_emitted_is_found_once_by_its_id()
    {
        var node = shared.Node;
        string[] emit =
        [
            "events",
            "emit",
            "--type",
            "deploy.finished",
            "--id",
            "deploy-41",
            "--payload",
            """{"version":"1.4"}""",
            "--json",
        ];
        var first = (await node.Run(emit)).With(Done).Items("aios.emit/1")[0];
        var second = (await node.Run(emit)).With(Done).Items("aios.emit/1")[0];
        Assert.False(first.GetProperty("duplicate").GetBoolean());
        Assert.True(second.GetProperty("duplicate").GetBoolean());
        var found = await node.Run("events", "query", "--type", "deploy.*", "--where", "payload.version == '1.4'", "--json");
        var only = Assert.Single(found.With(Done).Items("aios.events/1"));
        Assert.Equal("deploy-41", only.GetProperty("id").GetString());
    }

    // What is wrong on the machine that runs this is no business of the journey.
    private static bool IsVerdict(string verb) => verb is "status" or "doctor";
}
