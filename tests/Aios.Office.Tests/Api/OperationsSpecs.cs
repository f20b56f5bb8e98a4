using System.Net;
using System.Text.Json;
using Aios.Loop.Surface.Verbs;

namespace Aios.Office.Tests.Api;

public sealed class OperationsSpecs
{
    [Fact]
    public async Task What_takes_long_is_begun_and_told_of_where_the_answer_says()
    {
        await using var api = await RunningApi.Start();
        var go = Signal();
        api.Verbs.Answer = async (_, output, _) =>
        {
            await go.Task;
            await output.Item(JsonElement.Parse("""{"id":"copy"}"""));
            return VerbEnd.Done;
        };
        var (begun, body) = await api.Post("/api/v1/copy", "{}", "k1");
        Assert.Equal((HttpStatusCode.Accepted, "running"), (begun.StatusCode, State(body)));
        var place = begun.Headers.Location!.ToString();
        Assert.Equal("running", State((await api.Get(place)).Body));
        var (again, _) = await api.Post("/api/v1/copy", "{}", "k1");
        Assert.Equal((HttpStatusCode.Accepted, place), (again.StatusCode, again.Headers.Location!.ToString()));
        Assert.Single(api.Verbs.Asked);

        go.SetResult();
        JsonElement ended;
        do ended = (await api.Get(place)).Body;
        while (State(ended) == "running");
        Assert.Equal("done", State(ended));
        Assert.Equal("copy", ended.GetProperty("answer").GetProperty("items")[0].GetProperty("id").GetString());
    }

    [Fact]
    public async Task One_that_fails_says_which_problem_it_was()
    {
        await using var api = await RunningApi.Start();
        var go = Signal();
        api.Verbs.Answer = async (_, _, _) =>
        {
            await go.Task;
            return VerbEnd.Failed("the disk is full");
        };
        var (begun, _) = await api.Post("/api/v1/copy", "{}");
        go.SetResult();
        JsonElement ended;
        do ended = (await api.Get(begun.Headers.Location!.ToString())).Body;
        while (State(ended) == "running");
        Assert.Equal(("failed", "/problems/failed"), (State(ended), ended.GetProperty("problem").GetString()));
        Assert.Equal("the disk is full", ended.GetProperty("detail").GetString());
    }

    [Fact]
    public async Task What_is_refused_at_once_is_no_operation()
    {
        await using var api = await RunningApi.Start();
        api.Verbs.Answer = (_, _, _) => Task.FromResult(VerbEnd.Usage("TO is missing"));
        Assert.Equal(HttpStatusCode.BadRequest, (await api.Post("/api/v1/copy", "{}")).Response.StatusCode);
    }

    [Fact]
    public async Task Who_may_not_begin_it_does_not_see_it()
    {
        await using var api = await RunningApi.Start();
        var go = Signal();
        api.Verbs.Answer = async (_, _, _) =>
        {
            await go.Task;
            return VerbEnd.Done;
        };
        var (begun, _) = await api.Post("/api/v1/copy", "{}");
        api.Client.DefaultRequestHeaders.Remove("X-Caller");
        api.Client.DefaultRequestHeaders.Add("X-Caller", "eve viewer");
        var (hidden, _) = await api.Get(begun.Headers.Location!.ToString());
        go.SetResult();
        Assert.Equal(HttpStatusCode.NotFound, hidden.StatusCode);
    }

    private static string? State(JsonElement operation) => operation.GetProperty("state").GetString();

    private static TaskCompletionSource Signal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
