using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Aios.Journeys.Tests.Log;
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

/// <summary>An address that answers "too many requests" until it is asked more rarely.</summary>
internal sealed class BusyAddress(string name) : Scenario(name, "tell-about-sensors", "verified")
{
    private const int Refusals = 5;

    private readonly List<long> _asked = [];
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    private string Url => $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/";

    public override string Target => $"http/{Url}";

    public override IEnumerable<(string List, string Item)> Targets => [("health", $"\"{Url}\"")];

    public override Task Prepare()
    {
        _listener.Start();
        return Task.CompletedTask;
    }

    public override Task Break(NodeProcess node)
    {
        _ = Serve();
        return Task.CompletedTask;
    }

    public override async Task Meet(NodeProcess node, JsonElement planned)
    {
        await node.Event($"the end of {Name}", fact => fact.Type() == "sensor.recovered" && fact.Said("target") == Url);
        var gaps = _asked.Zip(_asked.Skip(1), (one, next) => TimeProvider.System.GetElapsedTime(one, next).TotalMilliseconds).ToList();
        // Of an interval of 200 ms, doubled each time.
        Assert.True(gaps[Refusals - 1] >= 1_500, $"asked on after {string.Join(", ", gaps)} ms");
    }

    public override string Picture() => "";

    public override ValueTask DisposeAsync()
    {
        _listener.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task Serve()
    {
        try
        {
            while (true)
            {
                using var client = await _listener.AcceptTcpClientAsync();
                var stream = client.GetStream();
                var buffer = new byte[8192];
                if (await stream.ReadAsync(buffer) == 0)
                    continue;
                _asked.Add(TimeProvider.System.GetTimestamp());
                var status = _asked.Count <= Refusals ? "429 Too Many Requests" : "200 OK";
                await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"));
            }
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException or IOException) { }
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
