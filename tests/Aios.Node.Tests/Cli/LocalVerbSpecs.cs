using System.Runtime.InteropServices;
using System.Text.Json;
using Aios.Journal.Log;
using Aios.Journal.Store;
using Aios.Loop.Surface.Verbs;
using Aios.Loop.Vocabulary;
using Aios.Node.Cli;
using Aios.Node.Tests.Inspection;
using Aios.Node.Verbs;
using Aios.Platform.Files;

namespace Aios.Node.Tests.Cli;

public sealed class LocalVerbSpecs : IDisposable
{
    private readonly TemporaryFolder _scratch = new();
    private readonly Shell _shell = new();

    public void Dispose()
    {
        _shell.Dispose();
        _scratch.Dispose();
    }

    [Theory]
    [InlineData("events verify")]
    [InlineData("events verify --state")]
    [InlineData("doctor")]
    public async Task The_first_interrupt_ends_what_only_reads(string line)
    {
        await Write();
        _shell.Interrupts.Take(PosixSignal.SIGINT);
        Assert.Equal(ExitCode.Interrupted, await Run(line));
    }

    [Theory]
    [InlineData("", "1 2 3 4 5 6")]
    [InlineData("--type resource.*", "1 2 3 4 5")]
    [InlineData("--type resource.disk_low", "2 4")]
    [InlineData("--severity error", "4 6")]
    [InlineData("--source sensor/none", "")]
    [InlineData("--last 2", "5 6")]
    [InlineData("--limit 2", "1 2")]
    [InlineData("--where seq>4", "5 6")]
    [InlineData("--from 2026-01-01T00:00:00.003Z --to 2026-01-01T00:00:00.004Z", "3 4")]
    public async Task Query_reads_what_fits_without_a_node(string filter, string seqs)
    {
        await Write();
        var code = await Run($"events query --jsonl {filter}");
        Assert.Equal((ExitCode.Done, ""), (code, _shell.Error));
        var found = _shell.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonElement.Parse(line)).ToList();
        Assert.Equal(seqs, string.Join(' ', found.Select(item => item.GetProperty("seq").GetInt64())));
        Assert.All(found, item => SchemaCheck.Assert("aios.events/1", item));
    }

    [Fact]
    public async Task Query_says_when_its_question_had_no_answer()
    {
        await Write();
        Assert.Equal(ExitCode.Done, await Run("events query --where payload.nothing>1"));
        Assert.StartsWith("6 event(s) have no answer to --where; the first: event 1: ", _shell.Error);
        Assert.Equal(ExitCode.Done, await Run("events query --quiet --where payload.nothing>1"));
        Assert.Equal("", _shell.Error);
    }

    [Fact]
    public async Task An_export_is_json_lines_of_everything_that_fits()
    {
        await Write();
        Assert.Equal(ExitCode.Done, await Run("events export --type resource.*"));
        var lines = _shell.Output.TrimEnd().Split('\n').Select(line => JsonElement.Parse(line)).ToList();
        Assert.Equal([1, 2, 3, 4, 5], lines.Select(item => item.GetProperty("seq").GetInt64()));
        Assert.All(lines, item => SchemaCheck.Assert("aios.events/1", item));

        var path = Path.Combine(_scratch.Path, "out.jsonl");
        Assert.Equal(ExitCode.Done, await Run($"events export --type resource.* --out {path}"));
        Assert.Equal(("", $"5 event(s) written to {path}\n"), (_shell.Output, _shell.Error));
        Assert.Equal(lines.Select(line => line.GetRawText()), File.ReadAllLines(path));
        Assert.Equal(ExitCode.Failed, await Run($"events export --out {path}"));
        Assert.Contains("already exists. Name another file", _shell.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_import_says_what_it_did_and_where_the_rest_is()
    {
        await Write();
        var path = Path.Combine(_scratch.Path, "old.jsonl");
        await File.WriteAllLinesAsync(
            path,
            ["""{"id":"o1","type":"a.b","source":"s","timestamp":1700000000000,"payload":{}}""", "rubbish"]
        );

        Assert.Equal((ExitCode.Done, ""), (await Run($"events import {path} --json"), _shell.Error));
        var item = JsonElement.Parse(_shell.Output).GetProperty("items")[0];
        SchemaCheck.Assert("aios.import/1", item);
        Assert.Equal((1, 1), (item.GetProperty("imported").GetInt32(), item.GetProperty("rejected").GetInt32()));
        var rejected = JsonElement.Parse(Assert.Single(File.ReadAllLines(path + ".rejected")));
        Assert.Equal((2, "rubbish"), (rejected.GetProperty("line").GetInt32(), rejected.GetProperty("text").GetString()));
        await Run($"events import {path}");
        Assert.StartsWith(
            "imported    0 of 2 lines\nknown       1, not stored again\nrejected    1, see",
            _shell.Output,
            StringComparison.Ordinal
        );
        await Run("events export --source import/s");
        Assert.Equal("o1", JsonElement.Parse(_shell.Output).GetProperty("id").GetString());

        using var held = DataFolder.OpenExisting(_scratch.Path).Lock();
        Assert.Equal(ExitCode.Failed, await Run($"events import {path}"));
        Assert.Contains("Stop that node first", _shell.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Failed, await Run("events import nowhere.jsonl"));
    }

    [Fact]
    public async Task A_query_for_people_is_one_line_per_event()
    {
        await Write();
        await Run("events query --last 1");
        Assert.Equal("     6  2026-01-01T00:00:00Z  error     P2  agent.error  sensor/test  {\"value\":…\n", _shell.Output);
    }

    [Fact]
    public async Task Verify_finds_a_changed_byte_and_is_code_1()
    {
        await Write();
        Assert.Equal(ExitCode.Done, await Run("events verify"));
        Assert.Contains("✓ the chain is intact", _shell.Output);
        Assert.Contains("6, from 1 to 6", _shell.Output);
        var file = Directory.GetFiles(Path.Combine(_scratch.Path, "events"), "*.jsonl").Single();
        var bytes = await File.ReadAllBytesAsync(file);
        bytes[bytes.AsSpan().IndexOf("93.1"u8)] = (byte)'8';
        await File.WriteAllBytesAsync(file, bytes);
        Assert.Equal(ExitCode.Failed, await Run("events verify"));
        Assert.Contains("of record 1 is", _shell.Error);
        Assert.Equal(ExitCode.Unhealthy, await Run("doctor"));
        Assert.Contains("× fail  log", _shell.Output);
    }

    [Fact]
    public async Task Doctor_is_well_in_a_good_folder_and_names_every_check()
    {
        await Write();
        Assert.Equal(ExitCode.Done, await Run("doctor"));
        foreach (
            var check in (string[])
                [
                    "aios",
                    ".NET",
                    "system",
                    "SQLite",
                    "clock",
                    "/proc",
                    "renice",
                    "systemd",
                    "data",
                    "space",
                    "node",
                    "lock",
                    "log",
                    "database",
                    "socket",
                ]
        )
            Assert.Contains($"  {check} ", _shell.Output);
        Assert.Contains("6 events, every hash is right", _shell.Output);
        Assert.Contains("free: no node runs here", _shell.Output);
    }

    [Fact]
    public async Task Doctor_sees_who_holds_the_folder()
    {
        await Write();
        using var held = DataFolder.OpenExisting(_scratch.Path).Lock();
        Assert.Equal(ExitCode.Unhealthy, await Run("doctor"));
        Assert.Contains($"held by process {Environment.ProcessId}", _shell.Output);
        Assert.Contains("× fail  socket", _shell.Output);
    }

    [Fact]
    public async Task A_node_that_starts_or_stops_is_named_instead_of_another_one_being_proposed()
    {
        await Write();
        using var held = DataFolder.OpenExisting(_scratch.Path).Lock();
        Assert.Equal(ExitCode.NotReachable, await Run("status"));
        Assert.Contains($"process {Environment.ProcessId} holds {_scratch.Path} and takes no questions: it starts or stops", _shell.Error);
    }

    [Theory]
    [InlineData("lock", "× fail  lock")]
    [InlineData("socket", "× fail  socket")]
    [InlineData("events", "× fail  log")]
    public async Task What_stands_where_doctor_looks_is_a_finding_and_every_other_check_is_made(string name, string finding)
    {
        var path = Path.Combine(_scratch.Path, name);
        if (name == "events")
            await File.WriteAllTextAsync(path, "no folder");
        else
            File.CreateSymbolicLink(path, "/dev/null");
        Assert.Equal(ExitCode.Unhealthy, await Run("doctor"));
        Assert.Contains(finding, _shell.Output);
        foreach (var check in (string[])["data", "space", "node", "lock", "log", "database", "socket"])
            Assert.Contains($"  {check} ", _shell.Output);
    }

    [Fact]
    public async Task Json_is_whole_also_when_a_verb_throws()
    {
        _shell.Verbs.With(
            "config check",
            async call =>
            {
                await call.Output.Item(JsonElement.Parse("""{"check":"one"}"""));
                throw new InvalidOperationException("a fault of this verb");
            }
        );
        await Assert.ThrowsAsync<InvalidOperationException>(() => Run("config check --json"));
        Assert.Equal(1, JsonElement.Parse(_shell.Output).GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task Doctor_reaches_a_running_node_and_tells_its_troubles()
    {
        await using var node = new RunningNode();
        node.Views.StatusAnswer = node.Views.StatusAnswer with { Trouble = ["aios.db takes no writes"] };
        Assert.Equal(ExitCode.Done, await _shell.Run("doctor", "--data", node.Folder.FullPath));
        Assert.Contains("answers", _shell.Output);
        Assert.Contains("aios.db takes no writes", _shell.Output);
    }

    [Fact]
    public async Task Doctor_finds_a_damaged_database()
    {
        await Write();
        using (StateDatabase.Open(DataFolder.OpenExisting(_scratch.Path))) { }
        var path = Path.Combine(_scratch.Path, StateDatabase.FileName);
        Assert.Equal(ExitCode.Done, await Run("doctor"));
        Assert.Contains("aios.db is whole", _shell.Output);
        var bytes = await File.ReadAllBytesAsync(path);
        bytes.AsSpan(4096).Fill(0xA5);
        await File.WriteAllBytesAsync(path, bytes);
        Assert.Equal(ExitCode.Unhealthy, await Run("doctor"));
        Assert.Contains("× fail  database", _shell.Output);
    }

    [Fact]
    public async Task A_folder_that_is_not_there_is_a_failure_for_query_and_a_note_for_doctor()
    {
        Assert.Equal(ExitCode.Failed, await _shell.Run("events", "query", "--data", "/no/such/folder"));
        Assert.Contains("Check the path", _shell.Error);
        Assert.Equal(ExitCode.Done, await _shell.Run("doctor", "--data", "/no/such/folder"));
        Assert.Contains("'aios up' makes it", _shell.Output);
    }

    [Fact]
    public void An_unhandled_exception_is_code_70_and_the_last_line_says_what()
    {
        using var error = new StringWriter();
        var code = LastWord.Of(() => throw new InvalidOperationException("one\ntwo"), () => error);
        Assert.Equal(ExitCode.Unhandled, code);
        Assert.Equal("aios: unhandled InvalidOperationException: one two", error.ToString().TrimEnd().Split('\n')[^1]);
    }

    private Task<int> Run(string line) => _shell.Run([.. line.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--data", _scratch.Path]);

    private async Task Write()
    {
        var folder = DataFolder.OpenExisting(_scratch.Path);
        using var log = EventLog.Open(folder, new EventLogOptions(new NodeIdentity("host-1a2b", 1, 3), new ManualClock(FakeViews.Start)));
        (string, Severity)[] events =
        [
            ("resource.cpu_spike", Severity.Warn),
            ("resource.disk_low", Severity.Warn),
            ("resource.recovered", Severity.Info),
            ("resource.disk_low", Severity.Critical),
            ("resource.recovered", Severity.Info),
            ("agent.error", Severity.Error),
        ];
        var facts = events.Select((each, at) => FakeViews.Record(at + 1, each.Item1, each.Item2).Event).ToList();
        Assert.IsType<AppendResult.Stored>(await log.Append(facts));
    }
}
