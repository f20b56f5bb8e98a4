using System.Net;
using Aios.Loop.Surface.Verbs;
using Aios.Office.Answers;
using Aios.Office.Api;
using Aios.Office.Tests.Api;

namespace Aios.Office.Tests.Answers;

public sealed class ProblemSpecs
{
    public static TheoryData<string, int> Ends =>
        new()
        {
            { "usage", 400 },
            { "refused", 403 },
            { "not found", 404 },
            { "conflict", 409 },
            { "unavailable", 503 },
            { "unreachable", 503 },
            { "unsupported", 501 },
            { "failed", 500 },
            { "unhandled", 500 },
        };

    [Theory]
    [MemberData(nameof(Ends))]
    public async Task Every_end_of_a_verb_has_its_status(string how, int status)
    {
        await using var api = await RunningApi.Start();
        var end = how switch
        {
            "usage" => VerbEnd.Usage("so"),
            "refused" => VerbEnd.Refused("so"),
            "not found" => VerbEnd.NotFound("so"),
            "conflict" => VerbEnd.Conflict("so"),
            "unavailable" => VerbEnd.Unavailable("so"),
            "unreachable" => new VerbEnd(ExitCode.NotReachable, "so"),
            "unsupported" => VerbEnd.Unsupported("so"),
            "failed" => VerbEnd.Failed("so"),
            _ => new VerbEnd(ExitCode.Unhandled, "so"),
        };
        api.Verbs.Answer = (_, _, _) => Task.FromResult(end);
        var (response, body) = await api.Get("/api/v1/things/1");
        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal(("so", status), (body.GetProperty("detail").GetString(), body.GetProperty("status").GetInt32()));
        Assert.Equal("/api/v1/things/1", body.GetProperty("instance").GetString());
        Assert.Matches("^[0-9a-f]{32}$", body.GetProperty("traceId").GetString());
    }

    [Theory]
    [InlineData(null, 1)]
    [InlineData(1_200, 2)]
    public async Task Who_is_not_available_says_when_to_ask_again(int? milliseconds, int seconds)
    {
        await using var api = await RunningApi.Start();
        TimeSpan? after = milliseconds is { } given ? TimeSpan.FromMilliseconds(given) : null;
        api.Verbs.Answer = (_, _, _) => Task.FromResult(VerbEnd.Unavailable("so") with { RetryAfter = after });
        var (response, _) = await api.Get("/api/v1/things/1");
        Assert.Equal(TimeSpan.FromSeconds(seconds), response.Headers.RetryAfter!.Delta);
    }

    [Fact]
    public async Task A_route_that_throws_answers_with_a_trace_and_tells_the_node()
    {
        await using var api = await RunningApi.Start();
        api.Verbs.Answer = (_, _, _) => throw new InvalidOperationException("secret");
        var (response, body) = await api.Get("/api/v1/things/1");
        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.DoesNotContain("secret", body.GetRawText());
        Assert.Equal("secret", Assert.Single(api.Faults).Message);
    }

    [Theory]
    [InlineData("GET", "/nothing", 404)]
    [InlineData("GET", "/api/v1/nothing", 404)]
    [InlineData("DELETE", "/api/v1/things", 405)]
    public async Task What_no_route_takes_is_a_problem_too(string method, string path, int status)
    {
        await using var api = await RunningApi.Start();
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        var (response, body) = await RunningApi.Read(await api.Client.SendAsync(request));
        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal(status, body.GetProperty("status").GetInt32());
        Assert.True(status != 405 || response.Content.Headers.Allow.Contains("GET"));
    }

    [Fact]
    public async Task A_body_above_the_limit_is_413()
    {
        await using var api = await RunningApi.Start();
        using var content = new ByteArrayContent(new byte[OfficeSettings.Default.BodyLimitBytes + 1]);
        content.Headers.ContentType = new("application/json");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/things/1/change") { Content = content };
        request.Headers.ExpectContinue = true;
        var (response, body) = await RunningApi.Read(await api.Client.SendAsync(request));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Equal("/problems/too-large", body.GetProperty("type").GetString());
    }

    [Fact]
    public async Task Every_type_leads_to_a_text()
    {
        await using var api = await RunningApi.Start();
        Assert.Equal(ProblemRoutes.All.Count, ProblemRoutes.All.Select(kind => kind.Name).Distinct().Count());
        foreach (var kind in ProblemRoutes.All)
            Assert.Contains(kind.Help, await api.Client.GetStringAsync(kind.Type));
    }

    [Theory]
    [InlineData("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01", true)]
    [InlineData("01-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more", true)]
    [InlineData("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more", false)]
    [InlineData("ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01", false)]
    [InlineData("00-00000000000000000000000000000000-00f067aa0ba902b7-01", false)]
    [InlineData("00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01", false)]
    [InlineData("00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void Only_a_trace_as_the_standard_has_it_is_taken(string? header, bool isTaken) =>
        Assert.Equal(isTaken ? "4bf92f3577b34da6a3ce929d0e0e4736" : null, TraceContext.Parse(header));
}
