using System.Net;
using System.Text.Json;
using Aios.Loop.Ports;
using Aios.Loop.Surface;
using Aios.Loop.Surface.Verbs;
using Aios.Office.Tests.Access;

namespace Aios.Office.Tests.Health;

public sealed class HealthSpecs
{
    private static readonly NotReady Full = new("journal", "The disk is full");

    [Fact]
    public async Task A_living_process_says_so_to_anybody()
    {
        await using var office = await RunningOffice.Start();
        Assert.Equal("ok\n", await office.Client.GetStringAsync("/healthz"));
    }

    [Fact]
    public async Task A_node_that_may_take_work_says_so_to_anybody()
    {
        await using var office = await RunningOffice.Start(host => host with { Readiness = new Fixed() });
        Assert.Equal("ready\n", await office.Client.GetStringAsync("/readyz"));
    }

    [Fact]
    public async Task One_that_may_not_answers_503_with_the_parts_that_fail_and_why()
    {
        await using var office = await GuardedOffice.Start(with: host =>
            host with
            {
                Readiness = new Fixed(new NotReady("node", "it stops"), Full),
            }
        );
        var problem = await Asked(office);
        Assert.Equal("/problems/not-ready", problem.GetProperty("type").GetString());
        Assert.Equal("failing: node, journal", problem.GetProperty("detail").GetString());
        Assert.Equal(["node: it stops", "journal: The disk is full"], Errors(problem));
    }

    [Fact]
    public async Task From_elsewhere_the_parts_are_named_and_only_a_login_is_told_why()
    {
        await using var office = await GuardedOffice.Start(
            settings => settings with { ProxyEndsTls = true },
            host => host with { Readiness = new Fixed(Full) }
        );
        var problem = await Asked(office);
        Assert.Equal("failing: journal", problem.GetProperty("detail").GetString());
        Assert.False(problem.TryGetProperty("errors", out _));
        Assert.Equal(["journal: The disk is full"], Errors(await Asked(office, await office.Token(VerbRole.Viewer))));
    }

    private static async Task<JsonElement> Asked(GuardedOffice office, string? token = null)
    {
        using var answer = await office.Send(HttpMethod.Get, "/readyz", token);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.True(answer.Headers.CacheControl?.NoStore);
        return JsonElement.Parse(await answer.Content.ReadAsStringAsync());
    }

    private static IEnumerable<string?> Errors(JsonElement problem) =>
        problem.GetProperty("errors").EnumerateArray().Select(error => error.GetProperty("detail").GetString());

    private sealed class Fixed(params NotReady[] failing) : IReadiness
    {
        public Task<IReadOnlyList<NotReady>> Failing() => Task.FromResult<IReadOnlyList<NotReady>>(failing);
    }
}
