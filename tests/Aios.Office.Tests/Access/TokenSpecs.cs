using System.Net;
using Aios.Loop.Surface.Verbs;
using Aios.Office.Access;

namespace Aios.Office.Tests.Access;

public sealed class TokenSpecs
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task A_token_counts_in_its_header_alone()
    {
        await using var office = await GuardedOffice.Start();
        var token = await office.Token(VerbRole.Viewer);
        Assert.Equal(HttpStatusCode.OK, (await office.Send(HttpMethod.Get, "/look", token)).StatusCode);
        Assert.Equal(
            HttpStatusCode.Unauthorized,
            (await office.Send(HttpMethod.Get, $"/look?token={token}&access_token={token}")).StatusCode
        );
        Assert.Equal(HttpStatusCode.Unauthorized, (await office.Send(HttpMethod.Get, "/look", token + "x")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await office.Send(HttpMethod.Get, "/look", new string('a', 8_000))).StatusCode);
        var basic = await office.Send(HttpMethod.Get, "/look", headers: ("Authorization", $"Basic {token}"));
        Assert.Equal(HttpStatusCode.Unauthorized, basic.StatusCode);
    }

    [Fact]
    public async Task A_wrong_token_is_not_made_good_by_a_cookie()
    {
        await using var office = await GuardedOffice.Start();
        var (cookie, _) = await office.Browser();
        var answer = await office.Send(HttpMethod.Get, "/look", "wrong", ("Cookie", cookie));
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task An_expired_token_opens_nothing()
    {
        await using var office = await GuardedOffice.Start();
        var token = await office.Token(VerbRole.Viewer, expiresAt: office.Clock.Now + 60_000);
        Assert.Equal(HttpStatusCode.OK, (await office.Send(HttpMethod.Get, "/look", token)).StatusCode);
        office.Clock.By = TimeSpan.FromMinutes(1);
        Assert.Equal(HttpStatusCode.Unauthorized, (await office.Send(HttpMethod.Get, "/look", token)).StatusCode);
    }

    [Fact]
    public async Task Who_loses_the_token_is_out_at_once_with_the_sessions_it_opened()
    {
        await using var office = await GuardedOffice.Start();
        var token = await office.Token(VerbRole.Operator, "ops");
        var (cookie, _) = await office.Browser(token);
        using var held = await office.Send(HttpMethod.Get, "/held", headers: ("Cookie", cookie));
        var ended = await office.Held.Task.WaitAsync(Patience);
        var told = new TaskCompletionSource();
        await using var _ = ended.Register(told.SetResult);

        Assert.True(await office.Store.Revoke("ops", office.Clock.Now));

        await told.Task.WaitAsync(Patience);
        Assert.Equal(HttpStatusCode.Unauthorized, (await office.Send(HttpMethod.Get, "/look", token)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await office.Send(HttpMethod.Get, "/look", headers: ("Cookie", cookie))).StatusCode);
        await Assert.ThrowsAnyAsync<Exception>(() => held.Content.ReadAsStringAsync().WaitAsync(Patience));
    }

    [Fact]
    public async Task Who_logs_out_elsewhere_loses_what_is_open_here_and_nobody_else_does()
    {
        await using var office = await GuardedOffice.Start();
        var (cookie, _) = await office.Browser();
        using var held = await office.Send(HttpMethod.Get, "/held", headers: ("Cookie", cookie));
        var ended = await office.Held.Task.WaitAsync(Patience);
        var (other, _) = await office.Browser();
        await office.Store.End(AccessSecrets.HashOf(other.Split('=')[1]));
        Assert.False(ended.IsCancellationRequested);
        await office.Store.End(AccessSecrets.HashOf(cookie.Split('=')[1]));
        Assert.True(ended.IsCancellationRequested);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_body_beyond_the_limit_is_refused_whether_its_length_is_told_or_not(bool isTold)
    {
        await using var office = await GuardedOffice.Start(settings => settings with { BodyLimitBytes = 2_048 });
        var token = await office.Token(VerbRole.Operator);
        foreach (var (size, status) in new[] { (1_024, HttpStatusCode.OK), (2_049, HttpStatusCode.RequestEntityTooLarge) })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/read")
            {
                Content = new ByteArrayContent(new byte[size]),
                Headers = { { "Authorization", $"Bearer {token}" } },
            };
            request.Headers.TransferEncodingChunked = !isTold;
            using var answer = await office.Client.SendAsync(request);
            Assert.Equal(status, answer.StatusCode);
            if (status != HttpStatusCode.OK)
                Assert.Equal("/problems/too-large", await GuardedOffice.ProblemOf(answer));
        }
    }
}
