using System.Net;
using System.Text;
using System.Text.Json;
using Aios.Loop.Surface.Verbs;

namespace Aios.Office.Tests.Api;

public sealed class VerbRoutesSpecs
{
    [Fact]
    public async Task A_list_is_its_schema_its_items_and_where_it_goes_on()
    {
        await using var api = await RunningApi.Start();
        api.Verbs.HoldRows(() => 3);
        var (response, body) = await api.Get("/api/v1/things?limit=2&kind=a&open=true&filter=x%20%3E%201");
        Assert.Equal("application/json", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal("aios.things/1", body.GetProperty("schema").GetString());
        Assert.Equal(["3", "2"], Ids(body));
        Assert.False(string.IsNullOrEmpty(body.GetProperty("next").GetString()));
        Assert.True(api.Verbs.Asked.TryDequeue(out var call));
        Assert.Equal("things ls", call.Verb);
        Assert.Equal("""{"limit":"2","kind":"a","open":true,"where":"x > 1"}""", JsonSerializer.Serialize(call.Arguments, Plain));
        Assert.Equal(("ops", VerbRole.Admin), (call.Caller.Person, call.Caller.Role));
    }

    [Fact]
    public async Task Parts_of_a_list_lose_and_repeat_no_row_while_rows_are_added()
    {
        await using var api = await RunningApi.Start();
        var rows = 100;
        api.Verbs.HoldRows(() => rows);
        var seen = new List<string>();
        string? next = null;
        do
        {
            var (response, body) = await api.Get($"/api/v1/things?limit=7{(next is null ? "" : $"&cursor={next}")}");
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            seen.AddRange(Ids(body));
            next = body.GetProperty("next").GetString();
            rows += 3;
        } while (next is not null);
        Assert.Equal(Enumerable.Range(1, 100).Reverse().Select(row => $"{row}"), seen);
    }

    [Fact]
    public async Task Everything_that_is_wrong_with_a_query_is_told_at_once()
    {
        await using var api = await RunningApi.Start();
        var (response, body) = await api.Get("/api/v1/things?limit=501&cursor=bm8&size=3&kind=a&kind=b");
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(
            [
                "limit is 501; it must be a whole number from 1 to 500",
                "cursor is 'bm8'; it must be 'next' of an earlier part of this list",
                "'size' is not known here; known are kind, open, filter, limit, cursor",
                "kind is given 2 times; it must be given once",
            ],
            Errors(body)
        );
        Assert.Empty(api.Verbs.Asked);
    }

    [Fact]
    public async Task What_the_verb_finds_wrong_is_listed_too()
    {
        await using var api = await RunningApi.Start();
        api.Verbs.Answer = (_, _, _) => Task.FromResult(VerbEnd.Usage(["--kind is wrong", "--where is wrong"]));
        var (response, body) = await api.Get("/api/v1/things");
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(["--kind is wrong", "--where is wrong"], Errors(body));
    }

    [Theory]
    [InlineData("run%2Fjournal%231", "run/journal#1")]
    [InlineData("50%2525", "50%25")]
    [InlineData("a%20b", "a b")]
    public async Task A_name_in_the_path_is_what_was_meant(string written, string meant)
    {
        await using var api = await RunningApi.Start();
        await api.Get($"/api/v1/things/{written}");
        Assert.True(api.Verbs.Asked.TryDequeue(out var call));
        Assert.Equal(("things show", meant), (call.Verb, call.Arguments["id"].GetString()));
    }

    [Fact]
    public async Task A_write_takes_its_arguments_from_path_and_body()
    {
        await using var api = await RunningApi.Start();
        var (response, _) = await api.Post("/api/v1/things/7/change", """{"reason":"old"}""");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.True(api.Verbs.Asked.TryDequeue(out var call));
        Assert.Equal("""{"id":"7","reason":"old"}""", JsonSerializer.Serialize(call.Arguments));
    }

    [Theory]
    [InlineData("""["reason"]""", "application/json", HttpStatusCode.BadRequest)]
    [InlineData("""{"reason":""", "application/json", HttpStatusCode.BadRequest)]
    [InlineData("""{"cause":"x"}""", "application/json", HttpStatusCode.BadRequest)]
    [InlineData("reason=old", "application/x-www-form-urlencoded", HttpStatusCode.UnsupportedMediaType)]
    public async Task A_body_that_is_none_is_refused_before_the_verb_runs(string body, string type, HttpStatusCode expected)
    {
        await using var api = await RunningApi.Start();
        using var content = new StringContent(body, Encoding.UTF8, type);
        var (response, problem) = await RunningApi.Read(await api.Client.PostAsync("/api/v1/things/7/change", content));
        Assert.Equal(expected, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal((int)expected, problem.GetProperty("status").GetInt32());
        Assert.Empty(api.Verbs.Asked);
    }

    [Fact]
    public async Task What_is_not_well_is_answered_with_what_was_found()
    {
        await using var api = await RunningApi.Start();
        api.Verbs.Answer = async (_, output, _) =>
        {
            await output.Item(JsonElement.Parse("""{"id":"1"}"""));
            await output.Progress("one is missing");
            return new VerbEnd(ExitCode.Unhealthy);
        };
        var (response, body) = await api.Get("/api/v1/things/1");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(
            """{"schema":"aios.things/1","items":[{"id":"1"}],"next":null,"code":2,"notes":["one is missing"]}""",
            body.GetRawText()
        );
    }

    [Fact]
    public async Task Who_is_not_known_is_told_how_to_become_known()
    {
        await using var api = await RunningApi.Start();
        api.Client.DefaultRequestHeaders.Remove("X-Caller");
        var (response, body) = await api.Get("/api/v1/things");
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal("Bearer", Assert.Single(response.Headers.WwwAuthenticate).Scheme);
        Assert.Equal("/problems/unauthenticated", body.GetProperty("type").GetString());
        Assert.Empty(api.Verbs.Asked);
    }

    [Fact]
    public async Task The_trace_of_the_request_reaches_the_verb_and_the_answer()
    {
        const string trace = "4bf92f3577b34da6a3ce929d0e0e4736";
        await using var api = await RunningApi.Start();
        api.Client.DefaultRequestHeaders.Add("traceparent", $"00-{trace}-00f067aa0ba902b7-01");
        api.Verbs.Answer = (_, _, _) => Task.FromResult(VerbEnd.NotFound("none"));
        var (response, body) = await api.Get("/api/v1/things/1");
        Assert.True(api.Verbs.Asked.TryDequeue(out var call));
        Assert.Equal(trace, call.Caller.TraceId);
        Assert.Equal(trace, body.GetProperty("traceId").GetString());
        Assert.Matches($"^00-{trace}-(?!00f067aa0ba902b7)[0-9a-f]{{16}}-01$", Assert.Single(response.Headers.GetValues("traceparent")));
    }

    [Fact]
    public async Task The_palette_tells_all_that_a_front_needs()
    {
        await using var api = await RunningApi.Start();
        var (_, body) = await api.Get("/api/v1/verbs");
        Assert.Equal(
            api.Verbs.All.Select(entry => entry.Name),
            body.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("name").GetString())
        );
        var change = body.GetProperty("items")[2];
        Assert.Equal(
            ("write", "operator", true),
            (Word(change, "effect"), Word(change, "role"), change.GetProperty("permitted").GetBoolean())
        );
        Assert.Equal(("POST", "/api/v1/things/{id}/change"), (Word(change, "method"), Word(change, "path")));
        Assert.Equal("reason", Word(change.GetProperty("arguments")[1], "name"));
    }

    private static readonly JsonSerializerOptions Plain = Aios.Loop.Vocabulary.LooseJson.Options;

    private static string? Word(JsonElement item, string name) => item.GetProperty(name).GetString();

    private static IEnumerable<string> Ids(JsonElement body) =>
        body.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetString()!);

    private static IEnumerable<string?> Errors(JsonElement body) =>
        body.GetProperty("errors").EnumerateArray().Select(error => error.GetProperty("detail").GetString());
}
