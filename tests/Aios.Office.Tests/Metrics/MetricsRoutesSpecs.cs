using System.Diagnostics.Metrics;
using System.Net;
using Aios.Loop.Ports;
using Aios.Loop.Surface.Measures;
using Aios.Loop.Surface.Verbs;
using Aios.Office.Tests.Access;

namespace Aios.Office.Tests.Metrics;

public sealed class MetricsRoutesSpecs
{
    [Fact]
    public async Task A_viewer_reads_what_node_and_office_measure_and_the_node_is_asked_at_every_scrape()
    {
        using var node = new FakeMeasurements();
        await using var office = await GuardedOffice.Start(with: host => host with { Measurements = node });
        var token = await office.Token(VerbRole.Viewer);
        using (var first = await office.Send(HttpMethod.Get, "/metrics", token))
            Assert.Equal("text/plain; version=0.0.4; charset=utf-8", first.Content.Headers.ContentType?.ToString());
        using var second = await office.Send(HttpMethod.Get, "/metrics", token);
        var text = await second.Content.ReadAsStringAsync();
        Assert.Contains("\naios_asked_total 2\n", text, StringComparison.Ordinal);
        Assert.Contains("\naios_http_requests_total{area=\"health\",status=\"2xx\"} 1\n", text, StringComparison.Ordinal);
        Assert.Contains("\naios_http_requests_open 0\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_scraper_of_this_machine_needs_a_login_unless_the_settings_say_otherwise()
    {
        await using var closed = await GuardedOffice.Start();
        Assert.Equal(HttpStatusCode.Unauthorized, await Status(closed));
        await using var open = await GuardedOffice.Start(settings => settings with { OpenMetrics = true });
        Assert.Equal(HttpStatusCode.OK, await Status(open));
        using var elsewhere = await open.Send(HttpMethod.Get, "/look");
        Assert.Equal(HttpStatusCode.Unauthorized, elsewhere.StatusCode);
    }

    [Theory]
    [InlineData("X-Forwarded-For", "192.0.2.7")]
    [InlineData("Forwarded", "for=192.0.2.7")]
    [InlineData("Via", "1.1 proxy")]
    [InlineData("Authorization", "Bearer aios_wrong")]
    [InlineData("Cookie", "aios=wrong")]
    public async Task What_a_proxy_passes_on_and_a_wrong_credential_are_not_let_in_for_nearness(string header, string value)
    {
        await using var office = await GuardedOffice.Start(settings => settings with { OpenMetrics = true });
        Assert.Equal(HttpStatusCode.Unauthorized, await Status(office, (header, value)));
    }

    [Fact]
    public async Task Behind_a_proxy_that_ends_tls_nobody_is_near()
    {
        await using var office = await GuardedOffice.Start(settings => settings with { OpenMetrics = true, ProxyEndsTls = true });
        Assert.Equal(HttpStatusCode.Unauthorized, await Status(office));
    }

    [Fact]
    public async Task A_source_may_not_read_them_even_here()
    {
        await using var office = await GuardedOffice.Start(settings => settings with { OpenMetrics = true });
        using var answer = await office.Send(HttpMethod.Get, "/metrics", await office.Token(VerbRole.Source));
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task Who_scrapes_too_often_waits()
    {
        await using var office = await GuardedOffice.Start(settings =>
            settings with
            {
                OpenMetrics = true,
                RequestBurst = 2,
                RequestsPerSecond = 1,
            }
        );
        var answers = new List<HttpStatusCode>();
        for (var i = 0; i < 3; i++)
            answers.Add(await Status(office));
        Assert.Contains(HttpStatusCode.TooManyRequests, answers);
    }

    [Fact]
    public async Task An_office_that_withdraws_ends_what_goes_on_and_still_tells_its_watchers()
    {
        await using var office = await GuardedOffice.Start(settings => settings with { OpenMetrics = true });
        await office.Office.Withdraw();
        using var look = await office.Send(HttpMethod.Get, "/look", await office.Token(VerbRole.Viewer));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, look.StatusCode);
        Assert.Equal("/problems/unavailable", await GuardedOffice.ProblemOf(look));
        Assert.NotNull(look.Headers.RetryAfter);
        Assert.Equal(HttpStatusCode.OK, await Status(office));
        using var health = await office.Send(HttpMethod.Get, "/healthz");
        Assert.Equal(HttpStatusCode.OK, health.StatusCode);
    }

    private static async Task<HttpStatusCode> Status(GuardedOffice office, params (string, string)[] headers)
    {
        using var answer = await office.Send(HttpMethod.Get, "/metrics", headers: headers);
        return answer.StatusCode;
    }

    private sealed class FakeMeasurements : IMeasurements, IDisposable
    {
        private Meter? _meter;
        private int _asked;

        public Task Refresh()
        {
            _asked++;
            if (_meter is null)
            {
                _meter = new Meter(new MeterOptions("spec") { Scope = this });
                _meter.Total("aios_asked_total", "Scrapes.", () => _asked);
            }
            return Task.CompletedTask;
        }

        public void Dispose() => _meter?.Dispose();
    }
}
