using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Aios.Loop.Surface.Verbs;
using Aios.Loop.Vocabulary;
using Aios.Node.Tests.Inspection;
using Aios.Node.Tests.Playbooks.Schema;
using Aios.Node.Verbs;

namespace Aios.Node.Tests.Cli;

public sealed class CommandLineSpecs : IAsyncLifetime
{
    private readonly RunningNode _node = new();
    private readonly Shell _shell = new();

    private string Data => _node.Folder.FullPath;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await _node.DisposeAsync();
        _shell.Dispose();
    }

    public static TheoryData<string> Verbs =>
        [
            "status",
            "score --explain",
            "queue ls",
            "sensors ls",
            "actor hierarchy",
            "actor path sensors/disk",
            "heartbeat stats",
            "heartbeat stats --days 2",
            "config diff --profile test",
            "config explain score",
            "schema runs ls",
            "heartbeat watch --count 1",
            "heartbeat --watch --count 1",
            "playbooks ls",
            "playbooks show disk-cleanup",
            "runs ls",
            "runs show disk-cleanup-ffffffffff",
            "maintenance run",
            "decisions ls",
            $"decisions show {FakeDecisions.Match}",
            "decisions search disk",
            "decisions stats",
            "decisions export",
            "backup /tmp/copy",
            "effects ls",
            "effects ls --unknown",
            $"effects show {FakeEffects.Finished}",
            $"effects show {FakeEffects.Unknown}",
            $"effects resolve {FakeEffects.Unknown} --as happened --reason looked",
            "events emit --type a.b",
            "version",
            "heartbeat --full --debug",
        ];

    [Theory]
    [MemberData(nameof(Verbs))]
    public async Task Every_verb_shows_people_something_that_fits_and_machines_json(string line)
    {
        string[] words = [.. line.Split(' '), "--data", Data];
        Assert.True(await _shell.Run(words) is ExitCode.Done or ExitCode.Unhealthy, _shell.Error);
        Assert.NotEqual("", _shell.Output);
        Assert.All(_shell.Output.Split('\n'), each => Assert.True(each.Length <= 80 && each == each.TrimEnd(), each));
        Assert.DoesNotContain('\u001b', _shell.Output);
        Assert.Equal("", _shell.Error);

        await _shell.Run([.. words, "--json"]);
        using var json = JsonDocument.Parse(_shell.Output);
        var schema = json.RootElement.GetProperty("schema").GetString()!;
        Assert.All(json.RootElement.GetProperty("items").EnumerateArray(), item => SchemaCheck.Assert(schema, item));
        var answer = ItemSchema.OfAnswer(VerbRegistry.All.First(entry => entry.Schema == schema), Schemas.Members[schema]);
        Assert.Empty(new SchemaValidator(JsonSerializer.SerializeToNode(answer)!.AsObject()).Check(JsonNode.Parse(_shell.Output)));

        await _shell.Run([.. words, "--jsonl"]);
        Assert.All(_shell.Output.TrimEnd().Split('\n'), item => SchemaCheck.Assert(schema, JsonElement.Parse(item)));
    }

    [Theory]
    [InlineData("statsu", "verb 'statsu' is not known; did you mean 'status'?")]
    [InlineData("events qery", "did you mean 'query'?")]
    [InlineData("status --jsn", "option '--jsn' is not known; did you mean '--json'?")]
    [InlineData("status now", "argument 'now' is not known")]
    [InlineData("runs show", "")]
    [InlineData("runs ls --limit many", "--limit is 'many'; it must be a whole number from 1 to 1000")]
    [InlineData("runs ls --json --jsonl", "--json and --jsonl exclude each other")]
    [InlineData("events emit --type a.b --payload {x", "--payload is not JSON")]
    [InlineData("events emit --type a.b --payload @/no/file", "--payload cannot be read")]
    [InlineData("events emit --type a.b --payload @/dev/zero", "has more than 2097152 bytes")]
    [InlineData("events emit --type a.b --payload 7", "it must be a JSON object")]
    [InlineData("effects resolve x/y#1", "Option '--as' is required")]
    [InlineData("effects resolve x/y#1 --as maybe", "it must be one of happened, not-happened")]
    [InlineData("events query --last 1 --limit 1", "exclude each other")]
    [InlineData("events", "query")]
    [InlineData("", "heartbeat")]
    [InlineData("up", "verb 'up' is not known")]
    public async Task A_usage_fault_is_code_3_and_says_what_is_wrong(string line, string error)
    {
        Assert.Equal(ExitCode.Usage, await _shell.Run([.. line.Split(' ', StringSplitOptions.RemoveEmptyEntries)]));
        Assert.Contains(error, _shell.Error);
        Assert.Equal("", _shell.Output);
    }

    [Fact]
    public async Task An_input_without_an_end_is_given_up()
    {
        _shell.Input = new string(' ', 2 * 1024 * 1024 + 1);
        Assert.Equal(ExitCode.Usage, await _shell.Run("events", "emit", "--type", "a.b", "--payload", "-", "--data", Data));
        Assert.Contains("--payload cannot be read: standard input has more than 2097152 characters", _shell.Error);
    }

    [Fact]
    public async Task Without_a_node_it_is_code_4_and_the_line_that_starts_one()
    {
        using var empty = new TemporaryFolder();
        foreach (var data in (string[])[empty.Path, empty.Path + "/none"])
        {
            Assert.Equal(ExitCode.NotReachable, await _shell.Run("status", "--data", data));
            Assert.Equal($"aios: no node runs in {data}; start one with: aios up --data {data}\n", _shell.Error);
        }
    }

    [Fact]
    public async Task Trouble_is_code_2_with_the_status_shown()
    {
        _node.Views.StatusAnswer = _node.Views.StatusAnswer with { Trouble = ["the journal is slow"] };
        Assert.Equal(ExitCode.Unhealthy, await _shell.Run("status", "--data", Data));
        Assert.Contains("▲ the journal is slow", _shell.Output);
    }

    [Theory]
    [InlineData(0.499, 2, "AIOS_DEGRADED:0.499 (0.05ms)")]
    [InlineData(0.5, 0, "HEARTBEAT_OK (0.05ms)")]
    public async Task Watched_beats_that_are_not_well_are_code_2(double score, int code, string line)
    {
        _node.Views.BeatAnswer = _node.Views.BeatAnswer with { Score = score };
        Assert.Equal(code, await _shell.Run("heartbeat", "--watch", "--count", "1", "--data", Data));
        Assert.Equal(line, _shell.Output.Trim());
    }

    [Theory]
    [InlineData("critical", 0)]
    [InlineData("healthy", 2)]
    public async Task A_critical_score_or_alert_is_code_2_although_the_node_itself_is_well(string level, int critical)
    {
        _node.Views.StatusAnswer = _node.Views.StatusAnswer with { Level = level, AlertsStanding = 3, AlertsCritical = critical };
        Assert.Equal(ExitCode.Unhealthy, await _shell.Run("status", "--data", Data));
        Assert.StartsWith("host-1a2b  × critical\n", _shell.Output);
    }

    [Fact]
    public async Task What_fails_is_code_1_and_leaves_no_half_page()
    {
        Assert.Equal(ExitCode.Failed, await _shell.Run("runs", "show", "none", "--data", Data));
        Assert.Equal("", _shell.Output);
        Assert.Equal("aios: run 'none' is not known; 'aios runs ls' lists those that are\n", _shell.Error);
        Assert.Equal(ExitCode.Failed, await _shell.Run("runs", "show", "none", "--data", Data, "--json"));
        Assert.Equal(0, JsonElement.Parse(_shell.Output).GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task An_interrupted_stream_is_code_130_and_its_json_is_whole()
    {
        _node.Views.Append(FakeViews.Record(121, "a.b", Severity.Info));
        var run = _shell.Run("events", "tail", "--data", Data, "--json");
        await _node.Views.FirstTailed.Task.WaitAsync(RunningNode.Patience);
        Assert.True(_shell.Interrupts.Take(PosixSignal.SIGINT));
        Assert.Equal(ExitCode.Interrupted, await run);
        Assert.True(JsonElement.Parse(_shell.Output).TryGetProperty("items", out _));
        Assert.False(_shell.Interrupts.Take(PosixSignal.SIGTERM));
        Assert.Equal(ExitCode.Terminated, _shell.Interrupts.Code);
    }

    [Fact]
    public async Task A_payload_comes_from_the_line_a_file_or_standard_input()
    {
        using var scratch = new TemporaryFolder();
        var file = Path.Combine(scratch.Path, "p.json");
        await File.WriteAllTextAsync(file, """{"from":"file"}""");
        _shell.Input = """{"from":"stdin"}""";
        foreach (var payload in (string[])["""{"from":"line"}""", "@" + file, "-"])
            Assert.Equal(0, await _shell.Run("events", "emit", "--type", "a.b", "--payload", payload, "--data", Data));
        Assert.Equal(["line", "file", "stdin"], _node.Views.Emitted.Select(each => each.Payload!.Value.GetProperty("from").GetString()));
    }

    [Fact]
    public async Task A_payload_longer_than_the_port_takes_is_refused_before_it_is_sent()
    {
        _shell.Input = $$"""{"x":"{{new string('x', 70_000)}}"}""";
        Assert.Equal(ExitCode.Usage, await _shell.Run("events", "emit", "--type", "a.b", "--payload", "-", "--data", Data));
        Assert.Contains("takes at most 65536", _shell.Error);
        Assert.Empty(_node.Audit);
    }

    [Fact]
    public async Task A_reader_that_has_seen_enough_ends_it_quietly()
    {
        _shell.OtherOutput = new ClosedPipe();
        foreach (var word in (string[])["version", "--help"])
        {
            Assert.Equal(ExitCode.Done, await _shell.Run(word));
            Assert.Equal("", _shell.Error);
        }
    }

    [Fact]
    public async Task Help_of_a_verb_shows_its_arguments_and_an_example_and_help_of_all_is_one_line_each()
    {
        Assert.Equal(ExitCode.Done, await _shell.Run("events", "query", "--help"));
        Assert.Contains("--severity <info|warn|error|critical>", _shell.Output);
        Assert.Contains("aios events query --type resource.*", _shell.Output);
        Assert.Equal(ExitCode.Done, await _shell.Run("--help"));
        Assert.Matches("\n  events +emit, tail, query, export, import, verify\n", _shell.Output);
        Assert.DoesNotContain("Example", _shell.Output);
    }

    [Fact]
    public async Task The_data_folder_may_come_from_the_environment()
    {
        _shell.Variables["AIOS_DATA"] = Data;
        Assert.Equal(ExitCode.Done, await _shell.Run("status"));
    }

    [Fact]
    public async Task A_verb_that_is_plugged_in_is_offered_and_gets_its_arguments()
    {
        _shell.Verbs.With("config check", call => Task.FromResult(VerbEnd.Failed($"{call.DataPath} {call.Arguments.Text("config")}")));
        Assert.Equal(ExitCode.Failed, await _shell.Run("config", "check", "--config", "/etc/aios", "--data", "/d"));
        Assert.Equal("aios: /d /etc/aios\n", _shell.Error);
    }

    private sealed class ClosedPipe : MemoryStream
    {
        public override void Write(ReadOnlySpan<byte> buffer) => throw new IOException("Broken pipe");

        public override void Write(byte[] buffer, int offset, int count) => throw new IOException("Broken pipe");
    }
}
