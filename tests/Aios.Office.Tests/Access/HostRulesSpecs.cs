using System.Net;
using Aios.Office.Access;
using Microsoft.AspNetCore.Http;

namespace Aios.Office.Tests.Access;

public sealed class HostRulesSpecs
{
    [Theory]
    [InlineData("127.0.0.1:7420", "127.0.0.1", true)]
    [InlineData("localhost:7420", "127.0.0.1", true)]
    [InlineData("LocalHost", "::1", true)]
    [InlineData("[::1]:7420", "::1", true)]
    [InlineData("127.0.0.1:7420", "::ffff:127.0.0.1", true)]
    [InlineData("192.0.2.7", "192.0.2.7", true)]
    [InlineData("aios.example.org:443", "192.0.2.7", true)]
    [InlineData("evil.example.org:7420", "127.0.0.1", false)]
    [InlineData("aios.example.org.evil.org", "127.0.0.1", false)]
    [InlineData("127.0.0.1.evil.org", "127.0.0.1", false)]
    [InlineData("localhost", "192.0.2.7", false)]
    [InlineData("127.0.0.2", "127.0.0.1", false)]
    [InlineData("0.0.0.0", "127.0.0.1", false)]
    [InlineData("", "127.0.0.1", false)]
    public void Only_own_addresses_and_listed_names_are_served(string host, string local, bool isServed) =>
        Assert.Equal(isServed, HostRules.IsServed(new HostString(host), IPAddress.Parse(local), ["aios.example.org"]));

    [Theory]
    [InlineData("http://127.0.0.1:7420", true)]
    [InlineData("http://127.0.0.1", false)]
    [InlineData("http://127.0.0.1:7421", false)]
    [InlineData("https://127.0.0.1:7420", false)]
    [InlineData("http://127.0.0.1:7420/page", false)]
    [InlineData("http://a@127.0.0.1:7420", false)]
    [InlineData("http://evil.example.org", false)]
    [InlineData("null", false)]
    [InlineData("", false)]
    [InlineData("http://[", false)]
    [InlineData("\u202Ehttp", false)]
    public void A_page_is_the_offices_own_by_scheme_host_and_port(string origin, bool isOwn) =>
        Assert.Equal(
            isOwn,
            OriginRules.Refuse([origin], "http", new HostString("127.0.0.1:7420"), isGuarded: false, hasToken: true) is null
        );

    [Theory]
    [InlineData("https://aios.example.org", "aios.example.org", true)]
    [InlineData("https://aios.example.org:443", "aios.example.org", true)]
    [InlineData("https://aios.example.org", "aios.example.org:443", true)]
    public void A_default_port_may_be_left_out(string origin, string host, bool isOwn) =>
        Assert.Equal(isOwn, OriginRules.Refuse([origin], "https", new HostString(host), isGuarded: true, hasToken: false) is null);

    [Theory]
    [InlineData(true, false, false)]
    [InlineData(true, true, true)]
    [InlineData(false, false, true)]
    public void Only_a_token_makes_up_for_no_origin_where_it_counts(bool isGuarded, bool hasToken, bool isFine) =>
        Assert.Equal(isFine, OriginRules.Refuse([], "http", new HostString("localhost"), isGuarded, hasToken) is null);

    [Fact]
    public void Two_origins_are_none() =>
        Assert.NotNull(OriginRules.Refuse(["http://localhost", "http://localhost"], "http", new HostString("localhost"), false, true));
}
