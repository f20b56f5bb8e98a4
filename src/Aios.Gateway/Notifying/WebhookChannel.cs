using System.Globalization;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;
using Aios.Gateway.Http;
using Aios.Loop.Effects;
using Aios.Loop.Vocabulary;

namespace Aios.Gateway.Notifying;

/// <summary>Posts <c>{"text": …, "severity": …, "effect": …}</c> to the one URL that a person set; it is never shown, it may hold a token.</summary>
public sealed class WebhookChannel(NotifySettings settings, Func<string, CancellationToken, Task<IPAddress[]>>? resolve = null)
    : INotifyChannel
{
    private readonly Lazy<HttpMessageInvoker> _client = new(() =>
        new(new PinnedConnector(resolve ?? Dns.GetHostAddressesAsync, UrlScope.FaultOfAny).Handler())
    );

    public string Name => NotifyChannels.Webhook;

    public async Task<AdapterResult> Tell(EffectAction.Notify notice, string effect, TimeSpan timeout)
    {
        if (settings.WebhookUrl.Length == 0)
            return Refused("the channel webhook is not set up; set aios.notify.webhook.url");
        if (Secrets.Resolve(settings.WebhookUrl) is not { } url || UrlText.Fault(url) is not null)
            return Refused($"there is no URL at {settings.WebhookUrl}, where aios.notify.webhook.url says");
        using var request = new HttpRequestMessage(HttpMethod.Post, url);
        if (settings.WebhookToken.Length > 0)
        {
            if (Secrets.Read(settings.WebhookToken) is not { Length: > 0 } token || !token.All(c => c is > ' ' and < '\x7f'))
                return Refused($"there is no token at {settings.WebhookToken}, where aios.notify.webhook.token says");
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }
        request.Headers.TryAddWithoutValidation("Idempotency-Key", effect);
        var body = LooseJson.Object(("text", notice.Text), ("severity", notice.Severity.Text()), ("effect", effect));
        request.Content = new StringContent(body.GetRawText(), Encoding.UTF8, "application/json");
        using var over = new CancellationTokenSource(timeout);
        try
        {
            using var answer = await _client.Value.SendAsync(request, over.Token).ConfigureAwait(false);
            var told = string.Create(CultureInfo.InvariantCulture, $"webhook answered {(int)answer.StatusCode}");
            return new AdapterResult(answer.IsSuccessStatusCode ? EffectResult.Ok : EffectResult.ExitCode, told, (int)answer.StatusCode);
        }
        catch (OperationCanceledException) when (over.IsCancellationRequested)
        {
            return new AdapterResult(EffectResult.Timeout, $"webhook: no answer within {timeout}");
        }
        catch (Exception error) when (error is HttpRequestException or RefusedAddressException or IOException)
        {
            return new AdapterResult(EffectResult.Error, Shown.Clean($"webhook: {error.Message}"));
        }
    }

    private static AdapterResult Refused(string why) => new(EffectResult.Refused, why);
}
