using System.Globalization;
using System.Net;
using System.Net.Mail;
using System.Security.Cryptography;
using System.Text;
using Aios.Loop.Effects;
using Aios.Loop.Vocabulary;

namespace Aios.Gateway.Notifying;

/// <summary>Sends a mail to the addresses that a person set.</summary>
public sealed class SmtpChannel(SmtpSettings settings) : INotifyChannel
{
    private const int LongestSubject = 100;

    public string Name => NotifyChannels.Smtp;

    public async Task<AdapterResult> Tell(EffectAction.Notify notice, string effect, TimeSpan timeout)
    {
        if (settings.Host.Length == 0)
            return Refused("the channel smtp is not set up; set aios.notify.smtp.host, from and to");
        string? password = null;
        if (settings.User.Length > 0 && (password = Secrets.Read(settings.Password)) is null)
            return Refused($"there is no password at {settings.Password}, where aios.notify.smtp.password says");
        using var client = new SmtpClient(settings.Host, settings.Port) { EnableSsl = settings.IsEncrypted };
        if (password is not null)
            client.Credentials = new NetworkCredential(settings.User, password);
        using var mail = Mail(notice, effect);
        using var over = new CancellationTokenSource(timeout);
        try
        {
            await client.SendMailAsync(mail, over.Token).ConfigureAwait(false);
            return new AdapterResult(EffectResult.Ok, $"mail to {string.Join(", ", settings.To)} taken by {settings.Host}");
        }
        catch (OperationCanceledException) when (over.IsCancellationRequested)
        {
            return new AdapterResult(EffectResult.Timeout, $"{settings.Host} did not take the mail within {timeout}");
        }
        catch (SmtpException error)
        {
            // A server that says "later" is worth another try, one that says "never" is not.
            var code = (int)error.StatusCode;
            var result = code is >= 400 and < 500 ? EffectResult.ExitCode : EffectResult.Error;
            return new AdapterResult(
                result,
                Shown.Clean($"{settings.Host} did not take the mail: {Innermost(error).Message}"),
                code > 0 ? code : null
            );
        }
    }

    private MailMessage Mail(EffectAction.Notify notice, string effect)
    {
        var line = Shown.Clean(notice.Text);
        var mail = new MailMessage
        {
            From = new MailAddress(settings.From),
            Subject = $"[aios] {notice.Severity.Text()}: {(line.Length > LongestSubject ? line[..LongestSubject] + "…" : line)}",
            SubjectEncoding = Encoding.UTF8,
            Body = string.Create(CultureInfo.InvariantCulture, $"{notice.Severity.Text()}: {notice.Text}\n\nEffect {effect}\n"),
            BodyEncoding = Encoding.UTF8,
        };
        foreach (var to in settings.To)
            mail.To.Add(new MailAddress(to));
        // The same for a repeat of the same attempt, so that a mailbox can show it once.
        var id = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(effect)).AsSpan(0, 16));
        mail.Headers.Add("Message-ID", $"<{id}@{settings.From[(settings.From.IndexOf('@') + 1)..]}>");
        return mail;
    }

    private static Exception Innermost(Exception error) => error.InnerException is { } inner ? Innermost(inner) : error;

    private static AdapterResult Refused(string why) => new(EffectResult.Refused, why);
}
