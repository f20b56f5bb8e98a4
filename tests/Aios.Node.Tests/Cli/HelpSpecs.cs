using System.Text.Json;
using Aios.Loop.Surface.Verbs;
using Aios.Node.Inspection;
using Aios.Node.Tests.Inspection;
using Aios.Node.Verbs;

namespace Aios.Node.Tests.Cli;

public sealed class HelpSpecs : IAsyncLifetime
{
    private readonly RunningNode _node = new();
    private readonly Shell _shell = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await _node.DisposeAsync();
        _shell.Dispose();
    }

    [Theory]
    [InlineData("")]
    [InlineData("runs")]
    [InlineData("runs ls")]
    [InlineData("help")]
    public async Task Help_shows_people_what_the_option_help_shows(string verb)
    {
        var words = verb.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(ExitCode.Done, await _shell.Run([.. words, "--help"]));
        var shown = _shell.Output;
        Assert.Equal(ExitCode.Done, await _shell.Run(["help", .. words]));
        Assert.Equal((shown, ""), (_shell.Output, _shell.Error));
    }

    [Theory]
    [InlineData("help statsu", "verb 'statsu' is not known; did you mean 'status'?")]
    [InlineData("help runs shwo", "verb 'shwo' is not known; did you mean 'show'?")]
    [InlineData("help runs cancel some-run", "argument 'some-run' is not known")]
    [InlineData("help statsu --json", "did you mean 'status'?")]
    public async Task Help_for_what_is_no_verb_is_code_3_and_runs_nothing(string line, string error)
    {
        Assert.Equal(ExitCode.Usage, await _shell.Run([.. line.Split(' '), "--data", _node.Folder.FullPath]));
        Assert.Contains(error, _shell.Error);
        Assert.Empty(_node.Audit);
    }

    [Fact]
    public async Task Help_tells_programs_all_that_a_front_needs()
    {
        Assert.Equal(ExitCode.Done, await _shell.Run("help", "--jsonl"));
        var all = _shell.Output.TrimEnd().Split('\n').Select(line => JsonElement.Parse(line)).ToList();
        Assert.Equal(VerbRegistry.All.Select(entry => entry.Name), all.Select(item => item.GetProperty("name").GetString()));
        Assert.All(all, item => SchemaCheck.Assert("aios.help/1", item));

        Assert.Equal(ExitCode.Done, await _shell.Run("help", "runs", "ls", "--jsonl"));
        var one = JsonElement.Parse(_shell.Output);
        Assert.Equal(
            ("runs ls", "runs", "viewer", "aios.runs/1"),
            (Text(one, "name"), Text(one, "palette"), Text(one, "role"), Text(one, "schema"))
        );
        Assert.Contains(one.GetProperty("arguments").EnumerateArray(), argument => Text(argument, "name") == "limit");
    }

    [Fact]
    public async Task The_port_lists_what_it_answers_and_what_a_group_holds()
    {
        var answers = await _node.Ask("help");
        Assert.Equal(
            NodeVerbs.Handlers.Keys.Order(),
            answers.OfType<InspectionAnswer.Item>().Select(item => Text(item.Value, "name")!).Order()
        );
        Assert.Equal(ExitCode.Done, Assert.IsType<InspectionAnswer.End>(answers[^1]).Code);

        var queue = await _node.Ask("help", """{"verb":["queue"]}""");
        Assert.Equal(
            ["queue ls", "queue pause", "queue drain", "queue resume", "queue cancel", "queue requeue"],
            queue.OfType<InspectionAnswer.Item>().Select(item => Text(item.Value, "name"))
        );
        var none = Assert.IsType<InspectionAnswer.End>((await _node.Ask("help", """{"verb":["que"]}"""))[^1]);
        Assert.Equal(ExitCode.Usage, none.Code);
        Assert.Contains("verb 'que' is not known", none.Error);
    }

    private static string? Text(JsonElement item, string name) => item.GetProperty(name).GetString();
}
