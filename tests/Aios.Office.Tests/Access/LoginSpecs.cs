using System.Net;
using System.Text.Json;
using Aios.Loop.Surface.Verbs;
using Aios.Office.Access;

namespace Aios.Office.Tests.Access;

public sealed class LoginSpecs
{
    [Fact]
    public async Task A_printed_login_opens_once_and_the_cookie_does_from_then_on()
    {
        await using var office = await GuardedOffice.Start();
        var secret = await office.Login();
        using var first = await office.Enter(secret);
        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        var set = Assert.Single(first.Headers.GetValues("Set-Cookie"));
        Assert.StartsWith("aios-node-1=", set, StringComparison.Ordinal);
        Assert.Contains("httponly", set, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", set, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("max-age=43200", set, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("secure", set, StringComparison.OrdinalIgnoreCase);
        using var again = await office.Enter(secret);
        Assert.Equal(HttpStatusCode.Unauthorized, again.StatusCode);
        Assert.Equal("/problems/login", await GuardedOffice.ProblemOf(again));
        using var who = await office.Send(HttpMethod.Get, "/api/v1/session", headers: ("Cookie", set.Split(';')[0]));
        var session = JsonElement.Parse(await who.Content.ReadAsStringAsync());
        Assert.Equal("uid 1000", session.GetProperty("person").GetString());
        Assert.Equal("admin", session.GetProperty("role").GetString());
        Assert.Equal("node-1", session.GetProperty("node").GetString());
        Assert.False(session.GetProperty("readonly").GetBoolean());
        Assert.Equal(["login/0/uid 1000", "login/5/"], office.Audit.Entries.Select(each => $"{each.Action}/{each.Code}/{each.Person}"));
        Assert.DoesNotContain(office.Audit.Entries, each => each.ToString().Contains(secret, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Of_many_that_try_one_login_at_once_one_gets_in()
    {
        await using var office = await GuardedOffice.Start();
        var secret = await office.Login();
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => office.Enter(secret)));
        Assert.Single(answers, each => each.IsSuccessStatusCode);
    }

    [Fact]
    public async Task A_login_is_worth_nothing_after_fifteen_minutes_and_a_session_after_twelve_hours()
    {
        await using var office = await GuardedOffice.Start();
        var (late, cookie) = (await office.Login(), (await office.Browser()).Cookie);
        office.Clock.By = Logins.Lifetime;
        using var entered = await office.Enter(late);
        Assert.Equal(HttpStatusCode.Unauthorized, entered.StatusCode);
        using var still = await office.Send(HttpMethod.Get, "/look", headers: ("Cookie", cookie));
        Assert.Equal(HttpStatusCode.OK, still.StatusCode);
        office.Clock.By = TimeSpan.FromHours(12);
        using var over = await office.Send(HttpMethod.Get, "/look", headers: ("Cookie", cookie));
        Assert.Equal(HttpStatusCode.Unauthorized, over.StatusCode);
    }

    [Fact]
    public async Task A_write_with_a_cookie_needs_the_sessions_antiforgery_and_the_own_origin()
    {
        await using var office = await GuardedOffice.Start();
        var (cookie, antiforgery) = await office.Browser();
        var own = office.Office.Url;
        (string, string)[][] cases =
        [
            [("Cookie", cookie), ("Origin", own), ("X-Aios-Antiforgery", antiforgery)],
            [("Cookie", cookie), ("Origin", own)],
            [("Cookie", cookie), ("Origin", own), ("X-Aios-Antiforgery", "x")],
            [("Cookie", cookie), ("X-Aios-Antiforgery", antiforgery)],
            [("Cookie", cookie), ("Origin", "null"), ("X-Aios-Antiforgery", antiforgery)],
        ];
        var found = new List<string>();
        foreach (var headers in cases)
        {
            using var answer = await office.Send(HttpMethod.Post, "/operate", headers: headers);
            found.Add(answer.IsSuccessStatusCode ? "in" : await GuardedOffice.ProblemOf(answer));
        }
        Assert.Equal(
            ["in", "/problems/antiforgery", "/problems/antiforgery", "/problems/foreign-origin", "/problems/foreign-origin"],
            found
        );
    }

    [Fact]
    public async Task Who_logged_out_is_out()
    {
        await using var office = await GuardedOffice.Start();
        var (cookie, antiforgery) = await office.Browser();
        using var left = await office.Send(
            HttpMethod.Post,
            "/api/v1/logout",
            headers: [("Cookie", cookie), ("Origin", office.Office.Url), ("X-Aios-Antiforgery", antiforgery)]
        );
        Assert.Equal(HttpStatusCode.NoContent, left.StatusCode);
        using var after = await office.Send(HttpMethod.Get, "/look", headers: ("Cookie", cookie));
        Assert.Equal(HttpStatusCode.Unauthorized, after.StatusCode);
        Assert.Equal("logout", office.Audit.Entries.Last().Action);
    }

    [Fact]
    public async Task A_token_opens_a_session_of_its_role_but_none_for_a_source()
    {
        await using var office = await GuardedOffice.Start();
        var (cookie, _) = await office.Browser(await office.Token(VerbRole.Viewer));
        using var who = await office.Send(HttpMethod.Get, "/api/v1/session", headers: ("Cookie", cookie));
        Assert.Equal("viewer", JsonElement.Parse(await who.Content.ReadAsStringAsync()).GetProperty("role").GetString());
        using var source = await office.Enter(await office.Token(VerbRole.Source));
        Assert.Equal(HttpStatusCode.Unauthorized, source.StatusCode);
    }

    [Fact]
    public async Task Attempts_are_limited_and_what_is_on_record_of_them_is_bounded()
    {
        await using var office = await GuardedOffice.Start();
        var found = new List<HttpStatusCode>();
        for (var i = 0; i <= AttemptLimits.PerMinute; i++)
        {
            using var answer = await office.Enter($"guess-{i}");
            found.Add(answer.StatusCode);
        }
        Assert.All(found[..^1], status => Assert.Equal(HttpStatusCode.Unauthorized, status));
        Assert.Equal(HttpStatusCode.TooManyRequests, found[^1]);
        Assert.Equal(NoteBudget.PerMinute, office.Audit.Entries.Count);
        office.Clock.By = TimeSpan.FromSeconds(61);
        using var next = await office.Enter("guess");
        Assert.Equal("{\"untold\":4}", office.Audit.Entries.Last().Arguments);
    }

    [Fact]
    public async Task Nobody_comes_in_whom_the_record_does_not_show()
    {
        await using var office = await GuardedOffice.Start();
        office.Audit.IsFull = true;
        using var answer = await office.Enter(await office.Login());
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
    }

    [Theory]
    [InlineData("", "application/json")]
    [InlineData("[]", "application/json")]
    [InlineData("{\"token\":7}", "application/json")]
    [InlineData("token=x", "application/x-www-form-urlencoded")]
    public async Task What_is_no_login_is_a_bad_request(string body, string type)
    {
        await using var office = await GuardedOffice.Start();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/login")
        {
            Content = new StringContent(body, null, type),
            Headers = { { "Origin", office.Office.Url } },
        };
        using var answer = await office.Client.SendAsync(request);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("/problems/bad-request", await GuardedOffice.ProblemOf(answer));
    }
}
