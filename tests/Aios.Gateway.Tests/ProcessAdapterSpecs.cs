using Aios.Loop.Effects;
using Aios.Platform.Processes;

namespace Aios.Gateway.Tests;

public sealed class ProcessAdapterSpecs
{
    private readonly FakeLedger _ledger = new();

    [Fact]
    public async Task A_program_that_ends_well_is_ok()
    {
        var outcome = await Execute(Intents.Program("/bin/echo", "$(id)", "*"));

        Assert.Equal((EffectResult.Ok, 0, "$(id) *\n"), (outcome.Result, outcome.ExitCode, outcome.Output));
        Assert.Equal(outcome, await _ledger.Recorded);
    }

    [Theory]
    [InlineData("echo out; echo err >&2; exit 3", EffectResult.ExitCode, 3, "ended with code 3")]
    [InlineData("kill -SEGV $$", EffectResult.ExitCode, 139, "ended by signal 11")]
    public async Task A_program_that_ends_badly_says_how(string script, EffectResult result, int code, string detail)
    {
        var outcome = await Execute(Intents.Shell(script, 20_000));

        Assert.Equal((result, code, detail), (outcome.Result, outcome.ExitCode, outcome.Detail));
        if (code == 3)
            Assert.Equal("out\n\n[standard error]\nerr\n", outcome.Output);
    }

    [Theory]
    [InlineData("/no/such/program", EffectResult.NotFound)]
    [InlineData("/etc/passwd", EffectResult.Refused)]
    [InlineData("echo", EffectResult.Refused)]
    [InlineData("", EffectResult.Refused)]
    [InlineData("/bin/echo\0x", EffectResult.Refused)]
    public async Task What_cannot_be_run_is_no_error_of_the_door(string program, EffectResult expected) =>
        Assert.Equal(expected, (await Execute(Intents.Program(program))).Result);

    [Theory]
    [InlineData("trap '' TERM; while :; do sleep MARK; done")]
    [InlineData("exec yes MARK")]
    [InlineData("for i in 1 2 3 4 5; do (trap '' TERM; sleep MARK & wait) & done; wait")]
    [InlineData("sleep MARK & exec sleep MARK")]
    [InlineData("setsid sleep MARK & exec sleep MARK")]
    public async Task A_program_that_does_not_end_is_ended_with_its_tree(string script)
    {
        var mark = $"1000.{Random.Shared.NextInt64(1L << 50)}";
        var outcome = await Execute(Intents.Shell(script.Replace("MARK", mark), 300));

        Assert.Equal(EffectResult.Timeout, outcome.Result);
        // 300 ms to its time-out, then 0.5 s of grace, 1 s for KILL and 0.5 s for its pipes at the most; the rest is for a busy machine.
        Assert.InRange(outcome.DurationMs, 300, 10_000);
        Assert.True(outcome.Output.Length <= 65 * 1024, $"{outcome.Output.Length} characters of output");
        Assert.DoesNotContain(mark, await CommandLines());
    }

    [Fact]
    public async Task A_grandchild_that_holds_the_pipe_does_not_hold_the_run()
    {
        var outcome = await Execute(Intents.Shell("sleep 1000 & echo begun", 25_000));

        Assert.Equal(
            (EffectResult.Ok, "begun\n", "ended with code 0; 1 left of its tree were killed"),
            (outcome.Result, outcome.Output, outcome.Detail)
        );
    }

    [Fact]
    public async Task A_program_stands_under_the_bounds_of_the_settings()
    {
        var limits = new ProgramSettings { OpenFiles = 50, CpuTime = TimeSpan.FromSeconds(1) };
        var door = new Door(_ledger, TimeProvider.System, [new ProcessAdapter(ChildEnvironment.Minimal, null, limits)]);

        var outcome = await door.Execute(Intents.Shell("ulimit -n; while :; do :; done", 25_000));

        Assert.Equal((EffectResult.ExitCode, 152, "50\n"), (outcome.Result, outcome.ExitCode, outcome.Output));
        Assert.Equal(
            "ended by signal 24: it used up 00:00:01 of processor time, which aios.effects.programs.cpu-time allows",
            outcome.Detail
        );
    }

    private Task<EffectOutcome> Execute(EffectIntent intent) => Intents.RealDoor(_ledger).Execute(intent);

    private static async Task<string> CommandLines() =>
        (await ChildProcess.Run(new ChildSpec(["/bin/sh", "-c", "cat /proc/[0-9]*/cmdline 2>/dev/null; :"]) { KeptOutputBytes = 1 << 20 }))
            .Output
            .Text;
}
