using System.Net;
using Aios.Loop.Surface.Verbs;
using Aios.Office.Intake;

namespace Aios.Office.Tests.Access;

public sealed class RoleSpecs
{
    private static readonly VerbRole[] Roles = Enum.GetValues<VerbRole>();

    // Whoever opens a route to everybody says so here too.
    private static readonly string[] Open =
    [
        "/healthz",
        "/readyz",
        "/api/v1/login",
        "/problems",
        "/openapi.json",
        "/asyncapi.yaml",
        .. Aios.Office.Api.ProblemRoutes.All.Select(kind => kind.Type),
    ];

    /// <summary>Route, and who gets in of: nobody, viewer, operator, approver, admin, source.</summary>
    public static TheoryData<string, string, string> Matrix =>
        new()
        {
            { "GET", "/healthz", "in in in in in in" },
            { "GET", "/readyz", "in in in in in in" },
            { "GET", "/metrics", "401 in in in in 403" },
            { "GET", "/api/v1/session", "401 in in in in in" },
            { "POST", "/api/v1/logout", "401 in in in in in" },
            { "GET", "/look", "401 in in in in 403" },
            { "POST", "/operate", "401 403 in in in 403" },
            { "POST", "/approve", "401 403 403 in in 403" },
            { "POST", "/administer", "401 403 403 403 in 403" },
            { "POST", "/events", "401 403 in in in in" },
            { "POST", "/any", "401 in in in in in" },
            // 415: let in, and nothing was sent.
            { "POST", "/api/v1/events", "401 403 415 415 415 415" },
            { "POST", "/api/v1/alertmanager", "401 403 415 415 415 415" },
        };

    [Theory]
    [MemberData(nameof(Matrix))]
    public async Task Each_role_reaches_what_is_meant_for_it(string method, string path, string expected)
    {
        await using var office = await GuardedOffice.Start();
        var found = new List<string> { await Try(office, method, path, null) };
        foreach (var role in Roles)
            found.Add(await Try(office, method, path, await office.Token(role)));
        Assert.Equal(expected, string.Join(' ', found));
    }

    [Fact]
    public async Task No_route_is_open_to_whom_nobody_knows_unless_it_is_listed()
    {
        await using var office = await GuardedOffice.Start();
        foreach (var (pattern, method) in Every(office))
            if (!Open.Contains(pattern))
            {
                using var answer = await office.Send(method, PathOf(pattern), headers: ("Origin", office.Office.Url));
                Assert.True(answer.StatusCode == HttpStatusCode.Unauthorized, $"{method} {pattern}: {answer.StatusCode}");
                Assert.Equal("/problems/unauthenticated", await GuardedOffice.ProblemOf(answer));
                Assert.NotEmpty(answer.Headers.WwwAuthenticate);
            }
    }

    [Fact]
    public async Task Every_route_refuses_a_foreign_host_and_a_foreign_origin_even_with_a_token()
    {
        await using var office = await GuardedOffice.Start();
        var token = await office.Token(VerbRole.Admin);
        foreach (var (pattern, method) in Every(office))
        {
            using var host = await office.Send(method, PathOf(pattern), token, ("Host", "evil.example.org"));
            Assert.Equal((HttpStatusCode)421, host.StatusCode);
            Assert.Equal("/problems/wrong-host", await GuardedOffice.ProblemOf(host));
            using var origin = await office.Send(method, PathOf(pattern), token, ("Origin", "http://evil.example.org"));
            Assert.Equal(HttpStatusCode.Forbidden, origin.StatusCode);
            Assert.Equal("/problems/foreign-origin", await GuardedOffice.ProblemOf(origin));
        }
        using var socket = await office.Send(HttpMethod.Get, "/ws");
        Assert.Equal("/problems/foreign-origin", await GuardedOffice.ProblemOf(socket));
    }

    [Fact]
    public async Task Every_answer_forbids_what_a_browser_must_not_do()
    {
        await using var office = await GuardedOffice.Start();
        foreach (var path in new[] { "/healthz", "/api/v1/session", "/nowhere" })
        {
            using var answer = await office.Send(HttpMethod.Get, path);
            Assert.StartsWith("default-src 'none'; ", Header(answer, "Content-Security-Policy"), StringComparison.Ordinal);
            Assert.Equal("nosniff", Header(answer, "X-Content-Type-Options"));
            Assert.Equal("no-referrer", Header(answer, "Referrer-Policy"));
            Assert.Equal(path.StartsWith("/api", StringComparison.Ordinal), answer.Headers.CacheControl?.NoStore == true);
            Assert.False(answer.Headers.Contains("Server"));
        }
    }

    [Fact]
    public async Task Read_only_means_that_no_write_passes_but_a_logout_does()
    {
        await using var office = await GuardedOffice.Start(settings => settings with { ReadOnly = true });
        var token = await office.Token(VerbRole.Admin);
        using var write = await office.Send(HttpMethod.Post, "/operate", token);
        Assert.Equal("/problems/read-only", await GuardedOffice.ProblemOf(write));
        foreach (var path in (string[])[IntakeRoutes.Events, IntakeRoutes.Alertmanager])
        {
            using var intake = await office.Send(HttpMethod.Post, path, token);
            Assert.Equal("/problems/read-only", await GuardedOffice.ProblemOf(intake));
        }
        using var any = await office.Send(HttpMethod.Post, "/any", token);
        Assert.Equal(HttpStatusCode.OK, any.StatusCode);
        var (cookie, _) = await office.Browser();
        using var look = await office.Send(HttpMethod.Get, "/look", headers: ("Cookie", cookie));
        Assert.Equal(HttpStatusCode.OK, look.StatusCode);
    }

    [Fact]
    public async Task A_refusal_for_the_role_is_on_record()
    {
        await using var office = await GuardedOffice.Start();
        using var answer = await office.Send(HttpMethod.Post, "/administer", await office.Token(VerbRole.Viewer, "wall"));
        var entry = Assert.Single(office.Audit.Entries);
        Assert.Equal(("token wall", "viewer", "refused", ExitCode.Refused), (entry.Person, entry.Role, entry.Action, entry.Code));
        Assert.Contains("/administer", entry.Arguments, StringComparison.Ordinal);
    }

    private static IEnumerable<(string Pattern, HttpMethod Method)> Every(GuardedOffice office) =>
        office.Office.Routes.SelectMany(route =>
            route.Methods.DefaultIfEmpty("GET").Select(method => (route.Pattern, new HttpMethod(method)))
        );

    private static string PathOf(string pattern) => System.Text.RegularExpressions.Regex.Replace(pattern, @"\{[^}]*\}", "x");

    private static async Task<string> Try(GuardedOffice office, string method, string path, string? token)
    {
        using var answer = await office.Send(new HttpMethod(method), path, token, token is null ? [("Origin", office.Office.Url)] : []);
        return answer.IsSuccessStatusCode ? "in" : $"{(int)answer.StatusCode}";
    }

    private static string? Header(HttpResponseMessage answer, string name) =>
        answer.Headers.TryGetValues(name, out var found) ? string.Join(' ', found) : null;
}
