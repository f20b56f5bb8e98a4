using Aios.Office;

namespace Aios.Node.Settings;

/// <summary>How the web front listens.</summary>
internal static class OfficeSettingsReader
{
    public static OfficeSettings Read(SettingsReader reader)
    {
        var other = OfficeSettings.Default;
        return new OfficeSettings(
            reader.Read("aios.office.enabled", ScalarKinds.Boolean, other.Enabled),
            reader.Integer("aios.office.port", other.Port)
        )
        {
            Bind = reader.Texts("aios.office.bind"),
            AllowedHosts = reader.Texts("aios.office.allowed-hosts"),
            Certificate = reader.Read("aios.office.tls.certificate", ScalarKinds.Text, other.Certificate),
            CertificateKey = reader.Read("aios.office.tls.key", ScalarKinds.Text, other.CertificateKey),
            ProxyEndsTls = reader.Read("aios.office.proxy-ends-tls", ScalarKinds.Boolean, other.ProxyEndsTls),
            BodyLimitBytes = reader.Read("aios.office.body-limit", ScalarKinds.Bytes, other.BodyLimitBytes),
            RequestsPerSecond = reader.Integer("aios.office.requests-per-second", other.RequestsPerSecond),
            RequestBurst = reader.Integer("aios.office.request-burst", other.RequestBurst),
            OpenMetrics = reader.Read("aios.office.open-metrics", ScalarKinds.Boolean, other.OpenMetrics),
            ReadOnly = reader.Read("aios.office.readonly", ScalarKinds.Boolean, other.ReadOnly),
        };
    }
}
