using System.Text.Json;
using Aios.Journeys.Tests.Processes;

namespace Aios.Journeys.Tests;

/// <summary>A repository of playbooks: no node, no data folder, only files and exit codes.</summary>
public sealed class PlaybookFileSpecs : IDisposable
{
    private const int Done = 0;
    private const int NotAsExpected = 2;
    private const int Faulty = 3;

    private const string Good = """
        playbook {
          id = tidy
          on { type = resource.disk_low, when = "severity >= warn" }
          risk = reversible
          steps = [{ id = run, process = [/bin/true, { from = payload.target }], idempotent = true, undo = none }]
          verify { within = 30s }
        }
        """;

    private static readonly string[] Shapes =
    [
        """{"id":"A-1","match":{"rule_id":"memory_high","severity":["ERR"]},"actions":[{"type":"shell","target":"/bin/true -x","risk":"low"}]}""",
        """{"id":"b","trigger":{"rule":"rate_limit","keywords":["429"]},"action":{"type":"auto","command":"/bin/true; reboot","risk":"low"}}""",
        """{"id":"c","error_pattern":"refused|reset","actions":["/bin/true now"],"risk_level":"low"}""",
        """{"name":"d","trigger":{"match":"any","conditions":[{"type":"agent.error","window":60,"threshold":3}]},"actions":[{"type":"notify"}],"risk":"low"}""",
        """{"id":"e","trigger":{"event_type":"resource.cpu_spike","conditions":{"payload.value":{"$gte":90}}},"actions":["log"]}""",
    ];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_broken_file_is_named_with_its_place_and_a_good_one_is_tried()
    {
        var broken = Write(
            "broken.conf",
            Good.Replace("severity >= warn", "severity >= worn").Replace("risk = reversible", "risk = small")
        );
        var linted = await Cli.Run("playbooks", "lint", broken);
        Assert.Equal(Faulty, linted.Code);
        Assert.Contains($"{broken}:3:54\n", linted.Output);
        Assert.Contains($"{broken}:4:10\n    playbook.risk (small) must be read, reversible, disruptive or destructive", linted.Output);

        var good = Write("good.conf", Good);
        (await Cli.Run("playbooks", "lint", good, "--fail-on", "warning")).With(Done);
        var events = Write("events.jsonl", """{"type":"resource.disk_low","severity":"error","payload":{"target":"/var"}}""");
        var tried = await Cli.Run("playbooks", "test", good, "--event", events, "--expect", "match");
        Assert.Contains("/bin/true /var", tried.With(Done).Output);
        (await Cli.Run("playbooks", "test", good, "--event", events, "--expect", "no-match")).With(NotAsExpected);
    }

    [Fact]
    public async Task Every_shape_is_imported_and_what_comes_out_is_clean()
    {
        for (var i = 0; i < Shapes.Length; i++)
            Write($"old/{(char)('a' + i)}.json", Shapes[i]);
        var (old, to) = (_folder.PathOf("old"), _folder.PathOf("new"));
        var imported = (await Cli.Run("playbooks", "import", old, "--out", to, "--json")).With(Done).Items("aios.playbook_import/1");
        Assert.Equal(
            ["imported", "disabled", "imported", "imported", "imported"],
            imported.Select(item => item.GetProperty("state").GetString())
        );
        Assert.Equal(["a-1.conf", "b.conf", "c.conf", "d.conf", "e.conf"], Directory.GetFiles(to).Select(Path.GetFileName).Order());
        var linted = (await Cli.Run("playbooks", "lint", to, "--json")).With(Done).Items("aios.lint/1");
        Assert.Equal(Shapes.Length, linted.Count);
        (await Cli.Run("playbooks", "import", old, "--out", to)).With(1);
    }

    [Fact]
    public async Task The_schema_is_one_json_document()
    {
        var printed = JsonElement.Parse((await Cli.Run("playbooks", "schema")).With(Done).Output);
        Assert.Equal("object", printed.GetProperty("properties").GetProperty("playbook").GetProperty("type").GetString());
    }

    private string Write(string name, string text) => _folder.Write(name, text);
}
