using System.Net;
using Aios.Office.Access;
using Aios.Office.Health;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Aios.Office;

/// <summary>The web front of one node, from the start of listening to its end.</summary>
public sealed class OfficeServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private OfficeServer(WebApplication app) => _app = app;

    /// <summary>Where it listens: <c>http://127.0.0.1:7420</c>.</summary>
    public string Url =>
        _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First().TrimEnd('/');

    /// <summary>Listens on the port of the settings or, when that is taken, on one of the next.</summary>
    /// <exception cref="IOException">None of them is free.</exception>
    public static async Task<OfficeServer> Start(OfficeHost host)
    {
        var last = host.Settings.Port == 0 ? 0 : Math.Min(65_535, host.Settings.Port + OfficeSettings.PortsTried);
        for (var port = host.Settings.Port; ; port++)
        {
            var app = Build(host, port);
            try
            {
                await app.StartAsync();
                return new OfficeServer(app);
            }
            catch (IOException) when (port < last)
            {
                await app.DisposeAsync();
            }
            catch (IOException error)
            {
                await app.DisposeAsync();
                throw new IOException(
                    $"aios.office.port ({host.Settings.Port}) and the next {last - host.Settings.Port} are taken on 127.0.0.1; set another, 0 for any free one, or start with --no-office",
                    error
                );
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private static WebApplication Build(OfficeHost host, int port)
    {
        // The content root is the folder of the program: the working directory may be / and is scanned otherwise.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder
            .WebHost.UseKestrelCore()
            .ConfigureKestrel(kestrel =>
            {
                kestrel.AddServerHeader = false;
                kestrel.Limits.MaxRequestBodySize = host.Settings.BodyLimitBytes;
                kestrel.Limits.RequestHeadersTimeout = OfficeSettings.HeadersWithin;
                kestrel.Limits.MaxConcurrentConnections = OfficeSettings.MaxConnections;
                kestrel.Listen(IPAddress.Loopback, port);
            });
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton(host.Clock);
        builder.Logging.ClearProviders();
        var app = builder.Build();
        AccessPipeline.Admit(app, host);
        app.UseRouting();
        AccessPipeline.Check(app, host);
        HealthRoutes.Map(app, host);
        return app;
    }
}
