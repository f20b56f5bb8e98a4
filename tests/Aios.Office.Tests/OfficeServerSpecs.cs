using System.Net;
using System.Net.Sockets;

namespace Aios.Office.Tests;

public sealed class OfficeServerSpecs
{
    [Fact]
    public async Task The_next_port_is_taken_when_the_first_is_in_use()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        await using var office = await RunningOffice.Start(host => host with { Settings = host.Settings with { Port = port } });
        Assert.InRange(new Uri(office.Url).Port, port + 1, port + OfficeSettings.PortsTried);
        Assert.Equal("ok\n", await office.Client.GetStringAsync("/healthz"));
    }
}
