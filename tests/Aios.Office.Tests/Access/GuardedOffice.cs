using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Aios.Journal.Store;
using Aios.Loop.Ports;
using Aios.Loop.Surface;
using Aios.Loop.Surface.Verbs;
using Aios.Office.Access;
using Aios.Platform.Files;
using Aios.Platform.Sqlite;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Aios.Office.Tests.Access;

/// <summary>The real server with the real store of tokens and sessions, and a few routes of each kind.</summary>
internal sealed class GuardedOffice : IAsyncDisposable
{
    private readonly DataFolder _folder = DataFolder.OpenOrCreate(Directory.CreateTempSubdirectory("aios-office-").FullName);
    private readonly SqliteStore _sqlite;
    private RunningOffice _office = null!;

    private GuardedOffice()
    {
        _sqlite = StateDatabase.Open(_folder);
        Store = new WatchedAccess(new AccessStore(_sqlite), Doors);
    }

    public OpenDoors Doors { get; } = new();
    public WatchedAccess Store { get; }
    public KeptAudit Audit { get; } = new();
    public ShiftedClock Clock { get; } = new();
    public RunningOffice Office => _office;
    public HttpClient Client => _office.Client;

    /// <summary>Completes when the route <c>/held</c> was entered, with what tells it that its caller is out.</summary>
    public TaskCompletionSource<CancellationToken> Held { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <param name="with">What stands behind the routes.</param>
    public static async Task<GuardedOffice> Start(
        Func<OfficeSettings, OfficeSettings>? settings = null,
        Func<OfficeHost, OfficeHost>? with = null
    )
    {
        var guarded = new GuardedOffice();
        guarded._office = await RunningOffice.Start(
            host =>
                (with?.Invoke(host) ?? host) with
                {
                    Access = guarded.Store,
                    Audit = guarded.Audit,
                    Clock = guarded.Clock,
                    Doors = guarded.Doors,
                    Settings = settings?.Invoke(host.Settings) ?? host.Settings,
                },
            guarded.Map
        );
        return guarded;
    }

    public async Task<string> Token(VerbRole role, string? name = null, long? expiresAt = null)
    {
        var secret = AccessSecrets.Draw("aios_");
        name ??= role.Text();
        await Store.Add(new AccessToken(name, name, role, AccessSecrets.HashOf(secret), Clock.Now, "spec", expiresAt, null));
        return secret;
    }

    public Task<string> Login() => Login(VerbRole.Admin, "uid 1000");

    /// <summary>The secret in the fragment of a printed URL.</summary>
    public async Task<string> Login(VerbRole role, string person)
    {
        var url = new Uri(await Logins.Offer(Store, _office.Url, person, role, Clock.GetUtcNow()));
        Assert.StartsWith("#login=", url.Fragment, StringComparison.Ordinal);
        return url.Fragment["#login=".Length..];
    }

    public Task<HttpResponseMessage> Enter(string secret, string? origin = null) =>
        Client.SendAsync(
            new HttpRequestMessage(HttpMethod.Post, "/api/v1/login")
            {
                Content = JsonContent.Create(new { token = secret }),
                Headers = { { "Origin", origin ?? _office.Url } },
            }
        );

    /// <summary>A browser that is in: its cookie, and what it sends with writes.</summary>
    public async Task<(string Cookie, string Antiforgery)> Browser(string? secret = null)
    {
        using var answer = await Enter(secret ?? await Login());
        answer.EnsureSuccessStatusCode();
        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie")).Split(';')[0];
        return (cookie, JsonElement.Parse(await answer.Content.ReadAsStringAsync()).GetProperty("antiforgery").GetString()!);
    }

    public async Task<HttpResponseMessage> Send(
        HttpMethod method,
        string path,
        string? token = null,
        params (string Name, string Value)[] headers
    )
    {
        using var request = new HttpRequestMessage(method, path);
        if (token is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        foreach (var (name, value) in headers)
            Assert.True(request.Headers.TryAddWithoutValidation(name, value));
        return await Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    public static async Task<string> ProblemOf(HttpResponseMessage answer)
    {
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        return JsonElement.Parse(await answer.Content.ReadAsStringAsync()).GetProperty("type").GetString()!;
    }

    public async ValueTask DisposeAsync()
    {
        await _office.DisposeAsync();
        _sqlite.Dispose();
        Directory.Delete(_folder.FullPath, recursive: true);
    }

    private void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/look", () => "seen");
        routes.MapPost("/operate", () => "done").Require(VerbRole.Operator);
        routes.MapPost("/approve", () => "done").Require(VerbRole.Approver);
        routes.MapPost("/administer", () => "done").Require(VerbRole.Admin);
        routes.MapPost("/events", () => "done").Require(VerbRole.Source);
        routes.MapPost("/any", () => "done").RequireAnyCaller().KeepsReadOnly();
        routes.MapPost("/read", async context => await context.Request.Body.CopyToAsync(Stream.Null)).Require(VerbRole.Operator);
        routes.MapGet(
            "/held",
            async context =>
            {
                await context.Response.WriteAsync("begun\n");
                await context.Response.Body.FlushAsync();
                Held.SetResult(Callers.Ended(context));
                var aborted = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                await using var _ = context.RequestAborted.Register(aborted.SetResult);
                await aborted.Task;
            }
        );
    }
}

/// <summary>The real time, moved.</summary>
internal sealed class ShiftedClock : TimeProvider
{
    public TimeSpan By { get; set; }

    public long Now => GetUtcNow().ToUnixTimeMilliseconds();

    public override long GetTimestamp() => System.GetTimestamp() + (long)(By.TotalSeconds * TimestampFrequency);

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + By;
}

internal sealed class KeptAudit : IAudit
{
    public ConcurrentQueue<AuditEntry> Entries { get; } = new();

    public bool IsFull { get; set; }

    public Task Note(AuditEntry entry)
    {
        if (IsFull)
            throw new IOException("no space left on the device");
        Entries.Enqueue(entry);
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<AuditRecord>> Query(AuditQuery query) =>
        Task.FromResult<IReadOnlyList<AuditRecord>>([.. Entries.Select((entry, at) => new AuditRecord(at, 0, entry))]);

    public Task<AuditCheck> Verify() => Task.FromResult(new AuditCheck(Entries.Count, Entries.Count, Entries.Count, "", null));
}
