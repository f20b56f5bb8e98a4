using Aios.Journeys.Tests.Log;
using Aios.Journeys.Tests.Processes;

namespace Aios.Journeys.Tests;

/// <summary>A step outlives a node that is killed; the next start ends it before it does the step again.</summary>
public sealed class OrphanSpecs : IDisposable
{
    // The first time it writes down itself and a daemon, and hangs. Each later time it says which of them still run.
    private const string Script = """
        if [ -e pids ]; then
          while read -r pid; do
            if [ -r /proc/$pid/stat ] && ! grep -q ') Z ' /proc/$pid/stat; then echo $pid; fi
          done < pids > beside
          exit 0
        fi
        setsid sleep 1000 &
        echo $! > draft; echo $$ >> draft; mv draft pids
        exec sleep 1000
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    [Trait("Category", "Slow")]
    public async Task What_a_killed_node_left_behind_is_gone_before_its_step_is_repeated()
    {
        var script = _folder.Write("hang.sh", $"cd '{_folder.FullPath}'\n{Script}\n");
        _folder.Write(
            "data/playbooks/hang.conf",
            $$"""
            playbook {
              id = hang
              on { type = job.due }
              risk = reversible
              steps = [{ id = do, process = [/bin/sh, "{{script}}"], timeout = 10m, idempotent = true, undo = none }]
              verify { within = 30s, expect = "payload.n == 1" }
            }
            """
        );
        await using (var node = await NodeProcess.In(_folder.PathOf("data")))
        {
            using var watch = new FileSystemWatcher(_folder.FullPath, "pids") { EnableRaisingEvents = true };
            var written = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            watch.Renamed += (_, _) => written.TrySetResult();
            (await node.Run("events", "emit", "--type", "job.due", "--payload", """{"n":1}""")).With(0);
            await written.Task.Waiting(Child.Patience, () => $"the step's pids\n{node.Child.Told()}");
            await node.Kill();
        }
        var pids = await File.ReadAllLinesAsync(_folder.PathOf("pids"));
        Assert.Equal(2, pids.Length);
        Assert.All(pids, pid => Assert.True(Directory.Exists($"/proc/{pid}"), $"{pid} did not outlive the node: nothing is proved"));

        await using var again = await NodeProcess.In(_folder.PathOf("data"));
        await again.Line("what was left", line => line.StartsWith("2 leftovers of an earlier start: hang-", StringComparison.Ordinal));
        await again.Event("run.verified");
        Assert.Equal("", await File.ReadAllTextAsync(_folder.PathOf("beside")));
        (await again.Terminate()).With(0);
    }
}
