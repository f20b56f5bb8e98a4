using System.Text;
using System.Text.Json;
using Aios.Loop.Ports;
using Aios.Loop.Surface;
using Aios.Loop.Surface.Verbs;
using Aios.Office.Access;
using Aios.Office.Answers;
using Aios.Office.Api;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using NSubstitute;

namespace Aios.Office.Tests.Api;

/// <summary>The API on a free loopback port; who asks is who the request says: <c>X-Caller: ops operator</c>.</summary>
internal sealed class RunningApi : IAsyncDisposable
{
    private readonly WebApplication _app;

    private RunningApi(WebApplication app, OfficeHost host, FakeVerbs verbs, KeptAnswers kept, List<Exception> faults)
    {
        (_app, Verbs, Kept, Faults, Host) = (app, verbs, kept, faults, host);
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        Client = new HttpClient { BaseAddress = new Uri(address), DefaultRequestHeaders = { { "X-Caller", "ops admin" } } };
    }

    public OfficeHost Host { get; }
    public FakeVerbs Verbs { get; }
    public KeptAnswers Kept { get; }
    public List<Exception> Faults { get; }
    public HttpClient Client { get; }

    public static async Task<RunningApi> Start(FakeVerbs? verbs = null, OfficeSettings? settings = null, KeptAnswers? kept = null)
    {
        verbs ??= new FakeVerbs();
        kept ??= new KeptAnswers();
        var faults = new List<Exception>();
        var host = new OfficeHost(
            verbs,
            Substitute.For<IViews>(),
            Substitute.For<IInspector>(),
            kept.Store,
            Substitute.For<IAudit>(),
            TimeProvider.System,
            settings ?? OfficeSettings.Default with { RequestsPerSecond = 100_000, RequestBurst = 1_000_000 },
            "node-1"
        )
        {
            Fault = faults.Add,
        };
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder
            .WebHost.UseKestrelCore()
            .ConfigureKestrel(kestrel => Listening.Configure(kestrel, host.Settings with { Bind = ["127.0.0.1"] }, 0, tls: null));
        builder.Services.AddRoutingCore();
        var app = builder.Build();
        ProblemAnswers.Use(app, host);
        app.Use(next =>
            context =>
            {
                if (context.Request.Headers["X-Caller"] is [{ } caller])
                    Callers.Set(
                        context,
                        new VerbCaller(caller.Split(' ')[0], caller, Enum.Parse<VerbRole>(caller.Split(' ')[1], ignoreCase: true))
                    );
                return next(context);
            }
        );
        app.UseRouting();
        ProblemRoutes.Map(app);
        ApiRoutes.Map(app, host);
        await app.StartAsync();
        return new RunningApi(app, host, verbs, kept, faults);
    }

    public async Task<(HttpResponseMessage Response, JsonElement Body)> Get(string path) => await Read(await Client.GetAsync(path));

    public async Task<(HttpResponseMessage Response, JsonElement Body)> Post(
        string path,
        string body,
        string? key = null,
        string? caller = null
    )
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        if (key is not null)
            request.Headers.Add(Idempotency.Header, key);
        if (caller is not null)
            request.Headers.Add("X-Caller", caller);
        return await Read(await Client.SendAsync(request));
    }

    public static async Task<(HttpResponseMessage Response, JsonElement Body)> Read(HttpResponseMessage response) =>
        (response, JsonElement.Parse(await response.Content.ReadAsStringAsync()));

    public Task StopAsync() => _app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}

/// <summary>Answers as the store keeps them, over the life of one office and the next.</summary>
internal sealed class KeptAnswers
{
    private readonly Dictionary<string, KeptAnswer> _all = new(StringComparer.Ordinal);

    public KeptAnswers()
    {
        Store
            .Begin(Arg.Any<KeptAnswer>())
            .Returns(call =>
            {
                lock (_all)
                {
                    var asked = call.Arg<KeptAnswer>();
                    var known = _all.GetValueOrDefault(asked.Key);
                    _all.TryAdd(asked.Key, asked);
                    return known;
                }
            });
        Store
            .Finish(Arg.Any<KeptAnswer>())
            .Returns(call =>
            {
                lock (_all)
                    _all[call.Arg<KeptAnswer>().Key] = call.Arg<KeptAnswer>();
                return Task.CompletedTask;
            });
    }

    public IAccessStore Store { get; } = Substitute.For<IAccessStore>();

    public int Count
    {
        get
        {
            lock (_all)
                return _all.Count;
        }
    }
}
