namespace Aios.Office.Tests;

public sealed class OfficeSettingsSpecs
{
    private static readonly OfficeSettings Shipped = OfficeSettings.Default;

    [Fact]
    public void What_ships_is_valid() => Assert.Empty(Shipped.Validate("aios.office"));

    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("::")]
    [InlineData("192.0.2.7")]
    public void Who_listens_to_others_needs_tls_and_is_told_the_settings(string address)
    {
        var open = Shipped with { Bind = ["127.0.0.1", address] };
        var fault = Assert.Single(open.Validate("aios.office"));
        Assert.Equal(("aios.office.bind", address), (fault.Member, fault.Value));
        Assert.Contains("aios.office.tls.certificate", fault.ToString(), StringComparison.Ordinal);
        Assert.Contains("aios.office.proxy-ends-tls", fault.ToString(), StringComparison.Ordinal);
        Assert.Empty((open with { ProxyEndsTls = true }).Validate("aios.office"));
        Assert.Empty((open with { Certificate = "c.pem", CertificateKey = "k.pem" }).Validate("aios.office"));
    }

    [Fact]
    public void All_faults_are_told()
    {
        var wrong = Shipped with
        {
            Bind = ["localhost"],
            AllowedHosts = ["a.example.org:443", "http://x"],
            CertificateKey = "k.pem",
            BodyLimitBytes = 1,
        };
        Assert.Equal(
            ["allowed-hosts", "allowed-hosts", "bind", "body-limit", "tls.certificate"],
            wrong.Validate("aios.office").Select(fault => fault.Member["aios.office.".Length..]).Order()
        );
        Assert.Single((Shipped with { Bind = [] }).Validate("aios.office"));
    }

    [Theory]
    [InlineData("http://127.0.0.1:7420", false, "", "http://127.0.0.1:7420")]
    [InlineData("http://0.0.0.0:7420", false, "", "http://127.0.0.1:7420")]
    [InlineData("https://[::]:7420", false, "", "https://[::1]:7420")]
    [InlineData("https://0.0.0.0:7420", false, "aios.example.org", "https://aios.example.org:7420")]
    [InlineData("http://0.0.0.0:7420", true, "aios.example.org", "https://aios.example.org")]
    public void The_url_is_one_that_can_be_opened(string bound, bool proxyEndsTls, string name, string expected) =>
        Assert.Equal(
            expected,
            Listening.UrlOf(bound, Shipped with { ProxyEndsTls = proxyEndsTls, AllowedHosts = name.Length > 0 ? [name] : [] })
        );
}
