using System.Runtime.CompilerServices;
using System.Text.Json;
using Aios.Loop.Surface.Verbs;
using Aios.Node.Tests.Inspection;
using Aios.Node.Tests.Playbooks;
using Aios.Node.Tests.Playbooks.Importing;
using Aios.Node.Verbs;

namespace Aios.Node.Tests.Cli;

/// <summary>Verbs for those who write playbooks, without a node and without a data folder. AIOS_GOLDEN=write renews the pages.</summary>
public sealed class PlaybookFileVerbSpecs : IDisposable
{
    private const string Broken = """
        playbook {
          id = Broken
          on { type = resource.disk_low, when = "severity >= worn" }
          risk = big
          steps = [{ id = run, process = "rm -rf x" }]
        }
        """;

    private const string Doubtful = """
        playbook {
          id = doubtful
          on { type = resource.disk_lov }
          risk = reversible
          cooldown = 0s
          steps = [{ id = run, process = [/bin/no-such-program, -x] }]
        }
        """;

    private readonly TemporaryFolder _scratch = new();
    private readonly Shell _shell = new();

    public void Dispose()
    {
        _shell.Dispose();
        _scratch.Dispose();
    }

    [Fact]
    public async Task Lint_names_place_and_what_is_allowed_and_ends_with_3()
    {
        _scratch.Write("p/a.conf", Broken);
        _scratch.Write("p/b.conf", Doubtful);
        _scratch.Write("p/c.conf", Sample.With("{ id = run, ", "{ id = run, idempotent = true, undo = none, "));
        Assert.Equal((ExitCode.Usage, ""), (await Run("playbooks", "lint", Below("p")), _shell.Error));
        await Golden("playbooks-lint");
    }

    [Fact]
    public async Task Lint_ends_with_2_on_warnings_only_when_asked_to()
    {
        var file = _scratch.Write("b.conf", Doubtful);
        Assert.Equal(ExitCode.Done, await Run("playbooks", "lint", file));
        Assert.Equal(ExitCode.Unhealthy, await Run("playbooks", "lint", file, "--fail-on", "warning"));
        Assert.Equal(ExitCode.Unhealthy, await Run("playbooks", "lint", file, "--fail-on", "warning", "--json"));
        var item = JsonElement.Parse(_shell.Output).GetProperty("items")[0];
        SchemaCheck.Assert("aios.lint/1", item);
        Assert.Equal("warned", item.GetProperty("state").GetString());
        Assert.Contains("no-cooldown", item.GetProperty("findings").EnumerateArray().Select(each => each.GetProperty("rule").GetString()));
    }

    [Fact]
    public async Task Lint_tells_of_files_that_are_not_there_and_folders_without_playbooks()
    {
        Directory.CreateDirectory(Below("empty"));
        Assert.Equal(ExitCode.Usage, await Run("playbooks", "lint", Below("nowhere.conf"), Below("empty")));
        Assert.Contains("the folder holds no file NAME.conf", _shell.Output, StringComparison.Ordinal);
        Assert.Contains("2 files: 2 faults, 0 warnings", _shell.Output, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Usage, await Run("playbooks", "lint"));
    }

    [Fact]
    public async Task Test_shows_the_plan_or_the_reason_against_it()
    {
        var file = _scratch.Write("p.conf", Sample.Good);
        var events = _scratch.Write(
            "e.jsonl",
            """
            {"id":"a","type":"resource.disk_low","timestamp":"2026-01-01T00:00:00Z"}
            {"id":"b","type":"resource.disk_low","severity":"error","timestamp":"2026-01-01T00:00:01Z","source":"sensor/disk","payload":{"target":"/var","sensor":"disk","pid":42,"start_time":7}}
            {"id":"c","type":"resource.disk_low","severity":"error","timestamp":"2026-01-01T00:10:00Z","source":"sensor/disk","payload":{"target":"/var","sensor":"disk","pid":42,"start_time":7}}
            """
        );
        Assert.Equal((ExitCode.Done, ""), (await Run("playbooks", "test", file, "--event", events), _shell.Error));
        await Golden("playbooks-test");
        Assert.Equal(ExitCode.Done, await Run("playbooks", "test", file, "--event", events, "--expect", "match"));
        Assert.Equal(ExitCode.Unhealthy, await Run("playbooks", "test", file, "--event", events, "--expect", "no-match"));
        Assert.Contains("expected no match; 1 of 3 event(s) matched", _shell.Error, StringComparison.Ordinal);
        var none = _scratch.Write("none.json", """{"type":"a.b"}""");
        Assert.Equal(ExitCode.Unhealthy, await Run("playbooks", "test", file, "--event", none, "--expect", "match"));
        Assert.Equal(ExitCode.Done, await Run("playbooks", "test", file, "--event", none, "--expect", "no-match"));
    }

    [Fact]
    public async Task Test_says_what_is_wrong_with_file_and_event()
    {
        var good = _scratch.Write("p.conf", Sample.Good);
        Assert.Equal(ExitCode.Usage, await Run("playbooks", "test", _scratch.Write("q.conf", Broken), "--event", good));
        Assert.Contains("q.conf:2:8: playbook.id (Broken) must be", _shell.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Usage, await Run("playbooks", "test", good, "--event", "12", "--data", Below("none")));
        Assert.Contains("--event '12' is no file, and there is no data folder", _shell.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Usage, await Run("playbooks", "test", good, "--event", good));
        Assert.Contains("p.conf:1:1: is not JSON", _shell.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Import_writes_one_file_each_and_lint_passes_them()
    {
        var old = _scratch.Write("old.json", $"[{Foreign.A.Replace("systemctl restart nginx", "sync && sync")},\n{Foreign.C},\n{{}}]");
        var to = Below("out");
        Assert.Equal((ExitCode.Usage, ""), (await Run("playbooks", "import", old, "--out", to), _shell.Error));
        await Golden("playbooks-import");
        Assert.Equal(["oom.conf", "pb-001.conf"], Directory.GetFiles(to).Select(Path.GetFileName).Order());
        Assert.Equal(ExitCode.Done, await Run("playbooks", "lint", to));

        File.WriteAllText(Path.Combine(to, "oom.conf"), "mine");
        Assert.Equal(ExitCode.Failed, await Run("playbooks", "import", old, "--out", to));
        Assert.Contains("--force replaces", _shell.Error, StringComparison.Ordinal);
        Assert.Equal("mine", await File.ReadAllTextAsync(Path.Combine(to, "oom.conf")));
        Assert.Equal(ExitCode.Usage, await Run("playbooks", "import", old, "--out", to, "--force", "--json"));
        Assert.StartsWith("# Imported from old.json", await File.ReadAllTextAsync(Path.Combine(to, "oom.conf")));
        var items = JsonElement.Parse(_shell.Output).GetProperty("items").EnumerateArray().ToArray();
        Assert.All(items, item => SchemaCheck.Assert("aios.playbook_import/1", item));
        Assert.Equal(["disabled", "imported", "refused"], items.Select(item => item.GetProperty("state").GetString()));
    }

    [Fact]
    public async Task Import_without_a_folder_only_tells()
    {
        var old = _scratch.Write("old/c.json", Foreign.C);
        Assert.Equal((ExitCode.Done, ""), (await Run("playbooks", "import", Below("old")), _shell.Error));
        Assert.Contains("nothing is written without --out FOLDER", _shell.Output, StringComparison.Ordinal);
        Assert.Equal([old], Directory.GetFiles(_scratch.Path, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task Schema_is_printed_as_a_file()
    {
        Assert.Equal((ExitCode.Done, ""), (await Run("playbooks", "schema"), _shell.Error));
        var printed = JsonElement.Parse(_shell.Output);
        Assert.Equal("https://json-schema.org/draft/2020-12/schema", printed.GetProperty("$schema").GetString());
        Assert.Equal(ExitCode.Done, await Run("playbooks", "schema", "--json"));
        SchemaCheck.Assert("aios.playbook_schema/1", JsonElement.Parse(_shell.Output).GetProperty("items")[0]);
    }

    private Task<int> Run(params string[] words) => _shell.Run(words);

    private string Below(string name) => _scratch.Below(name);

    private async Task Golden(string name)
    {
        var path = Path.Combine(Path.GetDirectoryName(Here())!, "..", "Output", "Golden", $"{name}.80.txt");
        var shown = _shell.Output.Replace(_scratch.Path, ".");
        if (Environment.GetEnvironmentVariable("AIOS_GOLDEN") == "write")
            await File.WriteAllTextAsync(path, shown);
        Assert.Equal(await File.ReadAllTextAsync(path), shown);
    }

    private static string Here([CallerFilePath] string file = "") => file;
}
