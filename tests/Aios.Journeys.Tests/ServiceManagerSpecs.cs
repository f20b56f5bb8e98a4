using System.Net.Sockets;
using System.Text;
using Aios.Journeys.Tests.Processes;

namespace Aios.Journeys.Tests;

/// <summary>What a service manager hears over NOTIFY_SOCKET.</summary>
public sealed class ServiceManagerSpecs
{
    [Fact]
    public async Task The_service_manager_hears_ready_then_watchdogs_then_stopping()
    {
        using var folder = new TemporaryFolder();
        var path = folder.PathOf("notify");
        using var manager = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        manager.Bind(new UnixDomainSocketEndPoint(path));
        var variables = new Dictionary<string, string> { ["NOTIFY_SOCKET"] = path, ["AIOS__HEARTBEAT__INTERVAL"] = "200ms" };
        await using var node = await NodeProcess.In(folder.PathOf("data"), variables: variables);

        var heard = new List<string>();
        await Hear("READY=1", 1);
        await Hear("WATCHDOG=1", heard.Count(each => each == "WATCHDOG=1") + 3);
        var end = node.Terminate();
        await Hear("STOPPING=1", 1);
        (await end).With(0);

        async Task Hear(string notice, int times)
        {
            var buffer = new byte[4096];
            while (heard.Count(each => each == notice) < times)
            {
                var received = manager.ReceiveAsync(buffer);
                var length = await received.Waiting(
                    Child.Patience,
                    () => $"{notice} × {times} among {string.Join(", ", heard)}\n{node.Child.Told()}"
                );
                heard.AddRange(Encoding.UTF8.GetString(buffer, 0, length).Split('\n', StringSplitOptions.RemoveEmptyEntries));
            }
        }
    }
}
