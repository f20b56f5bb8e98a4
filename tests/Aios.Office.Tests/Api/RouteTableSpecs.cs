using Aios.Loop.Surface.Verbs;
using Aios.Node.Verbs;
using Aios.Office.Api;
using Aios.Office.Intake;

namespace Aios.Office.Tests.Api;

public sealed class RouteTableSpecs
{
    private static readonly IReadOnlyList<VerbEntry> Verbs =
    [
        .. VerbRegistry.All.Where(entry => NodeVerbs.Handlers.ContainsKey(entry.Name)),
    ];

    [Fact]
    public void Every_verb_of_a_node_has_exactly_one_route_and_no_two_share_one()
    {
        var routes = RouteTable.Of(Verbs);
        Assert.Equal(NodeVerbs.Handlers.Keys.Order(), routes.Select(route => route.Verb.Name).Order());
        Assert.Equal(routes.Count, routes.Select(RouteTable.Shape).Distinct().Count());
    }

    [Fact]
    public void Two_verbs_that_would_share_a_route_are_named()
    {
        var other = FakeVerbs.Thing with { Name = "things ls", Arguments = [] };
        var error = Assert.Throws<InvalidOperationException>(() => RouteTable.Of([FakeVerbs.Things, other with { Name = "things query" }]));
        Assert.Equal("GET /api/v1/things would be the route of 'things ls' and 'things query'", error.Message);
    }

    [Fact]
    public void No_route_hides_the_routes_that_are_no_verbs()
    {
        var own = new[] { "/api/v1/verbs", "/api/v1/operations", "/api/v1/login" };
        Assert.DoesNotContain(RouteTable.Of(Verbs), route => own.Any(path => route.Path.StartsWith(path, StringComparison.Ordinal)));
    }

    [Fact]
    public void No_verb_takes_a_route_that_programs_hand_events_in_by() =>
        Assert.DoesNotContain(
            RouteTable.Of(Verbs),
            route => RouteTable.Shape(route) is "POST " + IntakeRoutes.Events or "POST " + IntakeRoutes.Alertmanager
        );

    [Fact]
    public void What_changes_nothing_is_got_and_everything_else_is_posted() =>
        Assert.All(
            RouteTable.Of(Verbs),
            route => Assert.Equal(route.Verb is { Effect: VerbEffect.Read, TakesLong: false } ? "GET" : "POST", route.Method)
        );

    [Fact]
    public void Every_argument_of_a_verb_can_be_given()
    {
        foreach (var route in RouteTable.Of(Verbs))
        {
            var reached = route.Parameters.Select(parameter => parameter.Argument.Name).ToList();
            var own = route.Verb.Paging is { } paging ? [paging.Order, RouteTable.Limit] : Array.Empty<string?>();
            Assert.All(route.Verb.Arguments, argument => Assert.True(reached.Contains(argument.Name) || own.Contains(argument.Name)));
            Assert.Equal(reached.Count, reached.Distinct().Count());
            Assert.Equal(route.Parameters.Count, route.Parameters.Select(parameter => parameter.Name).Distinct().Count());
        }
    }

    [Theory]
    [InlineData("status", "GET /api/v1/status")]
    [InlineData("events query", "GET /api/v1/events")]
    [InlineData("events emit", "POST /api/v1/events/emit")]
    [InlineData("events tail", "GET /api/v1/events/tail")]
    [InlineData("runs ls", "GET /api/v1/runs")]
    [InlineData("runs show", "GET /api/v1/runs/{id}")]
    [InlineData("runs cancel", "POST /api/v1/runs/{id}/cancel")]
    [InlineData("decisions search", "GET /api/v1/decisions/search")]
    [InlineData("actor path", "GET /api/v1/actors/{path}/path")]
    [InlineData("actor hierarchy", "GET /api/v1/actors/hierarchy")]
    [InlineData("why", "GET /api/v1/why/{id}")]
    [InlineData("why-not", "GET /api/v1/why-not/{playbook}/{event}")]
    [InlineData("freeze", "POST /api/v1/freeze")]
    [InlineData("silences add", "POST /api/v1/silences")]
    [InlineData("silences rm", "POST /api/v1/silences/{id}/rm")]
    [InlineData("fuse show", "GET /api/v1/fuse")]
    [InlineData("backup", "POST /api/v1/backup")]
    [InlineData("maintenance run", "POST /api/v1/maintenance/run")]
    [InlineData("rollback", "POST /api/v1/rollback/{actor}")]
    public void Paths_are_the_noun_the_name_and_what_is_done(string verb, string expected)
    {
        var route = RouteTable.Of(VerbRegistry.Get(verb));
        Assert.Equal(expected, $"{route.Method} {route.Path}");
    }
}
