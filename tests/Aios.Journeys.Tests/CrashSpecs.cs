using Aios.Journeys.Tests.Log;
using Aios.Journeys.Tests.Processes;

namespace Aios.Journeys.Tests;

/// <summary>An exception that nothing handles: code 70, one last line that names the cause, and on record at the next start.</summary>
public sealed class CrashSpecs
{
    private const int Unhandled = 70;

    [Fact]
    public async Task An_exception_on_a_thread_that_nobody_watches_ends_the_node_with_code_70_and_is_a_crash_for_the_next_start()
    {
        using var thread = new ForeignThread();
        using var folder = new TemporaryFolder();
        await using var node = await NodeProcess.In(folder.FullPath, variables: thread.Variables);
        await thread.Fail("the cable\nwas pulled");

        var ended = (await node.End()).With(Unhandled);
        Assert.Equal("aios: the node ends: InvalidOperationException: the cable was pulled; the log has the details", ended.Errors);
        Assert.Contains("at StartupHook.", await NodeLogFile.Line(folder.FullPath, "at StartupHook."));
        Assert.DoesNotContain(node.Events(), fact => fact.Type() == "node.stopped");

        await using var next = await NodeProcess.In(folder.FullPath);
        var crashed = Assert.Single(next.Events(), fact => fact.Type() == "node.crashed");
        Assert.Equal("1", crashed.Said("epoch"));
        (await next.Terminate()).With(0);
    }

    [Fact]
    public async Task A_broken_installation_ends_with_code_70_and_a_last_line_that_names_the_broken_file()
    {
        using var folder = new TemporaryFolder();
        var program = AiosExecutable.CopyTo(folder.PathOf("bin"));
        folder.Write("bin/Spectre.Console.dll", "torn");

        await using var call = Child.Start(program, ["version"]);

        var last = (await call.End()).With(Unhandled).Errors.Split('\n')[^1];
        Assert.StartsWith("aios: unhandled ", last);
        Assert.Contains("Spectre.Console", last);
    }
}
