using System.Net;
using System.Text;
using System.Text.Json;
using Aios.Loop.Surface.Verbs;

namespace Aios.Office.Tests.Api;

public sealed class FrameStreamSpecs
{
    [Theory]
    [InlineData("""{"verb":"things tail","id":"a"}""", "a")]
    [InlineData("""{"verb":"things show","args":{"id":"1"}}""", "1")]
    [InlineData("""{"verb":"things change","args":{"id":"1"}}""", "1")]
    public async Task A_verb_by_its_name_answers_with_the_frames_of_the_inspection_port(string body, string id)
    {
        await using var api = await RunningApi.Start();
        api.Verbs.Answer = async (_, output, _) =>
        {
            await output.Item(JsonElement.Parse("""{"id":"ä"}"""));
            await output.Progress("one");
            return new VerbEnd(ExitCode.Unhealthy, "not well");
        };
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        var response = await api.Client.PostAsync("/api/v1/verbs/run", content);
        Assert.Equal("application/x-ndjson", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal(
            $$$"""
            {"v":"aios.cmd/1","id":"{{{id}}}","kind":"item","item":{"id":"ä"}}
            {"v":"aios.cmd/1","id":"{{{id}}}","kind":"progress","text":"one"}
            {"v":"aios.cmd/1","id":"{{{id}}}","kind":"end","code":2,"error":"not well"}

            """,
            await response.Content.ReadAsStringAsync()
        );
    }

    [Fact]
    public async Task What_is_wrong_with_the_request_is_told_at_once_and_no_verb_runs()
    {
        await using var api = await RunningApi.Start();
        var (response, body) = await api.Post("/api/v1/verbs/run", """{"verb":7,"args":[],"id":""}""");
        Assert.Equal((HttpStatusCode.BadRequest, 3), (response.StatusCode, body.GetProperty("errors").GetArrayLength()));
        Assert.Empty(api.Verbs.Asked);
    }

    [Fact]
    public async Task A_write_by_its_name_is_carried_out_once_under_its_key()
    {
        await using var api = await RunningApi.Start();
        for (var i = 0; i < 2; i++)
        {
            var (_, frame) = await api.Post("/api/v1/verbs/run", """{"verb":"things change","args":{"id":"1"}}""", "k1");
            Assert.Equal("""{"v":"aios.cmd/1","id":"1","kind":"end","code":0}""", frame.GetRawText());
        }
        Assert.Single(api.Verbs.Asked);
    }

    [Fact]
    public async Task A_stream_comes_as_it_happens_and_ends_with_its_client()
    {
        await using var api = await RunningApi.Start();
        var (second, left) = (Signal(), Signal());
        api.Verbs.Answer = async (_, output, cancel) =>
        {
            await using var gone = cancel.Register(() => left.TrySetResult());
            await output.Item(JsonElement.Parse("""{"id":"1"}"""));
            await second.Task;
            await output.Item(JsonElement.Parse("""{"id":"2"}"""));
            await left.Task;
            throw new OperationCanceledException(cancel);
        };
        using (var response = await api.Client.GetAsync("/api/v1/things/tail", HttpCompletionOption.ResponseHeadersRead))
        {
            using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());
            Assert.Contains("\"id\":\"1\"}", await reader.ReadLineAsync());
            second.SetResult();
            Assert.Contains("\"id\":\"2\"}", await reader.ReadLineAsync());
        }
        await left.Task.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Empty(api.Faults);
    }

    [Fact]
    public async Task A_node_that_stops_says_so_at_the_end_of_a_stream()
    {
        var api = await RunningApi.Start();
        api.Verbs.Answer = async (_, output, cancel) =>
        {
            var stopped = Signal();
            await using var stop = cancel.Register(() => stopped.TrySetResult());
            await output.Item(JsonElement.Parse("{}"));
            await stopped.Task;
            throw new OperationCanceledException(cancel);
        };
        using var response = await api.Client.GetAsync("/api/v1/things/tail", HttpCompletionOption.ResponseHeadersRead);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());
        Assert.NotNull(await reader.ReadLineAsync());
        var stopping = api.StopAsync();
        Assert.Equal(
            """{"v":"aios.cmd/1","id":"1","kind":"end","code":130,"error":"the node is stopping"}""",
            await reader.ReadLineAsync()
        );
        await stopping;
        await api.DisposeAsync();
    }

    private static TaskCompletionSource Signal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
