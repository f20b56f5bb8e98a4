using Aios.Gateway.Http;
using Aios.Loop.Effects;

namespace Aios.Gateway.Tests.Http;

public sealed class HttpAdapterSpecs
{
    [Fact]
    public async Task A_request_arrives_with_its_headers_body_and_the_id_of_its_effect()
    {
        using var server = new LocalServer(LocalServer.Answer("201 Created", "made"));

        var outcome = await Do(
            server,
            new EffectAction.SendRequest(
                $"{server.Url}a/b?x=1",
                "POST",
                [new("X-One", "eins"), new("Content-Type", "application/json")],
                "{\"ü\":1}",
                []
            )
        );

        Assert.Equal((EffectResult.Ok, "status 201", "made"), (outcome.Result, outcome.Detail, outcome.Output));
        var asked = Assert.Single(server.Asked);
        Assert.StartsWith("POST /a/b?x=1 HTTP/1.1\r\n", asked);
        Assert.Contains("X-One: eins\r\n", asked);
        Assert.Contains("Content-Type: application/json\r\n", asked);
        Assert.Contains("Idempotency-Key: run-1/step#1\r\n", asked);
        Assert.EndsWith("\r\n\r\n{\"ü\":1}", asked);
    }

    [Theory]
    [InlineData("204 No Content", new[] { 200 }, EffectResult.ExitCode, "status 204; expected 200")]
    [InlineData("404 Not Found", new[] { 200, 404 }, EffectResult.Ok, "status 404")]
    [InlineData("503 Busy", new int[0], EffectResult.ExitCode, "status 503; expected 200 to 299")]
    public async Task The_status_decides(string status, int[] expected, EffectResult result, string detail)
    {
        using var server = new LocalServer(LocalServer.Answer(status));

        var outcome = await Do(server, new EffectAction.SendRequest(server.Url, "GET", [], null, expected));

        Assert.Equal((result, detail), (outcome.Result, outcome.Detail));
    }

    [Fact]
    public async Task A_redirect_is_told_and_not_followed()
    {
        using var other = new LocalServer(LocalServer.Answer("200 OK"));
        using var server = new LocalServer(LocalServer.Answer("302 Found", more: $"Location: {other.Url}\r\n"));

        var outcome = await Do(server, Get(server.Url));

        Assert.Equal(
            (EffectResult.ExitCode, "status 302; expected 200 to 299; redirects are not followed"),
            (outcome.Result, outcome.Detail)
        );
        Assert.Empty(other.Asked);
    }

    [Fact]
    public async Task The_head_of_a_long_answer_is_kept()
    {
        using var server = new LocalServer(LocalServer.Answer("200 OK", new string('x', 1 << 20)));

        var outcome = await Do(server, Get(server.Url));

        Assert.Equal((EffectResult.Ok, 64 * 1024), (outcome.Result, outcome.Output.Length));
        Assert.Equal("status 200, the first 64 KiB kept", outcome.Detail);
    }

    [Fact]
    public async Task A_server_that_says_nothing_is_left_at_the_time_out()
    {
        using var server = new LocalServer(null);

        var outcome = await Do(server, Get(server.Url), timeoutMs: 300);

        Assert.Equal(EffectResult.Timeout, outcome.Result);
        Assert.InRange(outcome.DurationMs, 250, 4_900);
    }

    [Fact]
    public async Task Nobody_there_is_an_error_and_not_listed_is_a_refusal()
    {
        var server = new LocalServer(null);
        server.Dispose();

        Assert.Equal(EffectResult.Error, (await Do(server, Get(server.Url))).Result);
        var refused = await Do(server, Get("http://127.0.0.1:1/"));
        Assert.Equal(
            (EffectResult.Refused, "'http://127.0.0.1:1/' is below no URL in aios.targets.urls"),
            (refused.Result, refused.Detail)
        );
    }

    [Theory]
    [InlineData("a\r\nX-Evil: 1")]
    [InlineData("a\nb")]
    [InlineData("a\0b")]
    [InlineData("ä")]
    public async Task A_header_cannot_become_two(string value)
    {
        using var server = new LocalServer(LocalServer.Answer("200 OK"));

        var outcome = await Do(server, new EffectAction.SendRequest(server.Url, "GET", [new("X-One", value)], null, []));

        Assert.Equal(EffectResult.Refused, outcome.Result);
        Assert.Empty(server.Asked);
    }

    [Fact]
    public async Task A_secret_is_read_from_its_file_and_shown_nowhere()
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, "hunter2\n");
            using var server = new LocalServer(LocalServer.Answer("200 OK"));
            var action = new EffectAction.SendRequest(server.Url, "GET", [new("Authorization", "", $"file:{file}")], null, []);

            var outcome = await Do(server, action);

            Assert.Contains("Authorization: hunter2\r\n", Assert.Single(server.Asked));
            Assert.DoesNotContain("hunter2", $"{outcome} {action}");
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static EffectAction Get(string url) => new EffectAction.SendRequest(url, "GET", [], null, []);

    private static Task<EffectOutcome> Do(LocalServer server, EffectAction action, int timeoutMs = 20_000) =>
        new Door(new FakeLedger(), TimeProvider.System, [new HttpAdapter(new UrlScope([server.Url]))]).Execute(
            Intents.Of(action, timeoutMs)
        );
}
