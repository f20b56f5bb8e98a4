using System.Net;
using Aios.Office.Answers;
using Aios.Office.Tests.Api;

namespace Aios.Office.Tests.Answers;

public sealed class RateLimitSpecs
{
    [Fact]
    public async Task Who_asks_too_often_is_told_when_to_come_back_and_others_are_not_kept_waiting()
    {
        await using var api = await RunningApi.Start(settings: OfficeSettings.Default with { RequestsPerSecond = 1, RequestBurst = 3 });
        HttpResponseMessage response;
        var asked = 0;
        do (response, _) = await api.Get("/api/v1/things/1");
        while (++asked < 100 && response.StatusCode == HttpStatusCode.OK);
        Assert.Equal(HttpStatusCode.TooManyRequests, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal(TimeSpan.FromSeconds(1), response.Headers.RetryAfter!.Delta);
        Assert.Equal(["3", "0"], new[] { "Limit", "Remaining" }.Select(name => response.Headers.GetValues($"X-RateLimit-{name}").Single()));
        Assert.InRange(int.Parse(response.Headers.GetValues("X-RateLimit-Reset").Single()), 1, 3);
        api.Client.DefaultRequestHeaders.Remove("X-Caller");
        api.Client.DefaultRequestHeaders.Add("X-Caller", "eve viewer");
        Assert.Equal(HttpStatusCode.OK, (await api.Get("/api/v1/things/1")).Response.StatusCode);
    }

    [Fact]
    public void A_bucket_is_refilled_evenly_and_never_above_the_burst()
    {
        var bucket = TokenBucket.Full(2, 0);
        (bucket, _) = bucket.Take();
        (bucket, var isSecond) = bucket.Take();
        (bucket, var isThird) = bucket.Take();
        Assert.Equal((true, false), (isSecond, isThird));
        Assert.Equal((1, 1), (bucket.SecondsToNext(10), bucket.SecondsToFull(10, 2)));
        Assert.False(bucket.Refill(10, 2, 99).Take().IsTaken);
        Assert.True(bucket.Refill(10, 2, 100).Take().IsTaken);
        Assert.Equal(2, bucket.Refill(10, 2, 60_000).Tokens);
        Assert.Equal(0, bucket.Refill(10, 2, -5).Tokens);
    }
}
