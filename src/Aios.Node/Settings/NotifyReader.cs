using Aios.Loop.Effects;

namespace Aios.Node.Settings;

/// <summary>Reads <c>aios.notify</c>.</summary>
internal static class NotifyReader
{
    private static readonly ScalarKind<bool> Tls = ScalarKinds.Word(("starttls", true), ("none", false));

    public static NotifySettings Read(SettingsReader reader, NotifySettings other) =>
        new(
            reader.Read("aios.notify.webhook.url", ScalarKinds.Text, other.WebhookUrl),
            reader.Read("aios.notify.webhook.token", ScalarKinds.Text, other.WebhookToken),
            new SmtpSettings(
                reader.Read("aios.notify.smtp.host", ScalarKinds.Text, other.Smtp.Host),
                reader.Integer("aios.notify.smtp.port", other.Smtp.Port),
                reader.Read("aios.notify.smtp.from", ScalarKinds.Text, other.Smtp.From),
                reader.Texts("aios.notify.smtp.to"),
                reader.Read("aios.notify.smtp.tls", Tls, other.Smtp.IsEncrypted),
                reader.Read("aios.notify.smtp.user", ScalarKinds.Text, other.Smtp.User),
                reader.Read("aios.notify.smtp.password", ScalarKinds.Text, other.Smtp.Password)
            )
        )
        {
            Escalate = reader.Texts("aios.notify.escalate"),
        };
}
