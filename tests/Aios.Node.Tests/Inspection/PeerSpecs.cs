using System.Diagnostics;
using System.Runtime.Versioning;
using Aios.Loop.Surface.Verbs;
using Aios.Node.Inspection;
using Aios.Node.Verbs;
using Aios.Platform.Sockets;

namespace Aios.Node.Tests.Inspection;

[SupportedOSPlatform("linux")]
public sealed class PeerSpecs
{
    private const int NoProcess = int.MaxValue;

    private static readonly string Executable = typeof(VerbRegistry).Assembly.Location;

    [Fact]
    public void Another_user_is_refused_even_root()
    {
        var rules = new PeerRules(Environment.ProcessId, 1000);
        Assert.Contains("user 0 may not", rules.Refuse(new PeerCredentials(Environment.ProcessId, 0, 0)));
        Assert.Null(rules.Refuse(new PeerCredentials(Environment.ProcessId, 1000, 0)));
    }

    [Fact]
    public void A_process_that_cannot_be_seen_is_refused() =>
        Assert.Contains("cannot be seen", new PeerRules(Environment.ProcessId, 0).Refuse(new PeerCredentials(0, 0, 0)));

    [Fact]
    public async Task A_process_that_the_node_started_is_refused()
    {
        await using var node = new RunningNode();
        var (code, _, error) = await Run("dotnet", [Executable, "status", "--data", node.Folder.FullPath]);
        Assert.Equal(ExitCode.Refused, code);
        Assert.Contains("was started by the node", error);
        Assert.Equal("connect", (await node.NextAudit()).Verb);
    }

    [Fact]
    public async Task Another_process_of_the_same_user_is_served()
    {
        await using var node = new RunningNode(peers: new PeerRules(NoProcess, PeerRules.OwnUserId));
        var (code, output, error) = await Run("dotnet", [Executable, "status", "--data", node.Folder.FullPath]);
        Assert.Equal((ExitCode.Done, ""), (code, error));
        Assert.Contains("host-1a2b", output);
    }

    [SkippableRootFact]
    public async Task A_process_of_a_foreign_user_is_refused()
    {
        await using var node = new RunningNode(peers: new PeerRules(NoProcess, PeerRules.OwnUserId));
        var open = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        open |= UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;
        File.SetUnixFileMode(node.Folder.FullPath, open);
        File.SetUnixFileMode(Path.GetDirectoryName(node.Folder.FullPath)!, open);
        string[] words = ["--reuid=65534", "--regid=65534", "--clear-groups", "--", "dotnet", Executable, "status", "--data"];

        var (code, _, error) = await Run("setpriv", [.. words, node.Folder.FullPath]);
        Assert.Equal(ExitCode.Refused, code);
        Assert.Contains("another user", error);

        // With the file's mode out of the way the server itself has to refuse.
        File.SetUnixFileMode(node.Server.Path, open);
        (code, _, error) = await Run("setpriv", [.. words, node.Folder.FullPath]);
        Assert.Equal(ExitCode.Refused, code);
        Assert.Contains("belongs to a node of user 0", error);
        var line = await node.NextAudit();
        Assert.Equal((65534u, ExitCode.Refused), (line.UserId, line.Code));
        await node.AssertAlive();
    }

    private static async Task<(int Code, string Output, string Error)> Run(string program, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60));
        return (process.ExitCode, await output, await error);
    }
}

/// <summary>Runs only for root, who alone can become another user.</summary>
internal sealed class SkippableRootFactAttribute : FactAttribute
{
    public SkippableRootFactAttribute()
    {
        if (PeerRules.OwnUserId != 0)
            Skip = "only root can start a process of another user";
        else if (!File.Exists("/usr/bin/setpriv"))
            Skip = "/usr/bin/setpriv (package util-linux) is not there";
        else
            Skip = (Closed(AppContext.BaseDirectory) ?? Closed(Path.GetTempPath()))!;
    }

    private static string? Closed(string folder)
    {
        for (var here = new DirectoryInfo(folder); here is not null; here = here.Parent)
            if (!here.UnixFileMode.HasFlag(UnixFileMode.OtherExecute))
                return $"another user cannot pass {here.FullName}; allow it: chmod o+x {here.FullName}";
        return null;
    }
}
