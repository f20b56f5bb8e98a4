using System.Globalization;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;
using Aios.Loop.Effects;
using Aios.Loop.Vocabulary;

namespace Aios.Gateway.Http;

/// <summary>Asks one listed URL, once, and keeps the head of the answer.</summary>
public sealed class HttpAdapter : IEffectAdapter
{
    private const int KeptBytes = 64 * 1024;

    private readonly UrlScope _scope;
    private readonly Lazy<HttpMessageInvoker> _client;

    /// <param name="resolve">Addresses of a host name; null: as the system resolves.</param>
    public HttpAdapter(UrlScope scope, Func<string, CancellationToken, Task<IPAddress[]>>? resolve = null)
    {
        _scope = scope;
        _client = new(() => new HttpMessageInvoker(new PinnedConnector(resolve ?? Dns.GetHostAddressesAsync, scope.Fault).Handler()));
    }

    public string Kind => "http";

    public Task<AdapterResult> Do(EffectAction action, TimeSpan timeout) => Send((EffectAction.SendRequest)action, timeout, null);

    public Task<AdapterResult> Do(EffectIntent intent) => Send((EffectAction.SendRequest)intent.Action, intent.Timeout, intent.Id.Value);

    private async Task<AdapterResult> Send(EffectAction.SendRequest wanted, TimeSpan timeout, string? effect)
    {
        if (_scope.Fault(wanted.Url) is { } fault)
            return Refused(fault);
        using var request = new HttpRequestMessage(new HttpMethod(wanted.Method), wanted.Url);
        // What the URL was checked for is what is asked: the parser that sends it must not read it differently.
        if (request.RequestUri!.IdnHost.Trim('[', ']') != UrlText.HostOf(wanted.Url) || request.RequestUri.UserInfo.Length > 0)
            return Refused($"{Shown.Quote(wanted.Url)} is not asked: its host can be read in two ways");
        if (wanted.Body is { } body)
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body))
            {
                Headers = { ContentType = new MediaTypeHeaderValue("text/plain", "utf-8") },
            };
        foreach (var header in wanted.Headers)
            if (Add(request, header) is { } refusal)
                return Refused(refusal);
        if (effect is not null)
            request.Headers.TryAddWithoutValidation("Idempotency-Key", effect);
        using var over = new CancellationTokenSource(timeout);
        try
        {
            using var answer = await _client.Value.SendAsync(request, over.Token).ConfigureAwait(false);
            var (text, isCut) = await Head(answer, over.Token).ConfigureAwait(false);
            return Judge(wanted, answer, text, isCut);
        }
        catch (OperationCanceledException) when (over.IsCancellationRequested)
        {
            return new AdapterResult(EffectResult.Timeout, $"no whole answer within {timeout}; the server may have done it all the same");
        }
        catch (HttpRequestException error) when (Inner(error) is RefusedAddressException refused)
        {
            return Refused($"not asked: {refused.Message}");
        }
        catch (RefusedAddressException refused)
        {
            return Refused($"not asked: {refused.Message}");
        }
        catch (Exception error) when (error is HttpRequestException or IOException)
        {
            return new AdapterResult(EffectResult.Error, Shown.Clean($"no answer: {error.Message}"));
        }
    }

    private static AdapterResult Judge(EffectAction.SendRequest wanted, HttpResponseMessage answer, string text, bool isCut)
    {
        var status = (int)answer.StatusCode;
        var isExpected = wanted.ExpectStatus.Count > 0 ? wanted.ExpectStatus.Contains(status) : answer.IsSuccessStatusCode;
        var expected = wanted.ExpectStatus.Count > 0 ? string.Join(", ", wanted.ExpectStatus) : "200 to 299";
        var cut = isCut ? $", the first {KeptBytes >> 10} KiB kept" : "";
        var redirect = status is >= 300 and < 400 ? "; redirects are not followed" : "";
        var detail = string.Create(CultureInfo.InvariantCulture, $"status {status}{cut}");
        return isExpected
            ? new AdapterResult(EffectResult.Ok, detail, status, text)
            : new AdapterResult(EffectResult.ExitCode, $"{detail}; expected {expected}{redirect}", status, text);
    }

    private static async Task<(string Text, bool IsCut)> Head(HttpResponseMessage answer, CancellationToken cancel)
    {
        using var stream = await answer.Content.ReadAsStreamAsync(cancel).ConfigureAwait(false);
        var buffer = new byte[KeptBytes + 1];
        var length = await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancel).ConfigureAwait(false);
        return (Encoding.UTF8.GetString(buffer, 0, Math.Min(length, KeptBytes)), length > KeptBytes);
    }

    private static string? Add(HttpRequestMessage request, HttpHeader header)
    {
        var value = header.Value;
        if (header.Secret is { } place && (value = Secrets.Read(place)) is null)
            return $"the header {Shown.Clean(header.Name)} needs the secret {Shown.Clean(place)}, which is not there";
        // Also what the framework would let through: a line more is a header more.
        if (value.Any(char.IsControl) || !value.All(char.IsAscii))
            return $"the header {Shown.Clean(header.Name)} has a value with control characters or beyond ASCII";
        var isAdded = header.Name.StartsWith("Content-", StringComparison.OrdinalIgnoreCase)
            ? request.Content is { } content
                && content.Headers.Remove(header.Name) | content.Headers.TryAddWithoutValidation(header.Name, value)
            : request.Headers.TryAddWithoutValidation(header.Name, value);
        return isAdded ? null : $"the header {Shown.Clean(header.Name)} is not possible here";
    }

    private static Exception Inner(Exception error) => error.InnerException is { } inner ? Inner(inner) : error;

    private static AdapterResult Refused(string why) => new(EffectResult.Refused, why);
}
