using System.Text.Json.Nodes;
using Aios.Node.Playbooks;

namespace Aios.Node.Tests.Playbooks;

public sealed class PlaybookTextSpecs
{
    private const string Text = """
        playbook {
          id = tidy, version = 2, title = "Tidy up", enabled = false
          risk = reversible, targets = own-children, cooldown = 5m, timeout = 4s
          on { type = resource.disk_low, when = "severity >= warn", group-by = [payload.target] }
          retry { retries = 2, min = 1s }
          steps = [
            { id = run, process = [/bin/true, { from = payload.pid, as = int }], idempotent = true, undo = none }
          ]
          verify { within = 10s, expect = "sensor.cpu.percent < 50" }
          otherwise = [[{ id = stop, signal = TERM, pid = { from = payload.pid, as = int } }], rollback, escalate]
        }
        """;

    [Fact]
    public void A_person_reads_everything_that_matters()
    {
        Assert.Equal(
            """
            tidy version 2 (disabled)
              Tidy up
              on          resource.disk_low when severity >= warn, one cooldown per payload.target
              targets     only processes that the node started itself
              confidence  0.5
              risk        reversible
              cooldown    5m
              deadline    125s
              retry       2 times, after 1s, 2s
              steps
                run: run /bin/true {payload.pid}; reversible, at most 4s, may be repeated; needs no undo
              verify      sensor.cpu.percent < 50, within 10s
              otherwise
                stop: signal TERM to {payload.pid}, started at {payload.start_time}; disruptive, at most 4s; cannot be undone
                rollback
                escalate
              from        p.conf:2:3
            """,
            string.Join('\n', PlaybookText.Lines(Sample.Read(Text)))
        );
    }

    [Fact]
    public void Json_carries_units_in_its_names()
    {
        var json = JsonNode.Parse(PlaybookJson.Of(Sample.Read(Text)).ToJsonString())!;

        Assert.Equal(300_000, (long)json["cooldown_ms"]!);
        Assert.Equal("""{"from":"payload.pid","as":"int"}""", json["steps"]![0]!["action"]!["process"]![1]!.ToJsonString());
        Assert.Equal(["timeout", "exit-code"], json["retry"]!["on"]!.AsArray().Select(word => (string)word!));
        Assert.Equal(["steps", "rollback", "escalate"], json["otherwise"]!.AsArray().Select(rung => (string)rung!["kind"]!));
        Assert.Equal(("expectation", 10_000), ((string)json["verify"]!["kind"]!, (long)json["verify"]!["within_ms"]!));
        Assert.Null(json["steps"]![0]!["undo"]);
    }
}
