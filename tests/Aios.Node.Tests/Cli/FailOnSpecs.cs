using Aios.Loop.Surface.Verbs;
using Aios.Node.Tests.Inspection;

namespace Aios.Node.Tests.Cli;

public sealed class FailOnSpecs : IAsyncLifetime
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
    [InlineData("runs ls", ExitCode.Done)]
    [InlineData("runs ls --fail-on any", ExitCode.Unhealthy)]
    [InlineData("runs ls --fail-on any --json", ExitCode.Unhealthy)]
    [InlineData("runs ls --fail-on verified", ExitCode.Unhealthy)]
    [InlineData("runs ls --fail-on stuck", ExitCode.Done)]
    [InlineData("runs ls --phase stuck --fail-on any", ExitCode.Done)]
    [InlineData("incidents ls --family app --fail-on warn", ExitCode.Unhealthy)]
    [InlineData("incidents ls --family app --fail-on error", ExitCode.Unhealthy)]
    [InlineData("incidents ls --family app --fail-on critical", ExitCode.Done)]
    [InlineData("incidents ls --family agent --fail-on open", ExitCode.Done)]
    [InlineData("incidents ls --family agent --fail-on acknowledged", ExitCode.Unhealthy)]
    [InlineData("effects ls --fail-on unknown", ExitCode.Unhealthy)]
    [InlineData("sensors ls --fail-on unhealthy", ExitCode.Unhealthy)]
    [InlineData("sensors ls --fail-on alert", ExitCode.Done)]
    [InlineData("queue ls --fail-on any", ExitCode.Unhealthy)]
    [InlineData("queue ls --fail-on paused", ExitCode.Done)]
    [InlineData("queue ls --fail-on running", ExitCode.Unhealthy)]
    [InlineData("circuits ls --fail-on any", ExitCode.Done)]
    [InlineData("config diff --fail-on any", ExitCode.Done)]
    [InlineData("config diff --profile test --fail-on any", ExitCode.Unhealthy)]
    public async Task A_list_is_code_2_only_when_it_shows_what_was_asked_for(string line, int code)
    {
        Assert.Equal(code, await Run(line));
        Assert.NotEqual("", _shell.Output);
        Assert.Equal("", _shell.Error);
    }

    [Theory]
    [InlineData("incidents ls --fail-on grave", "it must be one of any, info, warn, error, critical, open, acknowledged, resolved")]
    [InlineData("status --fail-on any", "option '--fail-on' is not known")]
    public async Task What_cannot_be_asked_is_code_3(string line, string error)
    {
        Assert.Equal(ExitCode.Usage, await Run(line));
        Assert.Contains(error, _shell.Error);
        Assert.Equal("", _shell.Output);
    }

    [Fact]
    public async Task A_list_that_cannot_be_had_keeps_its_own_code()
    {
        using var empty = new TemporaryFolder();
        Assert.Equal(ExitCode.NotReachable, await _shell.Run("runs", "ls", "--fail-on", "any", "--data", empty.Path));
    }

    private Task<int> Run(string line) => _shell.Run([.. line.Split(' '), "--data", _node.Folder.FullPath]);
}
