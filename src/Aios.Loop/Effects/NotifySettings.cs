using Aios.Loop.Vocabulary;

namespace Aios.Loop.Effects;

/// <summary>How people are told by other ways than the console. A secret is never written here: <c>env:NAME</c> or <c>file:/PATH</c> says where it is.</summary>
/// <param name="WebhookUrl">Or where it is, as such URLs often hold a token; empty: there is no webhook.</param>
/// <param name="WebhookToken">Where the bearer token is; empty: none is sent.</param>
public sealed record NotifySettings(string WebhookUrl, string WebhookToken, SmtpSettings Smtp)
{
    public static NotifySettings Default { get; } = new("", "", SmtpSettings.Default);

    /// <summary>Where lines go that name no channel; 1 to 3 of <see cref="NotifyChannels.All"/>.</summary>
    public IReadOnlyList<string> Escalate { get; init; } = [NotifyChannels.Console];

    public IReadOnlyList<Fault> Validate(string prefix) =>
        [
            .. new Faults(prefix)
                .That(
                    Escalate.Count > 0 && Escalate.All(NotifyChannels.All.Contains) && Escalate.Distinct().Count() == Escalate.Count,
                    "escalate",
                    $"[{string.Join(", ", Escalate)}]",
                    $"a list of one or more of {string.Join(", ", NotifyChannels.All)}, each once"
                )
                .That(
                    !Escalate.Contains(NotifyChannels.Webhook) || WebhookUrl.Length > 0,
                    "escalate",
                    NotifyChannels.Webhook,
                    $"left out, or {prefix}.webhook.url be set"
                )
                .That(
                    !Escalate.Contains(NotifyChannels.Smtp) || Smtp.Host.Length > 0,
                    "escalate",
                    NotifyChannels.Smtp,
                    $"left out, or {prefix}.smtp.host be set"
                )
                .That(
                    WebhookUrl.Length == 0 || IsPlace(WebhookUrl) || UrlText.Fault(WebhookUrl) is null,
                    "webhook.url",
                    IsPlace(WebhookUrl) || WebhookUrl.Length == 0 ? WebhookUrl : "a text",
                    "empty, a URL with http:// or https://, or its place: env:NAME or file:/PATH"
                )
                .That(WebhookToken.Length == 0 || IsPlace(WebhookToken), "webhook.token", "a text", Place)
                .Found,
            .. Smtp.Validate($"{prefix}.smtp"),
        ];

    internal const string Place = "empty, or a secret's place: env:NAME or file:/PATH";

    /// <summary>The text says where a secret is.</summary>
    public static bool IsPlace(string text) => text is ['e', 'n', 'v', ':', _, ..] or ['f', 'i', 'l', 'e', ':', '/', ..];
}

/// <param name="Host">Empty: no mail is sent.</param>
/// <param name="Port">1 to 65535.</param>
/// <param name="IsEncrypted">STARTTLS is asked for, and nothing is sent without it.</param>
/// <param name="User">Empty: no log-in.</param>
/// <param name="Password">Where it is.</param>
public sealed record SmtpSettings(
    string Host,
    int Port,
    string From,
    IReadOnlyList<string> To,
    bool IsEncrypted,
    string User,
    string Password
)
{
    public static SmtpSettings Default { get; } = new("", 587, "", [], true, "", "");

    public IReadOnlyList<Fault> Validate(string prefix)
    {
        var faults = new Faults(prefix)
            .Range("port", Port, 1, 65535, "")
            .That(Password.Length == 0 || NotifySettings.IsPlace(Password), "password", "a text", NotifySettings.Place)
            .That((User.Length > 0) == (Password.Length > 0), "user", User, "set together with password");
        if (Host.Length == 0)
            return faults.Found;
        faults
            .That(
                Host.Length <= 253 && Host.All(c => char.IsAsciiLetterOrDigit(c) || ".:-_".Contains(c)),
                "host",
                Host,
                "a host name or address"
            )
            .That(IsAddress(From), "from", From, "a mail address such as aios@example.com")
            .Range("to", To.Count, 1, 20, "mail addresses")
            .That(User.Length == 0 || IsEncrypted, "tls", "none", "starttls, because a password is sent");
        foreach (var to in To)
            faults.That(IsAddress(to), "to", to, "mail addresses such as ops@example.com");
        return faults.Found;
    }

    private static bool IsAddress(string text) =>
        text.Length is > 2 and <= 254
        && text.IndexOf('@') is > 0 and var at
        && at == text.LastIndexOf('@')
        && at < text.Length - 1
        && text.All(c => c is > ' ' and < '\x7f' && !"<>()[],;:\\\"".Contains(c));
}
