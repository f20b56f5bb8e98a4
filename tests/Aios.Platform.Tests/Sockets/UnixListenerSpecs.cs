using System.Net.Sockets;
using Aios.Platform.Processes;
using Aios.Platform.Sockets;

namespace Aios.Platform.Tests.Sockets;

public sealed class UnixListenerSpecs : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("aios-socket-").FullName;

    private string Path => $"{_folder}/s";

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_peer_is_known_by_its_process_and_user()
    {
        using var listener = UnixListener.Bind(Path);
        var accepting = listener.Accept();
        const string Connect =
            "use Socket; socket(my $s, PF_UNIX, SOCK_STREAM, 0); connect($s, pack_sockaddr_un($ARGV[0])) or die; print $s \"hello\"; close $s;";
        var running = ChildProcess.Run(new ChildSpec(["/usr/bin/perl", "-e", Connect, Path]));

        using var peer = await accepting;
        var result = await running;
        using var reader = new StreamReader(peer.Stream);

        Assert.Equal("hello", await reader.ReadToEndAsync());
        Assert.Equal(result.Process!.Value.Pid, peer.Credentials.Pid);
        Assert.Equal(
            uint.Parse(File.ReadLines("/proc/self/status").First(line => line.StartsWith("Uid:", StringComparison.Ordinal)).Split('\t')[2]),
            peer.Credentials.UserId
        );
    }

    [Fact]
    public void Only_the_owner_may_connect_and_nothing_is_left_behind()
    {
        var listener = UnixListener.Bind(Path);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, new FileInfo(Path).UnixFileMode);
        listener.Dispose();

        Assert.False(File.Exists(Path));
    }

    [Fact]
    public async Task A_socket_of_a_dead_process_is_replaced()
    {
        const string BindAndDie =
            "use Socket; socket(my $s, PF_UNIX, SOCK_STREAM, 0); bind($s, pack_sockaddr_un($ARGV[0])) or die; listen($s, 1);";
        Assert.Equal(0, (await ChildProcess.Run(new ChildSpec(["/usr/bin/perl", "-e", BindAndDie, Path]))).ExitCode);
        Assert.True(File.Exists(Path));

        using var listener = UnixListener.Bind(Path);
        using var client = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        client.Connect(new UnixDomainSocketEndPoint(Path));

        using var peer = await listener.Accept();
        Assert.Equal(Environment.ProcessId, peer.Credentials.Pid);
    }

    [Fact]
    public void What_is_in_the_way_stays_and_is_named()
    {
        using var first = UnixListener.Bind(Path);
        File.WriteAllText($"{_folder}/file", "kept");

        Assert.Contains("somebody listens on", Assert.Throws<IOException>(() => UnixListener.Bind(Path)).Message);
        Assert.Contains("is no socket", Assert.Throws<IOException>(() => UnixListener.Bind($"{_folder}/file")).Message);
        Assert.Contains("at most 107", Assert.Throws<IOException>(() => UnixListener.Bind($"{_folder}/{new string('x', 100)}")).Message);
        Assert.Equal("kept", File.ReadAllText($"{_folder}/file"));
    }

    [Fact]
    public async Task Descent_is_read_from_the_kernel()
    {
        await using var child = OwnChild.Start(new ChildSpec(["/bin/sh", "-c", "sleep 1000 & wait"]));
        var pid = (await child.Process)!.Value.Pid;

        Assert.True(Ancestry.IsDescendantOf(pid, Environment.ProcessId));
        Assert.True(Ancestry.IsDescendantOf(Environment.ProcessId, 1));
        Assert.False(Ancestry.IsDescendantOf(Environment.ProcessId, pid));
        Assert.False(Ancestry.IsDescendantOf(pid, pid));
        Assert.False(Ancestry.IsDescendantOf(1, Environment.ProcessId));
        Assert.True(Ancestry.IsDescendantOf(int.MaxValue, Environment.ProcessId), "what cannot be ruled out counts as descent");
    }
}
