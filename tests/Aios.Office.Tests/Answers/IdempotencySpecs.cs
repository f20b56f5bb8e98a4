using System.Net;
using System.Text.Json;
using Aios.Loop.Surface.Verbs;
using Aios.Office.Tests.Api;

namespace Aios.Office.Tests.Answers;

public sealed class IdempotencySpecs
{
    private const string Path = "/api/v1/things/7/change";

    [Fact]
    public async Task The_same_request_under_the_same_key_is_carried_out_once_and_answered_alike()
    {
        await using var api = await RunningApi.Start();
        api.Verbs.Answer = async (call, output, _) =>
        {
            await output.Item(JsonElement.Parse($$"""{"id":"{{api.Verbs.Asked.Count}}"}"""));
            return VerbEnd.Done;
        };
        var (first, one) = await api.Post(Path, """{"reason":"old"}""", "k1");
        var (again, two) = await api.Post(Path, """{"reason":"old"}""", "k1");
        Assert.Equal((first.StatusCode, one.GetRawText()), (again.StatusCode, two.GetRawText()));
        Assert.Single(api.Verbs.Asked);
        Assert.Equal(first.Content.Headers.ContentType, again.Content.Headers.ContentType);
    }

    [Fact]
    public async Task A_refusal_of_the_verb_is_kept_too()
    {
        await using var api = await RunningApi.Start();
        api.Verbs.Answer = (_, _, _) => Task.FromResult(VerbEnd.Conflict("it is over"));
        var (_, one) = await api.Post(Path, "{}", "k1");
        var (again, two) = await api.Post(Path, "{}", "k1");
        Assert.Equal(HttpStatusCode.Conflict, again.StatusCode);
        Assert.Equal(one.GetRawText(), two.GetRawText());
        Assert.Single(api.Verbs.Asked);
    }

    [Fact]
    public async Task Another_body_under_the_same_key_is_422()
    {
        await using var api = await RunningApi.Start();
        await api.Post(Path, """{"reason":"old"}""", "k1");
        var (response, body) = await api.Post(Path, """{"reason":"new"}""", "k1");
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "/problems/key-reused"), (response.StatusCode, Type(body)));
        Assert.Single(api.Verbs.Asked);
    }

    [Fact]
    public async Task A_key_belongs_to_its_person_and_path()
    {
        await using var api = await RunningApi.Start();
        api.Client.DefaultRequestHeaders.Remove("X-Caller");
        await api.Post(Path, "{}", "k1", "ops operator");
        await api.Post(Path, "{}", "k1", "eve operator");
        await api.Post("/api/v1/things/8/change", "{}", "k1", "ops operator");
        Assert.Equal(3, api.Verbs.Asked.Count);
    }

    [Fact]
    public async Task While_the_first_runs_the_second_is_told_to_wait_and_another_body_is_none()
    {
        await using var api = await RunningApi.Start();
        var (begun, go) = (Signal(), Signal());
        api.Verbs.Answer = async (_, _, _) =>
        {
            begun.SetResult();
            await go.Task;
            return VerbEnd.Done;
        };
        var first = api.Post(Path, "{}", "k1");
        await begun.Task;
        var (second, busy) = await api.Post(Path, "{}", "k1");
        var (third, other) = await api.Post(Path, """{"reason":"x"}""", "k1");
        go.SetResult();
        Assert.Equal((HttpStatusCode.Conflict, "/problems/still-running"), (second.StatusCode, Type(busy)));
        Assert.Equal(TimeSpan.FromSeconds(1), second.Headers.RetryAfter!.Delta);
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "/problems/key-reused"), (third.StatusCode, Type(other)));
        Assert.Equal(HttpStatusCode.OK, (await first).Response.StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await api.Post(Path, "{}", "k1")).Response.StatusCode);
        Assert.Single(api.Verbs.Asked);
    }

    [Fact]
    public async Task Of_many_at_once_under_one_key_one_is_carried_out()
    {
        await using var api = await RunningApi.Start();
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => api.Post(Path, "{}", "k1")));
        Assert.All(answers, answer => Assert.True(answer.Response.StatusCode is HttpStatusCode.OK or HttpStatusCode.Conflict));
        Assert.Contains(answers, answer => answer.Response.StatusCode == HttpStatusCode.OK);
        Assert.Single(api.Verbs.Asked);
    }

    [Fact]
    public async Task What_a_node_did_not_end_is_said_to_be_unknown_by_the_next_and_not_done_again()
    {
        var kept = new KeptAnswers();
        var begun = Signal();
        var first = await RunningApi.Start(kept: kept);
        first.Verbs.Answer = async (call, output, cancel) =>
        {
            begun.SetResult();
            var cancelled = Signal();
            await using var _ = cancel.Register(cancelled.SetResult);
            await cancelled.Task;
            throw new OperationCanceledException(cancel);
        };
        var cut = first.Post(Path, "{}", "k1");
        await begun.Task;
        await first.StopAsync();
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await cut).Response.StatusCode);
        await first.DisposeAsync();

        await using var next = await RunningApi.Start(kept: kept);
        for (var i = 0; i < 2; i++)
        {
            var (response, body) = await next.Post(Path, "{}", "k1");
            Assert.Equal((HttpStatusCode.Conflict, "/problems/outcome-unknown"), (response.StatusCode, Type(body)));
        }
        Assert.Empty(next.Verbs.Asked);
        Assert.Equal(HttpStatusCode.OK, (await next.Post(Path, "{}", "k2")).Response.StatusCode);
    }

    [Fact]
    public async Task A_refusal_for_the_role_leaves_the_key_free()
    {
        await using var api = await RunningApi.Start();
        api.Client.DefaultRequestHeaders.Remove("X-Caller");
        api.Verbs.Answer = (call, _, _) =>
            Task.FromResult(call.Caller.Role == VerbRole.Viewer ? VerbEnd.Refused("it needs the role operator") : VerbEnd.Done);
        var (refused, _) = await api.Post(Path, "{}", "k1", "ops viewer");
        var (done, _) = await api.Post(Path, "{}", "k1", "ops operator");
        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.OK), (refused.StatusCode, done.StatusCode));
    }

    [Fact]
    public async Task A_key_that_is_none_is_400()
    {
        await using var api = await RunningApi.Start();
        foreach (var key in (string[])["with space", new string('k', 201)])
        {
            var (response, _) = await api.Post(Path, "{}", key);
            Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        }
        Assert.Empty(api.Verbs.Asked);
    }

    [Fact]
    public async Task An_answer_that_is_a_secret_is_kept_under_no_key()
    {
        await using var api = await RunningApi.Start(new FakeVerbs { All = [FakeVerbs.Change with { TellsSecret = true }] });
        Assert.Equal(HttpStatusCode.BadRequest, (await api.Post(Path, "{}", "k1")).Response.StatusCode);
        var run = """{"verb":"things change","args":{"id":"7"}}""";
        Assert.Equal(HttpStatusCode.BadRequest, (await api.Post("/api/v1/verbs/run", run, "k1")).Response.StatusCode);
        Assert.Equal(0, api.Kept.Count);
        Assert.Empty(api.Verbs.Asked);
    }

    [Fact]
    public async Task Without_a_key_every_request_is_carried_out_and_nothing_is_kept()
    {
        await using var api = await RunningApi.Start();
        await api.Post(Path, "{}");
        await api.Post(Path, "{}");
        Assert.Equal((2, 0), (api.Verbs.Asked.Count, api.Kept.Count));
    }

    private static string? Type(JsonElement problem) => problem.GetProperty("type").GetString();

    private static TaskCompletionSource Signal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
