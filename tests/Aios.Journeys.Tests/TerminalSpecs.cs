using System.Text.RegularExpressions;
using Aios.Journeys.Tests.Processes;

namespace Aios.Journeys.Tests;

/// <summary>What a terminal is sent, a real one.</summary>
public sealed class TerminalSpecs
{
    [TerminalTheory]
    [InlineData("doctor")]
    [InlineData("heartbeat")]
    [InlineData("status")]
    [InlineData("runs ls --limit 0")]
    public async Task Without_colours_not_one_sequence_is_sent(string verb)
    {
        using var folder = new TemporaryFolder();
        var refused = await OnTerminal($"{verb} --no-color --data {folder.FullPath}");
        var unwanted = await OnTerminal($"{verb} --data {folder.FullPath}", isColourUnwanted: true);
        foreach (var ended in (Ended[])[refused, unwanted])
        {
            Assert.NotEqual("", ended.Output);
            Assert.DoesNotContain('\e', ended.Output);
        }
    }

    [TerminalFact]
    public async Task A_terminal_gets_colours_and_prose_as_wide_as_it_is()
    {
        var narrow = (await OnTerminal("config explain aios.heartbeat.interval", columns: 50)).With(0).Output;
        Assert.Contains("\e[1m", narrow);
        Assert.InRange(Widest(narrow), 40, 50);
        var wide = (await OnTerminal("config explain aios.heartbeat.interval --no-color", columns: 200)).With(0).Output;
        Assert.InRange(Widest(wide), 81, 200);
    }

    private static int Widest(string text) => Regex.Replace(text, "\e\\[[0-9;]*m", "").Split('\n').Max(line => line.TrimEnd().Length);

    private static async Task<Ended> OnTerminal(string words, bool isColourUnwanted = false, int columns = 80)
    {
        var variables = new Dictionary<string, string> { ["TERM"] = "xterm-256color" };
        if (isColourUnwanted)
            variables["NO_COLOR"] = "1";
        string[] call = ["-qec", $"stty cols {columns}; {AiosExecutable.Path} {words}", "/dev/null"];
        await using var child = Child.Start("script", call, variables);
        return await child.End();
    }
}
