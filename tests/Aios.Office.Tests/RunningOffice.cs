using Aios.Loop.Ports;
using NSubstitute;

namespace Aios.Office.Tests;

/// <summary>The real server on a free loopback port, with answers that a spec sets behind it.</summary>
internal sealed class RunningOffice : IAsyncDisposable
{
    private readonly OfficeServer _server;

    private RunningOffice(OfficeServer server, OfficeHost host)
    {
        (_server, Host) = (server, host);
        Client = new HttpClient { BaseAddress = new Uri(server.Url) };
    }

    public OfficeHost Host { get; }

    /// <summary>Says nothing of itself: no cookie, no token.</summary>
    public HttpClient Client { get; }

    public string Url => _server.Url;

    public static async Task<RunningOffice> Start(Func<OfficeHost, OfficeHost>? with = null)
    {
        var host = new OfficeHost(
            Substitute.For<IVerbs>(),
            Substitute.For<IViews>(),
            Substitute.For<IInspector>(),
            Substitute.For<IAccessStore>(),
            Substitute.For<IAudit>(),
            TimeProvider.System,
            OfficeSettings.Default with
            {
                Port = 0,
            },
            "node-1"
        );
        host = with?.Invoke(host) ?? host;
        return new RunningOffice(await OfficeServer.Start(host), host);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _server.DisposeAsync();
    }
}
