using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Aios.Journeys.Tests.Processes;

namespace Aios.Journeys.Tests.Shipped;

/// <summary>A listening process that is killed.</summary>
/// <param name="command">How it is started again. SELF is the listener.</param>
internal sealed class DeadPort(TemporaryFolder folder, string name, string end, string command) : Scenario(name, "restart-endpoint", end)
{
    private const string Listener = """
        #!/usr/bin/perl
        use IO::Socket::INET;
        my $s = IO::Socket::INET->new(Listen => 8, LocalAddr => '127.0.0.1', LocalPort => PORT, ReuseAddr => 1) or exit 1;
        $| = 1; print "up\n";
        while (my $c = $s->accept) { close $c }
        """;

    private readonly string _comm = $"p{Guid.NewGuid().ToString("N")[..11]}";
    private readonly int _port = Ports.Free();
    private Child? _child;

    public override string Target => $"port/127.0.0.1:{_port}";

    public override IEnumerable<(string List, string Item)> Targets =>
        [("ports", $"\"127.0.0.1:{_port}\""), Restart.Of($"127.0.0.1:{_port}", command, folder.PathOf(_comm))];

    public override async Task Prepare()
    {
        _child = Child.Start(Script.Write(folder, _comm, Listener.Replace("PORT", $"{_port}", StringComparison.Ordinal)), []);
        await _child.Line("the port", line => line == "up");
    }

    public override async Task Break(NodeProcess node)
    {
        _child!.Signal(Native.Kill);
        await _child.End();
    }

    public override string Picture() => Ports.IsOpen(_port) ? "listens" : "does not listen";

    public override Task Check()
    {
        Assert.True(Ports.IsOpen(_port));
        return Task.CompletedTask;
    }

    public override async ValueTask DisposeAsync()
    {
        if (_child is not null)
            await _child.DisposeAsync();
        Running.Kill(_comm);
    }
}

/// <summary>A port that nobody here can restart.</summary>
/// <param name="comesBack">It mends itself while it is waited for.</param>
internal sealed class AwayPort(string name, string end, bool comesBack) : Scenario(name, "wait-for-endpoint", end)
{
    private readonly int _port = Ports.Free();
    private TcpListener? _listener;

    public override string Target => $"port/127.0.0.1:{_port}";

    public override IEnumerable<(string List, string Item)> Targets => [("ports", $"\"127.0.0.1:{_port}\"")];

    public override Task Prepare()
    {
        _listener = new TcpListener(IPAddress.Loopback, _port);
        _listener.Start();
        return Task.CompletedTask;
    }

    public override Task Break(NodeProcess node)
    {
        _listener!.Dispose();
        return Task.CompletedTask;
    }

    public override Task Meet(NodeProcess node, JsonElement planned) => comesBack ? Prepare() : Task.CompletedTask;

    public override string Picture() => Ports.IsOpen(_port) ? "listens" : "does not listen";

    public override ValueTask DisposeAsync()
    {
        _listener?.Dispose();
        return ValueTask.CompletedTask;
    }
}

internal static class Ports
{
    public static int Free()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public static bool IsOpen(int port)
    {
        using var client = new TcpClient();
        try
        {
            client.Connect(IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
