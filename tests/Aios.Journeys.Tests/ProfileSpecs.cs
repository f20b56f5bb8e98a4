using Aios.Journeys.Tests.Processes;

namespace Aios.Journeys.Tests;

/// <summary>A profile by name: the option is stronger than the variable.</summary>
public sealed class ProfileSpecs
{
    private static readonly Dictionary<string, string> Demo = new() { ["AIOS_PROFILE"] = "demo" };

    [Fact]
    public async Task The_option_beats_the_variable_and_the_variable_the_default()
    {
        Assert.All(await Origins(["--profile", "test"], Demo), origin => Assert.StartsWith("hocon/profiles/test.conf:", origin));
        Assert.All(await Origins([], Demo), origin => Assert.StartsWith("hocon/profiles/demo.conf:", origin));
        Assert.Contains("Nothing differs", (await Cli.Run("config", "diff")).With(0).Output);
        (await Cli.Run("config", "check", "--profile", "test")).With(0);
    }

    [Fact]
    public async Task A_profile_that_is_not_there_ends_a_start_with_code_3_and_those_there_are()
    {
        using var folder = new TemporaryFolder();
        var ended = (await Cli.Run("up", "--profile", "nightly", "--data", folder.PathOf("data"))).With(3);
        Assert.Contains("aios: --profile: there is no profile 'nightly'; there are demo, local, test;", ended.Errors);
        Assert.DoesNotContain("READY", ended.Output);
        var byVariable = (await Cli.Run(["config", "check"], new Dictionary<string, string> { ["AIOS_PROFILE"] = "nightly" })).With(3);
        Assert.Contains("aios: $AIOS_PROFILE: there is no profile 'nightly'", byVariable.Errors);
    }

    [Fact]
    public async Task A_node_runs_with_the_profile_it_is_given()
    {
        await using var node = await NodeProcess.Up("--profile", "test");
        var ready = await node.Line("READY", line => line.StartsWith("READY ", StringComparison.Ordinal));
        Assert.DoesNotContain("office=http://127.0.0.1:74", ready);
        (await node.Terminate()).With(0);
    }

    private static async Task<IReadOnlyList<string>> Origins(string[] options, Dictionary<string, string> variables)
    {
        var items = (await Cli.Run(["config", "diff", "--json", .. options], variables)).With(0).Items("aios.config_diff/1");
        Assert.NotEmpty(items);
        return [.. items.Select(item => item.GetProperty("origin").GetString()!)];
    }
}
