using System.Net;
using System.Net.Sockets;
using Aios.Platform.Probes;

namespace Aios.Platform.Tests.Probes;

public sealed class PortProbeSpecs
{
    private static readonly TimeSpan Ample = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task A_port_on_which_something_listens_is_open()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();

        var seen = await LocalProbes.Instance.Port("127.0.0.1", ((IPEndPoint)listener.LocalEndpoint).Port, Ample);

        Assert.Equal((true, ""), (seen.IsOpen, seen.Why));
        Assert.InRange(seen.LatencyMs, 0.001, Ample.TotalMilliseconds);
    }

    [Fact]
    public async Task A_port_on_which_nothing_listens_is_closed_and_says_why()
    {
        var seen = await LocalProbes.Instance.Port("127.0.0.1", FreePort.Take(), Ample);

        Assert.Equal((false, "Connection refused"), (seen.IsOpen, seen.Why));
    }

    [Fact]
    public async Task A_port_that_does_not_answer_in_time_is_closed()
    {
        // A queue that is full answers nobody.
        using var full = new Socket(SocketType.Stream, ProtocolType.Tcp);
        full.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        full.Listen(0);
        var port = ((IPEndPoint)full.LocalEndPoint!).Port;
        var waiting = new List<Socket>();
        try
        {
            PortReading seen;
            do
            {
                var one = new Socket(SocketType.Stream, ProtocolType.Tcp) { Blocking = false };
                waiting.Add(one);
                _ = one.ConnectAsync(IPAddress.Loopback, port).ContinueWith(task => task.Exception, TaskScheduler.Default);
                seen = await LocalProbes.Instance.Port("127.0.0.1", port, TimeSpan.FromMilliseconds(300));
            } while (seen.IsOpen && waiting.Count < 50);
            Assert.Equal((false, "no answer within 0.3 s"), (seen.IsOpen, seen.Why));
        }
        finally
        {
            waiting.ForEach(each => each.Dispose());
        }
    }

    [Fact]
    public async Task A_name_that_nobody_has_is_no_error_but_a_port_that_is_closed()
    {
        var seen = await LocalProbes.Instance.Port("no-such-host.invalid", 80, Ample);

        Assert.False(seen.IsOpen);
        Assert.NotEqual("", seen.Why);
    }
}
