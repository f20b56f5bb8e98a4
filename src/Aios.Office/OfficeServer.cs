using Aios.Office.Access;
using Aios.Office.Answers;
using Aios.Office.Api;
using Aios.Office.Assets;
using Aios.Office.Health;
using Aios.Office.Live;
using Aios.Office.Metrics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Aios.Office;

/// <summary>The web front of one node, from the start of listening to its end.</summary>
public sealed class OfficeServer : IAsyncDisposable
{
    /// <summary>For answers that are on their way when the office withdraws.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly WebApplication _app;
    private readonly Traffic _traffic;
    private readonly TimeProvider _clock;

    private OfficeServer(WebApplication app, OfficeHost host)
    {
        (_app, _clock, _traffic) = (app, host.Clock, app.Services.GetRequiredService<Traffic>());
        var bound = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        Url = Listening.UrlOf(bound, host.Settings);
    }

    /// <summary>Where people find it: <c>http://127.0.0.1:7420</c>.</summary>
    public string Url { get; }

    /// <summary>Every route, for whoever wants to look at all of them.</summary>
    internal EndpointDataSource Routes => _app.Services.GetRequiredService<EndpointDataSource>();

    /// <summary>Listens on the port of the settings or, when that is taken, on one of the next.</summary>
    /// <exception cref="IOException">None of them is free, an address is not this machine's, or the certificate cannot be used.</exception>
    public static Task<OfficeServer> Start(OfficeHost host) => Start(host, static _ => { });

    /// <param name="more">Maps further routes.</param>
    internal static async Task<OfficeServer> Start(OfficeHost host, Action<IEndpointRouteBuilder> more)
    {
        var tls = Listening.Tls(host.Settings);
        var last = host.Settings.Port == 0 ? 0 : Math.Min(65_535, host.Settings.Port + OfficeSettings.PortsTried);
        for (var port = host.Settings.Port; ; port++)
        {
            var app = Build(host, port, tls, more);
            try
            {
                await app.StartAsync();
                return new OfficeServer(app, host);
            }
            catch (IOException) when (port < last)
            {
                await app.DisposeAsync();
            }
            catch (IOException error)
            {
                await app.DisposeAsync();
                throw new IOException(
                    $"aios.office.port ({host.Settings.Port}) and the next {last - host.Settings.Port} are taken on {string.Join(", ", host.Settings.Bind)}; set another, 0 for any free one, or start with --no-office",
                    error
                );
            }
            catch (System.ComponentModel.Win32Exception error)
            {
                await app.DisposeAsync();
                throw new IOException($"aios.office.bind ({string.Join(", ", host.Settings.Bind)}): {error.Message}", error);
            }
        }
    }

    /// <summary>Ends what goes on and begins nothing new. Health and metrics are told until the office is disposed.</summary>
    public async Task Withdraw()
    {
        _app.Lifetime.StopApplication();
        try
        {
            await _traffic.AtRest().WaitAsync(Patience, _clock);
        }
        catch (TimeoutException)
        {
            // Somebody takes an answer slower than anybody waits: it is cut off.
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private static WebApplication Build(OfficeHost host, int port, HttpsConnectionAdapterOptions? tls, Action<IEndpointRouteBuilder> more)
    {
        if (host.Settings.ReadOnly)
            host = host with { Verbs = new ReadOnlyVerbs(host.Verbs) };
        // The content root is the folder of the program: the working directory may be / and is scanned otherwise.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => Listening.Configure(kestrel, host.Settings, port, tls));
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton(host.Clock);
        var traffic = new Traffic(host.Clock);
        builder.Services.AddSingleton(traffic);
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var notes = new AccessNotes(host.Audit, host.Clock);
        app.Use(next => context => traffic.Count(context, next));
        ProblemAnswers.Use(app, host);
        AccessPipeline.Admit(app, host);
        Withdrawal.Use(app);
        LiveRoutes.Use(app);
        app.UseRouting();
        AccessPipeline.Check(app, host, notes);
        AssetRoutes.Use(app);
        LoginRoutes.Map(app, host, notes);
        HealthRoutes.Map(app, host);
        ProblemRoutes.Map(app);
        ApiRoutes.Map(app, host);
        var live = LiveRoutes.Map(app, host);
        app.Lifetime.ApplicationStopped.Register(live.Dispose);
        var metrics = new MetricsRoutes(host, traffic, () => live.Viewers);
        metrics.Map(app);
        app.Lifetime.ApplicationStopped.Register(metrics.Dispose);
        more(app);
        return app;
    }
}
