using Aios.Loop.Ports;
using Microsoft.AspNetCore.Routing;
using NSubstitute;

namespace Aios.Office.Tests;

/// <summary>The real server on a free loopback port, with answers that a spec sets behind it.</summary>
internal sealed class RunningOffice : IAsyncDisposable
{
    private readonly OfficeServer _server;

    private RunningOffice(OfficeServer server, OfficeHost host)
    {
        (_server, Host) = (server, host);
        Client = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = new Uri(server.Url) };
    }

    public OfficeHost Host { get; }

    /// <summary>Says nothing of itself: no cookie, no token.</summary>
    public HttpClient Client { get; }

    public string Url => _server.Url;

    /// <summary>Of every route that is mapped: pattern, and its methods; empty: any.</summary>
    public IEnumerable<(string Pattern, IReadOnlyList<string> Methods)> Routes =>
        _server
            .Routes.Endpoints.OfType<RouteEndpoint>()
            .Select(route => (route.RoutePattern.RawText!, route.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? []));

    /// <param name="more">Maps routes of the spec's own.</param>
    public static async Task<RunningOffice> Start(Func<OfficeHost, OfficeHost>? with = null, Action<IEndpointRouteBuilder>? more = null)
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
        return new RunningOffice(await OfficeServer.Start(host, more ?? (static _ => { })), host);
    }

    public Task Withdraw() => _server.Withdraw();

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _server.DisposeAsync();
    }
}
