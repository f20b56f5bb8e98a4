using System.Diagnostics;
using System.Net.Http.Headers;

namespace Aios.Platform.Probes;

internal static class HttpProbe
{
    // Every look opens a connection of its own: one that is kept open would hide that no new one is accepted.
    private static readonly HttpClient Client = new(
        new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            PooledConnectionLifetime = TimeSpan.Zero,
            MaxResponseHeadersLength = 64,
        }
    )
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    public static async Task<HttpReading> Look(string url, TimeSpan within)
    {
        var start = Stopwatch.GetTimestamp();
        using var end = new CancellationTokenSource(within);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, url);
            request.Headers.ConnectionClose = true;
            request.Headers.UserAgent.Add(new ProductInfoHeaderValue("aios", null));
            using var answer = await Client
                .SendAsync(request, HttpCompletionOption.ResponseHeadersRead, end.Token)
                .WaitAsync(end.Token)
                .ConfigureAwait(false);
            return new HttpReading((int)answer.StatusCode, Ms(start), "");
        }
        catch (OperationCanceledException)
        {
            return new HttpReading(null, Ms(start), Spans.NoAnswer(within));
        }
        catch (HttpRequestException error)
        {
            return new HttpReading(null, Ms(start), error.InnerException is { } inner ? inner.Message : error.Message);
        }
    }

    private static double Ms(long start) => Stopwatch.GetElapsedTime(start).TotalMilliseconds;
}
