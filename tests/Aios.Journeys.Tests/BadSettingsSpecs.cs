using Aios.Journeys.Tests.Processes;

namespace Aios.Journeys.Tests;

/// <summary>What a user wrote wrong: the node does not start, and says everything at once.</summary>
public sealed class BadSettingsSpecs : IDisposable
{
    private const int Usage = 3;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(
        "aios.heartbeat.intervall = 1s",
        "aios.conf:1:1: aios.heartbeat.intervall is not known; did you mean aios.heartbeat.interval?"
    )]
    [InlineData("aios.heartbeat.interval = 3 parsecs", "aios.heartbeat.interval (3 parsecs) must be a duration such as 500ms")]
    [InlineData("aios.heartbeat.interval = 1ms", "aios.heartbeat.interval (1ms) must be between 100ms and 1m")]
    [InlineData("aios.heartbeat { interval = 1s", "aios.conf:1:")]
    public async Task A_faulty_setting_is_named_with_place_value_and_what_is_allowed(string text, string said)
    {
        var config = _folder.Write("aios.conf", text + "\n");
        foreach (
            var verb in (string[][])
                [
                    ["up"],
                    ["config", "check"],
                ]
        )
        {
            var ended = (await Cli.Run([.. verb, "--config", config, "--data", _folder.PathOf("data")])).With(Usage);
            Assert.True(ended.Errors.Contains(said, StringComparison.Ordinal), $"expected: {said}\n{ended}");
            Assert.DoesNotContain("READY", ended.Output);
        }
        Assert.False(Directory.Exists(_folder.PathOf("data/events")), "a node that does not start makes no log");
    }

    [Fact]
    public async Task Two_faults_are_told_at_once()
    {
        var config = _folder.Write("aios.conf", "aios.heartbeat.interval = 1ms\naios.scheduler.max-concurrent = 2\n");
        var ended = (await Cli.Run("up", "--config", config, "--data", _folder.PathOf("data"))).With(Usage);
        Assert.Contains("aios.conf:1:", ended.Errors);
        Assert.Contains("aios.heartbeat.interval (1ms)", ended.Errors);
        Assert.Contains("aios.conf:2:", ended.Errors);
        Assert.Contains("aios.scheduler.max-concurrent (2)", ended.Errors);
    }

    [Fact]
    public async Task A_variable_is_a_setting_and_its_fault_names_the_variable()
    {
        var variables = new Dictionary<string, string> { ["AIOS__SCHEDULER__MAX_CONCURRENT"] = "many" };
        var ended = (await Cli.Run(["up", "--data", _folder.PathOf("data")], variables)).With(Usage);
        Assert.Contains("AIOS__SCHEDULER__MAX_CONCURRENT", ended.Errors);
        Assert.Contains("many", ended.Errors);
    }

    [Fact]
    public async Task A_faulty_playbook_at_the_start_is_named_with_file_line_and_column()
    {
        var path = _folder.Write(
            "data/playbooks/mine.conf",
            "playbook {\n  id = mine\n  on { type = a.b }\n  steps = [{ id = tell, notfy = hello }]\n  verify = none\n}\n"
        );
        var ended = (await Cli.Run("up", "--data", _folder.PathOf("data"))).With(Usage);
        Assert.Contains($"{path}:4:", ended.Errors);
        Assert.Contains("notfy", ended.Errors);
    }

    [Theory]
    [InlineData("statsu", "aios: verb 'statsu' is not known; did you mean 'status'?")]
    [InlineData("events qurey", "aios: verb 'qurey' is not known; did you mean 'query'?")]
    [InlineData("status --jsn", "aios: option '--jsn' is not known; did you mean '--json'?")]
    [InlineData("events emit", "--type")]
    [InlineData("events query --severity loud", "info, warn, error, critical")]
    [InlineData("heartbeat --count none", "--count")]
    public async Task A_mistyped_command_line_is_answered_with_what_may_have_been_meant(string words, string said)
    {
        var ended = (await Cli.Run([.. words.Split(' '), "--data", _folder.FullPath])).With(Usage);
        Assert.True(ended.Errors.Contains(said, StringComparison.Ordinal), $"expected: {said}\n{ended}");
        Assert.Equal("", ended.Output);
    }
}
