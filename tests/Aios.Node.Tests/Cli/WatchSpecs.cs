using System.Runtime.InteropServices;
using System.Text.Json;
using Aios.Loop.Surface.Verbs;
using Aios.Node.Tests.Inspection;

namespace Aios.Node.Tests.Cli;

public sealed class WatchSpecs : IAsyncLifetime
{
    private readonly RunningNode _node = new();
    private readonly Shell _shell = new();
    private readonly SemaphoreSlim _rounds = new(0);

    public WatchSpecs() =>
        _node.Views.BeforeStatus = () =>
        {
            _rounds.Release();
            return Task.CompletedTask;
        };

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await _node.DisposeAsync();
        _shell.Dispose();
        _rounds.Dispose();
    }

    [Fact]
    public async Task Outside_a_terminal_each_round_is_a_block_under_its_time_until_it_is_interrupted()
    {
        Assert.Equal(ExitCode.Interrupted, await TwoRounds("status", "--watch", "5"));
        var blocks = _shell.Output.Split("--- ", StringSplitOptions.RemoveEmptyEntries);
        Assert.StartsWith("2026-01-01T00:01:00Z\nhost-1a2b  ✓ well\n", blocks[0]);
        Assert.StartsWith("2026-01-01T00:01:05Z\nhost-1a2b  ✓ well\n", blocks[1]);
        Assert.DoesNotContain('\e', _shell.Output);
        Assert.Equal("", _shell.Error);
    }

    [Fact]
    public async Task On_a_terminal_each_round_takes_the_place_of_the_one_before_and_of_no_more_than_there_is()
    {
        (_shell.IsTerminal, _shell.Height) = (true, 6);
        Assert.Equal(ExitCode.Interrupted, await TwoRounds("status", "--watch", "5", "--no-color"));
        var pages = _shell.Output.Split("\e[H", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("\e[?7l", pages[0]);
        Assert.StartsWith("aios status  every 5 s  2026-01-01T00:01:05Z  Ctrl+C ends\e[K\n\e[K\nhost-1a2b  ✓ well\e[K\n", pages[2]);
        Assert.Equal(5, pages[2].Split('\n').Length - 1);
        Assert.Matches("… [0-9]+ more lines\e\\[K\n\e\\[J\e\\[\\?7h", pages[2]);
    }

    [Fact]
    public async Task A_program_gets_one_object_a_round()
    {
        Assert.Equal(ExitCode.Interrupted, await TwoRounds("status", "--json", "--watch=5"));
        var rounds = _shell
            .Output.Split("]}\n", StringSplitOptions.RemoveEmptyEntries)
            .Take(2)
            .Select(text => JsonElement.Parse(text + "]}"));
        Assert.All(rounds, round => Assert.Equal("aios.status/1", round.GetProperty("schema").GetString()));
    }

    [Fact]
    public async Task A_round_that_fails_ends_it_and_one_that_finds_something_unwell_does_not()
    {
        Assert.Equal(ExitCode.Failed, await _shell.Run("runs", "show", "none", "--data", _node.Folder.FullPath, "--watch"));
        _node.Views.StatusAnswer = _node.Views.StatusAnswer with { Trouble = ["the journal is slow"] };
        Assert.Equal(ExitCode.Interrupted, await TwoRounds("status", "--watch", "5"));
    }

    [Fact]
    public async Task What_is_asked_for_ends_it_with_code_2()
    {
        string[] watch = ["incidents", "ls", "--watch", "--data", _node.Folder.FullPath];
        Assert.Equal(ExitCode.Unhealthy, await _shell.Run([.. watch, "--fail-on", "critical"]));
        Assert.StartsWith("--- 2026-01-01T00:01:00Z\n", _shell.Output);
    }

    [Theory]
    [InlineData("status --watch 0.4", "--watch is '0.4'; it must be a number of seconds, 0.5 to 3600")]
    [InlineData("status --watch 3601", "0.5 to 3600")]
    [InlineData("status --watch soon", "--watch is 'soon'")]
    [InlineData("runs show --watch some-run", "--watch took 'some-run' for its seconds; write it last, or --watch=2")]
    [InlineData("events tail --watch", "option '--watch' is not known")]
    [InlineData("events emit --type a.b --watch", "option '--watch' is not known")]
    public async Task A_period_out_of_bounds_and_a_verb_that_cannot_be_repeated_are_refused(string line, string error)
    {
        Assert.Equal(ExitCode.Usage, await _shell.Run([.. line.Split(' '), "--data", _node.Folder.FullPath]));
        Assert.Contains(error, _shell.Error);
    }

    /// <summary>Interrupts in the third round, of which nothing need be there.</summary>
    private async Task<int> TwoRounds(params string[] words)
    {
        var run = _shell.Run([.. words, "--data", _node.Folder.FullPath]);
        for (var round = 1; round < 3; round++)
        {
            Assert.True(await _rounds.WaitAsync(RunningNode.Patience), $"round {round} did not come");
            _shell.Clock.Advance(TimeSpan.FromSeconds(5));
        }
        Assert.True(await _rounds.WaitAsync(RunningNode.Patience), "the third round did not come");
        Assert.True(_shell.Interrupts.Take(PosixSignal.SIGINT));
        return await run;
    }
}
