using Aios.Loop.Surface.Verbs;
using Aios.Node.Tests.Inspection;

namespace Aios.Node.Tests.Cli;

/// <summary>What a person at a terminal is spared.</summary>
public sealed class ColourSpecs : IAsyncLifetime
{
    private readonly RunningNode _node = new();
    private readonly Shell _shell = new() { IsTerminal = true };

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await _node.DisposeAsync();
        _shell.Dispose();
    }

    [Theory]
    [InlineData("status")]
    [InlineData("runs ls")]
    [InlineData("queue ls")]
    [InlineData("incidents show inc-0a1b2c3d4e5f")]
    [InlineData("heartbeat stats")]
    public async Task A_terminal_gets_colours_unless_they_are_refused_and_then_no_sequence_at_all(string line)
    {
        string[] words = [.. line.Split(' '), "--data", _node.Folder.FullPath];
        Assert.Equal(ExitCode.Done, await _shell.Run(words));
        Assert.Contains('\e', _shell.Output);
        var text = _shell.Output;

        Assert.Equal(ExitCode.Done, await _shell.Run([.. words, "--no-color"]));
        Assert.DoesNotContain('\e', _shell.Output);
        Assert.Equal(System.Text.RegularExpressions.Regex.Replace(text, "\e\\[[0-9;]*m", ""), _shell.Output);

        _shell.Variables["NO_COLOR"] = "1";
        Assert.Equal(ExitCode.Done, await _shell.Run(words));
        Assert.DoesNotContain('\e', _shell.Output);

        _shell.Variables["NO_COLOR"] = "";
        Assert.Equal(ExitCode.Done, await _shell.Run(words));
        Assert.Contains('\e', _shell.Output);
    }

    [Fact]
    public async Task Quiet_leaves_out_what_is_said_besides_the_data_and_no_fault()
    {
        string[] words = ["runs", "ls", "--limit", "1", "--data", _node.Folder.FullPath];
        Assert.Equal(ExitCode.Done, await _shell.Run(words));
        Assert.Equal("showing the newest 1 of 2 runs; --limit N shows more, --phase fewer\n", _shell.Error);
        var data = _shell.Output;

        Assert.Equal(ExitCode.Done, await _shell.Run([.. words, "--quiet"]));
        Assert.Equal((data, ""), (_shell.Output, _shell.Error));
        Assert.Equal(ExitCode.Done, await _shell.Run([.. words, "--quiet", "--json"]));
        Assert.Equal("", _shell.Error);

        Assert.Equal(ExitCode.Failed, await _shell.Run("runs", "show", "none", "--quiet", "--data", _node.Folder.FullPath));
        Assert.StartsWith("aios: run 'none' is not known", _shell.Error);
    }
}
