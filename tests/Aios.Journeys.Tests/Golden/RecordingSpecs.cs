using System.Text.Json;
using System.Text.Json.Nodes;
using Aios.Journeys.Tests.Log;
using Aios.Journeys.Tests.Processes;
using Aios.Node.Settings;
using Aios.Platform.Sqlite;
using Aios.Testing;
using Microsoft.Data.Sqlite;
using Xunit.Abstractions;

namespace Aios.Journeys.Tests.Golden;

/// <summary>
/// A node of today goes through every kind of decision, and what it records comes out of the rules of today. With <c>AIOS_RECORD=FOLDER</c>
/// the record is kept there: the golden folder of this milestone.
/// </summary>
public sealed class RecordingSpecs(ITestOutputHelper output) : IDisposable
{
    private const string Keep = "AIOS_RECORD";

    /// <summary>What a journey's node has besides its files; every setting that differs from the defaults stands here or in <see cref="Targets"/>.</summary>
    private static readonly Dictionary<string, string> Variables = new()
    {
        ["AIOS__PLAYBOOKS__SHADOW"] = "true",
        ["AIOS__SAFETY__CIRCUIT__TRIGGERS"] = "3",
        ["AIOS__SAFETY__CIRCUIT__FAILURES"] = "1000",
        ["AIOS__SAFETY__FUSE__FAILURES"] = "1000",
        ["AIOS__SAFETY__BLAST_RADIUS__TARGETS"] = "1000",
        ["AIOS__SAFETY__STORM__RUNS"] = "1000",
        ["AIOS__SENSORS__FILE__INTERVAL"] = "1s",
    };

    private static readonly Dictionary<string, string> Playbooks = new()
    {
        ["watched"] = Playbook("watched", "on { type = journey.watched }", True),
        ["asked"] = Playbook("asked", "on { type = journey.asked }, risk = disruptive", True),
        ["undone"] = Playbook(
            "undone",
            "on { type = journey.undone }",
            "{ id = do, process = [/bin/true], undo { process = [/bin/true] } }",
            "verify { within = 3s, expect = \"payload.n > 10\" }, otherwise = [rollback]"
        ),
        ["resting"] = Playbook("resting", "on { type = journey.resting, group-by = [payload.key] }, cooldown = 60m", True),
        ["better"] = Playbook("better", "on { type = journey.ranked }, confidence = 0.9", True),
        ["worse"] = Playbook("worse", "on { type = journey.ranked, when = \"payload.n >= 0\" }, confidence = 0.4", True),
        ["often"] = Playbook("often", "on { type = journey.often, count = 3, within = 10m }", True),
        ["broken"] = Playbook(
            "broken",
            "on { type = journey.broken }, retry { retries = 1, min = 1s }",
            "{ id = do, process = [/bin/false], undo = none }",
            "verify { within = 10s, expect = \"payload.n >= 0\" }, otherwise = [[{ id = again, process = [/bin/false], undo = none }], escalate]"
        ),
        ["tripped"] = Playbook("tripped", "on { type = journey.tripped }, cooldown = 0s", True),
        ["job"] = Playbook("job", "on { type = journey.job, group-by = [id] }, cooldown = 0s", True),
    };

    private const string True = "{ id = do, process = [/bin/true], idempotent = true, undo = none }";

    private static int _emitted;
    private readonly TemporaryFolder _folder = new();

    private string Data => _folder.PathOf("data");
    private string Cache => _folder.PathOf("cache");

    public void Dispose() => _folder.Dispose();

    [Fact]
    [Trait("Category", "Slow")]
    public async Task What_a_node_of_today_records_comes_out_of_its_own_rules()
    {
        WriteWhatItDecidesBy();
        await using (var node = await NodeProcess.In(Data, ["--no-office", "--config", Path.Combine(Data, GoldenFolder.Config)], Variables))
        {
            await Live(node);
            (await node.Terminate()).With(0);
        }
        (await Cli.Run("events", "verify", "--state", "--data", Data)).With(0);

        if (Environment.GetEnvironmentVariable(Keep) is { Length: > 0 } kept)
        {
            foreach (var file in (string[])["node.json", "aios.db", "events/*.jsonl", "playbooks/*", "golden/config/*", "golden/shipped/*"])
                Copy(file, kept);
            Repack(Path.Combine(kept, "aios.db"));
        }
        GoldenReplay.Check(GoldenFolder.Read(Data), new Evidence(output, "T14"));
    }

    private static async Task Live(NodeProcess node)
    {
        using var client = await node.Connect();
        foreach (var playbook in Playbooks.Keys.Where(id => id != "watched"))
            (await node.Run("playbooks", "enable", playbook)).With(0);

        await Emit(client, "watched");
        await node.Event("run.shadowed");
        await Emit(client, "undone");
        await Emit(client, "ranked");
        await Emit(client, "broken", severity: "warn");
        for (var i = 0; i < 3; i++)
            await Emit(client, "often");
        await Emit(client, "resting", """{"n":1,"key":"a"}""");
        await Ended(node, "resting");
        await Emit(client, "resting", """{"n":2,"key":"a"}""");
        await Emit(client, "resting", """{"n":3,"key":"b"}""");
        for (var i = 1; i <= 4; i++)
            await Answered(node, await Emit(client, "tripped", $$"""{"n":{{i}}}"""));
        await Approve(node, client);
        await Queue(node, client);
        foreach (var playbook in (string[])["undone", "better", "often", "broken", "asked", "tripped", "folder-cleanup"])
            await Ended(node, playbook);
    }

    private static async Task Approve(NodeProcess node, NodeSocket client)
    {
        var id = await Asked(node, await Emit(client, "asked"));
        var code = (await node.Run("approvals", "show", id, "--json")).With(0).Items("aios.approval/1")[0].Text("code")!;
        (await node.Run("approvals", "approve", id, "--code", code, "--reason", "it is expected")).With(0);
    }

    private static async Task<string> Asked(NodeProcess node, (long Seq, string Id) emitted)
    {
        var asked = await node.Event(
            $"what is asked about {emitted.Id}",
            fact => fact.Type() == "approval.requested" && fact.Text("cause_id") == emitted.Id
        );
        return asked.Said("approval")!;
    }

    /// <summary>Everything waits, so that the order in which it goes on is the scheduler's alone.</summary>
    private static async Task Queue(NodeProcess node, NodeSocket client)
    {
        (await node.Run("queue", "pause", "--reason", "the order is to be seen")).With(0);
        await Emit(client, "job");
        var critical = await Emit(client, "job", severity: "critical");
        await Emit(client, "job", severity: "error");
        await Emit(client, "job", """{"n":1,"key":"same"}""");
        await Emit(client, "job", """{"n":2,"key":"same"}""", "error");
        var cancelled = await Emit(client, "job");
        (await node.Run("queue", "cancel", $"{cancelled.Seq}", "--yes")).With(0);
        (await node.Run("queue", "resume")).With(0);
        // What is critical asks a person.
        (await node.Run("approvals", "deny", await Asked(node, critical), "--reason", "not now")).With(0);
        await node.Event("run.denied");
        (await node.Run("queue", "requeue", "--all", "--yes")).With(0);
        await node.Event("the end of what came back", fact => fact.Type() == "run.verified" && fact.Text("cause_id") == cancelled.Id);
    }

    private static Task<JsonElement> Answered(NodeProcess node, (long Seq, string Id) emitted) =>
        node.Event(
            $"what came of {emitted.Id}",
            fact => fact.Type() is "run.verified" or "reactor.skipped" && fact.Text("cause_id") == emitted.Id,
            emitted.Seq
        );

    private static Task<JsonElement> Ended(NodeProcess node, string playbook) =>
        node.Event(
            $"the end of {playbook}",
            fact => fact.Type() is "run.verified" or "run.rolled-back" or "run.stuck" && fact.Said("playbook") == playbook
        );

    private static async Task<(long Seq, string Id)> Emit(
        NodeSocket client,
        string what,
        string payload = """{"n":1}""",
        string severity = "info"
    )
    {
        var id = $"{what}-{Interlocked.Increment(ref _emitted)}";
        var args = new JsonObject
        {
            ["type"] = $"journey.{what}",
            ["source"] = "journey",
            ["id"] = id,
            ["severity"] = severity,
            ["payload"] = JsonNode.Parse(payload),
        };
        var answer = await client.Call("events emit", args);
        Assert.Equal(0, answer.Code);
        return (answer.Items[0].GetProperty("seq").GetInt64(), id);
    }

    private void WriteWhatItDecidesBy()
    {
        foreach (var (id, text) in Playbooks)
            _folder.Write($"data/playbooks/{id}.conf", text);
        foreach (var name in ModuleFiles.Playbooks)
            _folder.Write($"data/{GoldenFolder.Shipped}/{Path.GetFileName(name)}", WithoutComments(ModuleFiles.Read(name)));
        _folder.Write($"data/{GoldenFolder.Config}/10-aios.conf", WithoutComments(ModuleFiles.Read("hocon/aios.conf")));
        // Names of settings are written with dots and dashes.
        var own = Variables.Select(each =>
            $"{each.Key.Replace("__", ".", StringComparison.Ordinal).Replace('_', '-').ToLowerInvariant()} = {each.Value}"
        );
        _folder.Write($"data/{GoldenFolder.Config}/30-own.conf", string.Join('\n', [.. own, Targets, ""]));
        for (var i = 0; i < 3; i++)
        {
            var old = _folder.Write($"cache/piece-{i}", new string('x', 600_000));
            File.SetLastWriteTimeUtc(old, DateTime.UnixEpoch);
        }
    }

    private string Targets => $$"""aios.targets { files = [{ path = "{{Cache}}", size = 1MiB }], expendable = ["{{Cache}}"] }""";

    private static string Playbook(
        string id,
        string head,
        string steps,
        string tail = "verify { within = 10s, expect = \"payload.n >= 0\" }"
    ) =>
        $$"""
            playbook {
              id = {{id}}
              {{head}}{{(head.Contains("risk", StringComparison.Ordinal) ? "" : ", risk = reversible")}}
              steps = [{{steps}}]
              {{tail}}
            }
            """;

    private static string WithoutComments(string text) =>
        string.Join('\n', [.. text.Split('\n').Where(line => line.Trim() is [not '#', ..]), ""]);

    /// <summary>In small pages: nearly all of them are all but empty.</summary>
    private static void Repack(string database)
    {
        _ = SqliteLibrary.Info;
        using var connection = new SqliteConnection($"Data Source={database};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA journal_mode=DELETE; PRAGMA page_size=1024; VACUUM; PRAGMA journal_mode=WAL;";
        command.ExecuteNonQuery();
    }

    private void Copy(string pattern, string to)
    {
        var folder = Path.GetDirectoryName(pattern)!;
        Directory.CreateDirectory(Path.Combine(to, folder));
        foreach (var file in Directory.GetFiles(Path.Combine(Data, folder), Path.GetFileName(pattern)))
            File.Copy(file, Path.Combine(to, folder, Path.GetFileName(file)), overwrite: true);
    }
}
