using System.Net;
using System.Text.Json;
using Aios.Loop.Surface;
using Aios.Loop.Vocabulary;
using Aios.Office.Intake;
using Aios.Office.Tests.Intake.Recorded;

namespace Aios.Office.Tests.Intake;

public sealed class IntakeRoutesSpecs
{
    private const string Batch = "application/cloudevents-batch+json";

    [Fact]
    public async Task What_is_taken_is_answered_when_it_is_on_record_and_who_sent_it_is_noted()
    {
        await using var api = await IntakeApi.Start();
        var (response, body) = await api.Post("""[{"type":"a.b","id":"1"},{"type":"c.d","severity":"error"}]""");
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        Assert.Equal(("aios.emit/1", 2, 0), Counts(body));
        Assert.Equal(
            ["1 a.b info P3 false", "2 c.d error P2 false"],
            body.GetProperty("items")
                .EnumerateArray()
                .Select(item =>
                    $"{item.GetProperty("seq")} {item.GetProperty("type")} {item.GetProperty("severity")} {item.GetProperty("priority")} "
                    + item.GetProperty("duplicate").GetRawText()
                )
        );
        var note = Assert.Single(api.Noted);
        Assert.Equal(("ops", "events post", """{"stored":2,"duplicates":0,"last_seq":2}"""), (note.Person, note.Action, note.Arguments));
        Assert.True(response.Headers.Contains("X-RateLimit-Remaining"));
    }

    [Fact]
    public async Task What_is_sent_again_is_stored_once_and_answered_as_accepted()
    {
        await using var api = await IntakeApi.Start();
        await api.Post(Recordings.Batch, Batch);
        var (response, body) = await api.Post(Recordings.Batch, Batch);
        Assert.Equal((HttpStatusCode.Accepted, 5), (response.StatusCode, api.Stored.Count));
        Assert.Equal(("aios.emit/1", 0, 5), Counts(body));
        Assert.All(body.GetProperty("items").EnumerateArray(), item => Assert.True(item.GetProperty("duplicate").GetBoolean()));

        await api.Alert(Recordings.Firing);
        var (_, again) = await api.Alert(Recordings.Mixed);
        Assert.Equal(("aios.emit/1", 2, 1), Counts(again));
    }

    [Fact]
    public async Task One_bad_item_keeps_all_of_a_batch_out_and_is_named()
    {
        await using var api = await IntakeApi.Start();
        var bad = Recordings
            .Batch.Replace("\"id\": \"D\"", "\"id\": \"\"", StringComparison.Ordinal)
            .Replace("\"id\": \"F\"", "\"id\": \"a b\"", StringComparison.Ordinal);
        var (response, body) = await api.Post(bad, Batch);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal("nothing was taken: 2 faults", body.GetProperty("detail").GetString());
        Assert.Equal(["#/2", "#/4"], IntakeApi.Errors(body).Select(error => error.Split(' ')[0]));
        Assert.Empty(api.Stored);
        Assert.Empty(api.Noted);
    }

    [Theory]
    [InlineData("/api/v1/events")]
    [InlineData("/api/v1/alertmanager")]
    public async Task A_log_that_takes_nothing_now_is_503_with_the_time_to_wait(string path)
    {
        await using var api = await IntakeApi.Start();
        api.Instead = () =>
            new EmittedTogether([], [], new Refusal("event", "2 together", "the disk is full", "free space"), IsRetryable: true)
            {
                RetryAfter = TimeSpan.FromSeconds(7.5),
            };
        var (response, body) = await api.Post(BodyFor(path), path: path);
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "/problems/unavailable"), (response.StatusCode, Type(body)));
        Assert.Equal(TimeSpan.FromSeconds(8), response.Headers.RetryAfter!.Delta);
        Assert.Contains("the disk is full", body.GetProperty("detail").GetString(), StringComparison.Ordinal);

        api.Instead = () => throw new TimeoutException("not confirmed within 4 s; they may be on record");
        (response, body) = await api.Post(BodyFor(path), path: path);
        Assert.Equal(
            (HttpStatusCode.ServiceUnavailable, TimeSpan.FromSeconds(1)),
            (response.StatusCode, response.Headers.RetryAfter!.Delta)
        );
        Assert.Contains("may be on record", body.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Empty(api.Faults);
    }

    [Fact]
    public async Task What_the_log_will_never_take_is_400()
    {
        await using var api = await IntakeApi.Start();
        api.Instead = () => new EmittedTogether([], [], new Refusal("event", "1", "the line is too long", "shorten it"));
        var (response, _) = await api.Post("""{"type":"a.b"}""");
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task Without_its_audit_nothing_is_acknowledged_and_sent_again_it_is_stored_once()
    {
        await using var api = await IntakeApi.Start();
        api.IsAuditFull = true;
        var (response, body) = await api.Post("""{"type":"a.b","id":"1"}""");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Contains("the events are on record, but no space", body.GetProperty("detail").GetString(), StringComparison.Ordinal);
        api.IsAuditFull = false;
        Assert.Equal(("aios.emit/1", 0, 1), Counts((await api.Post("""{"type":"a.b","id":"1"}""")).Body));
    }

    [Fact]
    public async Task Too_many_requests_are_429_for_events_and_503_for_alerts_which_would_be_lost_otherwise()
    {
        await using var api = await IntakeApi.Start(OfficeSettings.Default with { RequestsPerSecond = 1, RequestBurst = 1 });
        await api.Post("""{"type":"a.b"}""");
        var (events, _) = await api.Post("""{"type":"a.b"}""");
        var (alerts, body) = await api.Alert(Recordings.Firing);
        Assert.Equal(
            (HttpStatusCode.TooManyRequests, HttpStatusCode.ServiceUnavailable, "/problems/unavailable"),
            (events.StatusCode, alerts.StatusCode, Type(body))
        );
        Assert.All(
            new[] { events, alerts },
            answer =>
            {
                Assert.InRange(answer.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2));
                Assert.Equal("0", Assert.Single(answer.Headers.GetValues("X-RateLimit-Remaining")));
            }
        );
        Assert.Single(api.Stored);
    }

    [Theory]
    [InlineData("/api/v1/events")]
    [InlineData("/api/v1/alertmanager")]
    public async Task A_body_that_is_too_large_or_holds_too_many_is_413(string path)
    {
        await using var api = await IntakeApi.Start(OfficeSettings.Default with { BodyLimitBytes = 1_024 });
        var (large, _) = await api.Post(BodyFor(path) + new string(' ', 1_024), path: path);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, large.StatusCode);

        await using var wide = await IntakeApi.Start();
        var many = "[" + string.Join(',', Enumerable.Repeat("{}", Reading.MostEvents + 1)) + "]";
        var (response, body) = await wide.Post(
            path.EndsWith("events", StringComparison.Ordinal) ? many : $$"""{"version":"4","alerts":{{many}}}""",
            path: path
        );
        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "/problems/too-large"), (response.StatusCode, Type(body)));
        Assert.Empty(api.Stored);
        Assert.Empty(wide.Stored);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{\"type\":\"a.b\"} x")]
    [InlineData("\u00ff")]
    public async Task What_is_no_json_is_400(string body)
    {
        await using var api = await IntakeApi.Start();
        foreach (
            var (path, type) in ((string, string)[])
                [("events", "application/json"), ("events", Batch), ("alertmanager", "application/json")]
        )
            Assert.Equal(HttpStatusCode.BadRequest, (await api.Post(body, type, $"/api/v1/{path}")).Response.StatusCode);
    }

    [Fact]
    public async Task A_nest_of_any_depth_is_400_and_not_read_to_its_end()
    {
        await using var api = await IntakeApi.Start();
        var nest = new string('[', 100_000);
        Assert.Equal(HttpStatusCode.BadRequest, (await api.Post(nest)).Response.StatusCode);
        var payload = $$$"""{"type":"a.b","payload":{"x":{{{new string('[', 33)}}}{{{new string(']', 33)}}} } }""";
        Assert.Equal(HttpStatusCode.BadRequest, (await api.Post(payload)).Response.StatusCode);
        Assert.Empty(api.Faults);
    }

    [Fact]
    public async Task Of_many_faults_the_first_hundred_are_listed_and_all_are_counted()
    {
        await using var api = await IntakeApi.Start();
        var (_, body) = await api.Post("[" + string.Join(',', Enumerable.Repeat("1", 150)) + "]");
        Assert.Equal(100, body.GetProperty("errors").GetArrayLength());
        Assert.Equal("nothing was taken: 150 faults; 50 more are not listed", body.GetProperty("detail").GetString());
    }

    [Fact]
    public async Task An_empty_list_is_accepted_and_nothing_is_written()
    {
        await using var api = await IntakeApi.Start();
        var (response, body) = await api.Post("[]", Batch);
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        Assert.Equal(("aios.emit/1", 0, 0), Counts(body));
        Assert.Empty(api.Noted);
    }

    private static string BodyFor(string path) =>
        path.EndsWith("events", StringComparison.Ordinal)
            ? """{"type":"a.b"}"""
            : """{"version":"4","alerts":[{"status":"firing","fingerprint":"f","startsAt":"2026-01-31T10:00:00Z"}]}""";

    private static string? Type(JsonElement problem) => problem.GetProperty("type").GetString();

    private static (string?, int, int) Counts(JsonElement body) =>
        (body.GetProperty("schema").GetString(), body.GetProperty("stored").GetInt32(), body.GetProperty("duplicates").GetInt32());
}
