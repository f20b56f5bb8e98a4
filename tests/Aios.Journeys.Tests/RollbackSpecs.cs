using System.Text.Json;
using Aios.Journeys.Tests.Log;
using Aios.Journeys.Tests.Processes;

namespace Aios.Journeys.Tests;

public sealed class RollbackSpecs
{
    private const int Done = 0;
    private const int Failed = 1;
    private const int Refused = 5;
    private const string Counted = "1 of 1 runs of the last 5 min verified";
    private const string NotCounted = "no run ended in the last 5 min";

    private const string Playbook = """
        playbook {
          id = job
          on { type = job.due, group-by = [id] }
          risk = reversible
          steps = [{ id = do, process = [/bin/true], idempotent = true, undo = none }]
          verify { within = 30s, expect = "payload.n >= 0" }
        }
        """;

    [Fact]
    [Trait("Category", "Slow")]
    public async Task A_score_goes_back_and_forth_and_stays_where_it_is_after_a_kill()
    {
        using var folder = new TemporaryFolder();
        folder.Write("data/playbooks/job.conf", Playbook);
        var data = folder.PathOf("data");
        long before;
        await using (var node = await NodeProcess.In(data))
        {
            (await node.Run("events", "emit", "--type", "job.due", "--payload", """{"n":1}""")).With(Done);
            await node.Event("run.verified");
            Assert.Contains(Counted, await Score(node));

            Assert.Contains("--yes", (await node.Run("rollback", "score", "--to", "0")).With(Refused).Errors);
            Assert.Contains("allowed are 0 to", (await node.Run("rollback", "score", "--to", "99999", "--yes")).With(Failed).Errors);
            var preview = await Rollback(node, "0", "--dry-run");
            Assert.Contains(
                """{"member":"runs_finished","now":"1","then":"0"}""",
                preview.GetProperty("differences").EnumerateArray().Select(each => each.GetRawText())
            );
            Assert.Contains(Counted, await Score(node));

            var applied = await Rollback(node, "0", "--yes", "--reason", "a trial");
            before = applied.GetProperty("from_seq").GetInt64();
            Assert.Contains(NotCounted, await Score(node));
            var record = await node.Event("rollback.applied");
            Assert.Equal(("a trial", $"{before}", "0"), (record.Said("reason"), record.Said("from_seq"), record.Said("to_seq")));
            await node.Kill();
        }
        await using (var node = await NodeProcess.In(data))
        {
            Assert.Contains(NotCounted, await Score(node));
            await Rollback(node, $"{before}", "--yes");
            Assert.Contains(Counted, await Score(node));
            await node.Kill();
        }
        await using var last = await NodeProcess.In(data);
        Assert.Contains(Counted, await Score(last));
        Assert.Equal(2, last.Events().Count(fact => fact.Type() == "rollback.applied"));
        (await last.Terminate()).With(0);
    }

    private static async Task<string> Score(NodeProcess node) => (await node.Run("score", "--explain", "--json")).With(Done).Output;

    private static async Task<JsonElement> Rollback(NodeProcess node, string to, params string[] more) =>
        (await node.Run(["rollback", "score", "--to", to, "--json", .. more])).With(Done).Items("aios.rollback/1")[0];
}
