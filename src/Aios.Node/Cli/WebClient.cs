using System.Net;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Security.Authentication;
using System.Text.Json;
using Aios.Loop.Surface.Verbs;
using Aios.Node.Inspection;

namespace Aios.Node.Cli;

/// <summary>Asks a node over HTTP: one request per verb, answered with the same frames as over a socket.</summary>
internal sealed class WebClient : IDisposable
{
    private const string Path = "api/v1/verbs/run";
    private const string FramesType = "application/x-ndjson";
    private const string ProblemType = "application/problem+json";
    private const int MaxProblemBytes = 64 * 1024;

    private readonly NodePlace.Web _place;
    private readonly HttpClient _http;

    public WebClient(NodePlace.Web place)
    {
        _place = place;
        // A redirect would take the token elsewhere.
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, ConnectTimeout = TimeSpan.FromSeconds(10) };
        _http = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan, MaxResponseContentBufferSize = MaxProblemBytes };
    }

    /// <summary>Gives the answers as they come; the last one is the end.</summary>
    /// <exception cref="NodeNotReachableException">Nobody listens there.</exception>
    /// <exception cref="IOException">The connection broke before the end, or somebody else than a node answers.</exception>
    public async IAsyncEnumerable<InspectionAnswer> Call(
        string verb,
        IReadOnlyDictionary<string, JsonElement> arguments,
        [EnumeratorCancellation] CancellationToken cancel
    )
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_place.Url, Path))
        {
            Content = new ReadOnlyMemoryContent(Frames.Request("1", verb, arguments)),
        };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        if (_place.Token is { } token)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var response = await Send(request, cancel);
        if (response.StatusCode != HttpStatusCode.OK || TypeOf(response) != FramesType)
        {
            yield return await Refusal(response, cancel);
            yield break;
        }
        var reader = new LineReader(await response.Content.ReadAsStreamAsync(cancel), Frames.MaxAnswerBytes);
        while (true)
        {
            var answer = InspectionClient.Read(await reader.Next(cancel));
            yield return answer;
            if (answer is InspectionAnswer.End)
                yield break;
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task<HttpResponseMessage> Send(HttpRequestMessage request, CancellationToken cancel)
    {
        try
        {
            return await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel);
        }
        catch (HttpRequestException error) when (error.InnerException is AuthenticationException tls)
        {
            throw new IOException(
                $"{_place.Url} shows a certificate that is not trusted here: {tls.Message}; SSL_CERT_FILE names one that is"
            );
        }
        catch (HttpRequestException error)
            when (error.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError)
        {
            throw new NodeNotReachableException($"no node answers at {_place.Url}: {error.Message}", isOtherUser: false);
        }
        catch (OperationCanceledException error) when (error.InnerException is TimeoutException && !cancel.IsCancellationRequested)
        {
            throw new NodeNotReachableException($"no node answers at {_place.Url} within 10 s", isOtherUser: false);
        }
    }

    private async Task<InspectionAnswer.End> Refusal(HttpResponseMessage response, CancellationToken cancel)
    {
        if (TypeOf(response) != ProblemType)
            throw new IOException(
                $"{_place.Url} answers {(int)response.StatusCode} {response.ReasonPhrase} and is no node"
                    + (response.Headers.Location is { } elsewhere ? $"; it points to {elsewhere}" : "")
            );
        var code = response.StatusCode switch
        {
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => ExitCode.Refused,
            HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError => ExitCode.Failed,
            _ => ExitCode.Usage,
        };
        var said = Said(await response.Content.ReadAsByteArrayAsync(cancel));
        var wait = response.Headers.RetryAfter?.Delta is { } delta ? $"; ask again in {delta.TotalSeconds:0} s" : "";
        return new InspectionAnswer.End(
            code,
            code == ExitCode.Refused && _place.Token is null
                ? $"{_place.Url} asks for a token; put one into AIOS_TOKEN: 'aios tokens create NAME --role ROLE' makes it beside the node"
                : said + wait
        );
    }

    private static string Said(byte[] problem)
    {
        try
        {
            using var document = JsonDocument.Parse(problem);
            var root = document.RootElement;
            string?[] parts =
            [
                Text(root, "title"),
                Text(root, "detail"),
                .. root.TryGetProperty("errors", out var errors) ? errors.EnumerateArray().Select(error => Text(error, "detail")) : [],
            ];
            return string.Join(": ", parts.OfType<string>());
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            return "the node refused, and gave no reason that can be read";
        }
    }

    private static string? Text(JsonElement root, string name) => root.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static string? TypeOf(HttpResponseMessage response) => response.Content.Headers.ContentType?.MediaType;
}
