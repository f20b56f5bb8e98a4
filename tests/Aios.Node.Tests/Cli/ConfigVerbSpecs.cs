using System.Text.Json;
using Aios.Loop.Surface.Verbs;
using Aios.Node.Settings;

namespace Aios.Node.Tests.Cli;

public sealed class ConfigVerbSpecs : IDisposable
{
    private readonly TemporaryFolder _scratch = new();
    private readonly Shell _shell = new();

    public void Dispose()
    {
        _shell.Dispose();
        _scratch.Dispose();
    }

    [Fact]
    public async Task A_diff_names_every_value_that_is_not_the_default_and_where_it_stands()
    {
        var file = _scratch.Write(
            "my.conf",
            """
            aios.heartbeat.interval = 2s
            aios.log.files = 5
            aios.targets.files = [{ path = /var/log/app.log, size = 1GiB }]
            akka.log-dead-letters = 3
            aios.notify.webhook.url = "https://hooks.example.org/secret"
            """
        );
        var found = await Items("diff", "--config", file);
        Assert.Equal(
            [
                ("akka.log-dead-letters", "3", "10", $"{file}:4:25"),
                ("aios.heartbeat.interval", "2s", "1s", $"{file}:1:27"),
                ("aios.targets.files", "[{ path = /var/log/app.log, size = 1GiB }]", "[]", $"{file}:3:22"),
                ("aios.notify.webhook.url", "(a URL)", "", $"{file}:5:27"),
            ],
            found.Select(item => (Text(item, "key"), Text(item, "value"), Text(item, "default"), Text(item, "origin")))
        );
    }

    [Fact]
    public async Task Nothing_differs_where_nothing_is_set()
    {
        Assert.Equal(ExitCode.Done, await _shell.Run("config", "diff"));
        Assert.Equal("Nothing differs from the defaults\n", _shell.Output);
    }

    [Fact]
    public async Task A_setting_is_explained_with_bounds_value_and_place()
    {
        var file = _scratch.Write("my.conf", "aios.heartbeat.interval = 2s");
        var item = Assert.Single(await Items("explain", "aios.heartbeat.interval", "--config", file));
        Assert.Equal(
            ("between 100ms and 1m", "2s", "1s", $"{file}:1:27", "AIOS__HEARTBEAT__INTERVAL"),
            (Text(item, "range"), Text(item, "value"), Text(item, "default"), Text(item, "origin"), Text(item, "variable"))
        );
        Assert.StartsWith("a duration such as 500ms", Text(item, "type"));
        Assert.StartsWith("Time between two beats; each samples", item.GetProperty("meaning")[0].GetString());
    }

    [Fact]
    public async Task The_beginning_of_keys_explains_all_below_it()
    {
        var found = await Items("explain", "scheduler");
        Assert.Equal(
            SettingsLoader
                .Load(SettingsSources.Default)
                .Settings!.Values.Select(value => value.Key)
                .Where(key => key.Contains(".scheduler.")),
            found.Select(item => Text(item, "key"))
        );
    }

    [Theory]
    [InlineData("max-concurent", "aios.scheduler.max-concurrent")]
    [InlineData("aios.heartbeat.intervall", "aios.heartbeat.interval")]
    [InlineData("warn-for", "aios.sensors.cpu.warn-for")]
    public async Task An_unknown_setting_is_code_3_with_the_nearest_names(string key, string near)
    {
        Assert.Equal(ExitCode.Usage, await _shell.Run("config", "explain", key));
        Assert.Contains($"setting '{key}' is not known; the nearest are {near}", _shell.Error);
    }

    [Theory]
    [InlineData("diff")]
    [InlineData("explain aios.log")]
    public async Task Settings_with_faults_are_not_explained_but_named(string verb)
    {
        var file = _scratch.Write("my.conf", "aios.log.files = 0");
        Assert.Equal(ExitCode.Usage, await _shell.Run(["config", .. verb.Split(' '), "--config", file]));
        Assert.Contains($"{file}:1:18: aios.log.files (0) must be between 1 and 100 files", _shell.Error);
    }

    private async Task<List<JsonElement>> Items(params string[] words)
    {
        Assert.Equal((ExitCode.Done, ""), (await _shell.Run(["config", .. words, "--json"]), _shell.Error));
        return [.. JsonElement.Parse(_shell.Output).GetProperty("items").EnumerateArray()];
    }

    private static string Text(JsonElement item, string name) => item.GetProperty(name).GetString()!;
}
