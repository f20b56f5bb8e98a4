using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Aios.Loop.Surface;
using Aios.Loop.Vocabulary;
using Aios.Office.Tests.Api;
using NSubstitute;

namespace Aios.Office.Tests.Intake;

/// <summary>The API before a log that keeps in memory what it is given, once.</summary>
internal sealed class IntakeApi : IAsyncDisposable
{
    private readonly RunningApi _api;

    private IntakeApi(RunningApi api)
    {
        _api = api;
        api.Host.Views.EmitTogether(Arg.Any<IReadOnlyList<Event>>()).Returns(call => Take(call.Arg<IReadOnlyList<Event>>()));
        api.Host.Audit.Note(Arg.Do<AuditEntry>(Noted.Add))
            .Returns(_ => IsAuditFull ? throw new IOException("no space") : Task.CompletedTask);
    }

    /// <summary>What is on record.</summary>
    public List<Event> Stored { get; } = [];

    public List<AuditEntry> Noted { get; } = [];

    public bool IsAuditFull { get; set; }

    /// <summary>The log says this instead of taking anything.</summary>
    public Func<EmittedTogether>? Instead { get; set; }

    public List<Exception> Faults => _api.Faults;

    public static async Task<IntakeApi> Start(OfficeSettings? settings = null) => new(await RunningApi.Start(settings: settings));

    public Task<(HttpResponseMessage Response, JsonElement Body)> Post(
        string body,
        string type = "application/json",
        string path = "/api/v1/events",
        params (string Name, string Value)[] headers
    ) => Post(Encoding.UTF8.GetBytes(body), type, path, headers);

    public async Task<(HttpResponseMessage Response, JsonElement Body)> Post(
        byte[] body,
        string? type,
        string path = "/api/v1/events",
        params (string Name, string Value)[] headers
    )
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(body) };
        if (type is not null)
            request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        foreach (var (name, value) in headers)
            Assert.True(request.Headers.TryAddWithoutValidation(name, value));
        return await RunningApi.Read(await _api.Client.SendAsync(request));
    }

    public Task<(HttpResponseMessage Response, JsonElement Body)> Alert(string body) => Post(body, path: "/api/v1/alertmanager");

    public static IEnumerable<string> Errors(JsonElement problem) =>
        problem
            .GetProperty("errors")
            .EnumerateArray()
            .Select(error =>
                (error.TryGetProperty("pointer", out var at) ? at.GetString() + " " : "") + error.GetProperty("detail").GetString()
            );

    public ValueTask DisposeAsync() => _api.DisposeAsync();

    private EmittedTogether Take(IReadOnlyList<Event> events)
    {
        if (Instead is not null)
            return Instead();
        var (records, duplicates) = (new List<RecordedEvent>(), new List<int>());
        for (var i = 0; i < events.Count; i++)
        {
            var known = events[i].HasSuppliedId ? Stored.FindIndex(each => each.Id == events[i].Id && each.Source == events[i].Source) : -1;
            if (known >= 0)
                duplicates.Add(i);
            else
                Stored.Add(events[i]);
            records.Add(new RecordedEvent((known >= 0 ? known : Stored.Count - 1) + 1, "node-1", 1, events[i]));
        }
        return new EmittedTogether(records, duplicates);
    }
}
