using System.Runtime.CompilerServices;
using Aios.Node.Tests.Cli;
using Aios.Node.Tests.Inspection;

namespace Aios.Node.Tests.Output;

/// <summary>Whole pages at 80 columns, byte by byte. AIOS_GOLDEN=write renews them.</summary>
public sealed class GoldenSpecs
{
    [Theory]
    [InlineData("status", "status")]
    [InlineData("queue-ls", "queue ls")]
    [InlineData("queue-cancel-preview", "queue cancel --all --dry-run")]
    [InlineData("queue-requeue", "queue requeue 118 --reason again --yes")]
    [InlineData("runs-show", "runs show disk-cleanup-0a1b2c3d4e")]
    [InlineData("decisions-ls", "decisions ls")]
    [InlineData("decisions-show", "decisions show 0199a8f0-0000-7000-8000-000000000001")]
    [InlineData("decisions-export", "decisions export")]
    [InlineData("effects-ls", "effects ls")]
    [InlineData("effects-show", "effects show disk-cleanup-ffffffffff/journal#2")]
    [InlineData("incidents-ls", "incidents ls --all")]
    [InlineData("incidents-show", "incidents show inc-0a1b2c3d4e5f")]
    [InlineData("why", "why disk-cleanup-0a1b2c3d4e")]
    [InlineData("why-not", "why-not disk-cleanup 116")]
    [InlineData("traces-show", "traces show 0af7651916cd43dd8448eb211c80319c")]
    [InlineData("playbooks-run", "playbooks run tidy --event 118 --dry-run")]
    [InlineData("score-explain", "score --explain")]
    [InlineData("snapshots-ls", "snapshots ls")]
    [InlineData("snapshots-actors", "snapshots actors")]
    [InlineData("heartbeat-history", "heartbeat history --to 2026-01-01T00:01:00Z")]
    [InlineData("rollback-preview", "rollback score --to 200 --dry-run")]
    [InlineData("tokens-ls", "tokens ls")]
    [InlineData("audit-query", "audit query")]
    [InlineData("audit-verify", "audit verify")]
    [InlineData("rollback", "rollback score --to 200 --yes")]
    [InlineData("heartbeat-stats-days", "heartbeat stats --days 7")]
    [InlineData("config-diff", "config diff --profile demo")]
    [InlineData("config-explain", "config explain sensors.http.within")]
    public async Task A_page_stays_as_it_is(string name, string line)
    {
        await using var node = new RunningNode();
        using var shell = new Shell();
        Assert.Equal(0, await shell.Run([.. line.Split(' '), "--data", node.Folder.FullPath]));
        var path = Path.Combine(Here(), "Golden", $"{name}.80.txt");
        if (Environment.GetEnvironmentVariable("AIOS_GOLDEN") == "write")
            await File.WriteAllTextAsync(path, shell.Output);
        Assert.Equal(await File.ReadAllTextAsync(path), shell.Output);
    }

    private static string Here([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
