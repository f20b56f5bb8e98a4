using Aios.Platform.Processes;
using static Aios.Platform.Tests.Processes.Children;

namespace Aios.Platform.Tests.Processes;

public sealed class ChildLimitsSpecs
{
    private static readonly ChildLimits Small = new()
    {
        OpenFiles = 40,
        Processes = 30,
        CpuTime = TimeSpan.FromSeconds(7),
        MemoryBytes = 32 << 20,
    };

    [Fact]
    public async Task A_child_and_what_it_starts_stand_under_its_limits_and_this_process_does_not()
    {
        var (before, own) = (LimitsOf("self"), StatusOf("self"));

        var child = await Run(Shell("ulimit -n; cat /proc/self/limits; cat /proc/self/status; true") with { Limits = Small });

        var lines = child.Output.Text;
        Assert.StartsWith("40\n", lines);
        Assert.Equal(["40", "40"], Limit(lines, "Max open files"));
        Assert.Equal(["7", "12"], Limit(lines, "Max cpu time"));
        Assert.Equal(["33554432", "33554432"], Limit(lines, "Max data size"));
        Assert.Equal(["0", "0"], Limit(lines, "Max core file size"));
        Assert.InRange(int.Parse(Limit(lines, "Max processes")[0]), 31, 1_000_000);
        Assert.Equal(("0077", "1"), (Value(lines, "Umask"), Value(lines, "NoNewPrivs")));
        Assert.Equal((before, own), (LimitsOf("self"), StatusOf("self")));
    }

    [Fact]
    public void A_program_whose_starter_ends_before_it_is_limited_never_begins()
    {
        var file = Path.GetTempFileName();
        File.Delete(file);

        var error = Spawner.Start(
            LimitSetter.Waiting(["/usr/bin/touch", file]),
            [],
            "/",
            input: false,
            output: true,
            gate: true,
            out var child
        );
        Assert.Equal(0, error);
        child!.Close();
        while (Exists(child.Pid)) { }

        Assert.False(File.Exists(file));
    }

    [Fact]
    public async Task A_limit_that_this_process_has_is_not_raised()
    {
        var mine = Limit(LimitsOf("self"), "Max open files")[1];

        var child = await Run(new ChildSpec(["/bin/cat", "/proc/self/limits"]) { Limits = Small with { OpenFiles = int.MaxValue } });

        Assert.Equal([mine, mine], Limit(child.Output.Text, "Max open files"));
    }

    [Fact]
    public async Task Memory_and_processor_time_end()
    {
        var greedy = await Run(new ChildSpec(["/usr/bin/perl", "-e", "$x = 'a' x (1 << 26); print 'got it'"]) { Limits = Small });
        var endless = await Run(Shell("while :; do :; done", 25_000) with { Limits = Small with { CpuTime = TimeSpan.FromSeconds(1) } });

        Assert.Contains("Out of memory", greedy.Errors.Text);
        Assert.Equal(("", ChildEnd.Signalled, 24), (greedy.Output.Text, endless.End, endless.EndedBy));
    }

    [Fact]
    public async Task Rights_are_gained_only_where_that_is_allowed()
    {
        var gaining = await Run(
            new ChildSpec(["/bin/cat", "/proc/self/status"]) { Limits = ChildLimits.Default with { NewPrivileges = true } }
        );
        var bound = await Run(new ChildSpec(["/bin/cat", "/proc/self/status"]));

        Assert.Equal(("0077", "0"), (Value(gaining.Output.Text, "Umask"), Value(gaining.Output.Text, "NoNewPrivs")));
        Assert.Equal("1", Value(bound.Output.Text, "NoNewPrivs"));
    }

    [Fact]
    public async Task What_is_started_for_good_stands_under_those_of_this_process()
    {
        var file = Path.GetTempFileName();
        try
        {
            await Run(Shell($"cat /proc/self/limits /proc/self/status > {file}") with { LeavesTree = true });

            var lines = await File.ReadAllTextAsync(file);
            Assert.Equal(Limit(LimitsOf("self"), "Max open files"), Limit(lines, "Max open files"));
            Assert.Equal(StatusOf("self"), (Value(lines, "Umask"), Value(lines, "NoNewPrivs")));
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static string LimitsOf(string process) => File.ReadAllText($"/proc/{process}/limits");

    private static (string, string) StatusOf(string process)
    {
        var lines = File.ReadAllText($"/proc/{process}/status");
        return (Value(lines, "Umask"), Value(lines, "NoNewPrivs"));
    }

    // Soft, then hard.
    private static string[] Limit(string lines, string name) =>
        lines.Split('\n').First(line => line.StartsWith(name + "  "))[name.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries)[..2];

    private static string Value(string lines, string name) => lines.Split('\n').First(line => line.StartsWith(name + ":")).Split('\t')[1];
}
