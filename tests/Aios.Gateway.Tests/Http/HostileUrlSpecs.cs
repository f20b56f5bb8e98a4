using System.Net;
using Aios.Gateway.Http;
using Aios.Loop.Effects;
using Aios.Testing;
using Xunit.Abstractions;

namespace Aios.Gateway.Tests.Http;

/// <summary>Ways to make a step ask what it must not ask. A server on the loopback counts who gets through.</summary>
public sealed class HostileUrlSpecs(ITestOutputHelper output)
{
    private static readonly string[] Names =
    [
        "app.example.com",
        "rebound.example.com",
        "both.example.com",
        "mapped.example.com",
        "metadata.example.com",
    ];

    [Fact]
    public async Task No_spelling_reaches_the_loopback()
    {
        var evidence = new Evidence(output, "T17");
        using var server = new LocalServer(LocalServer.Answer("200 OK"));
        var scope = new UrlScope([
            "http://app.example.com/",
            "https://app.example.com/api",
            .. Names.Select(name => $"http://{name}:{server.Port}/"),
        ]);
        var door = new Door(new FakeLedger(), TimeProvider.System, [new HttpAdapter(scope, Resolve)]);
        var urls = Forms(server.Port).ToArray();
        var attempt = 0;
        foreach (var url in urls)
        {
            var outcome = await door.Execute(
                Intents.Of(new EffectAction.SendRequest(url, "GET", [], null, []), timeoutMs: 5_000, attempt: ++attempt)
            );
            Assert.True(outcome.Result == EffectResult.Refused, $"{url}: {outcome.Result} {outcome.Detail}");
        }

        Assert.Empty(server.Asked);
        Assert.True(urls.Length >= 60, $"{urls.Length} forms");
        evidence.Write(
            new
            {
                Corpus = "urls",
                Urls = urls.Length,
                Refused = attempt,
                Escapes = server.Asked.Count,
            }
        );
    }

    [Theory]
    [InlineData("http://app.internal:PORT/", "127.0.0.0/8", true)]
    [InlineData("http://app.internal:PORT/", "127.0.0.1", true)]
    [InlineData("http://app.internal:PORT/", "10.0.0.0/8", false)]
    [InlineData("http://app.internal:PORT/", "http://127.0.0.1:9/", true)]
    public async Task A_name_of_a_private_address_needs_the_address_listed_too(string url, string network, bool reached)
    {
        using var server = new LocalServer(LocalServer.Answer("200 OK"));
        url = url.Replace("PORT", $"{server.Port}");
        var adapter = new HttpAdapter(new UrlScope([url, network]), (_, _) => Task.FromResult(new[] { IPAddress.Loopback }));

        var result = await adapter.Do(new EffectAction.SendRequest(url, "GET", [], null, []), TimeSpan.FromSeconds(20));

        Assert.Equal(reached ? EffectResult.Ok : EffectResult.Refused, result.Result);
        Assert.Equal(reached ? 1 : 0, server.Asked.Count);
    }

    [Theory]
    [InlineData("169.254.169.254")]
    [InlineData("fe80::1")]
    [InlineData("fd00:ec2::254")]
    [InlineData("0.0.0.0")]
    [InlineData("::ffff:169.254.169.254")]
    [InlineData("224.0.0.1")]
    public void What_is_never_asked_is_refused_even_when_it_is_listed(string address) =>
        Assert.Contains("never asked", new UrlScope(["0.0.0.0/0", "::/0", address]).Fault(IPAddress.Parse(address)));

    [Theory]
    [InlineData("https://app.example.com/api", true)]
    [InlineData("https://app.example.com/api/x?y=/../z", true)]
    [InlineData("https://app.example.com:443/api?x", true)]
    [InlineData("https://app.example.com/apix", false)]
    [InlineData("https://app.example.com/", false)]
    [InlineData("https://app.example.com:8443/api", false)]
    [InlineData("http://app.example.com/api", false)]
    [InlineData("https://app.example.com.evil.com/api", false)]
    [InlineData("https://app.example.com/api/..%2f..%2fadmin", false)]
    public void A_path_counts_by_whole_parts(string url, bool isBelow) =>
        Assert.Equal(isBelow, new UrlScope(["https://app.example.com/api"]).Fault(url) is null);

    private static Task<IPAddress[]> Resolve(string host, CancellationToken cancel) =>
        Task.FromResult<IPAddress[]>(
            host switch
            {
                "both.example.com" => [IPAddress.Parse("93.184.216.34"), IPAddress.Loopback],
                "mapped.example.com" => [IPAddress.Parse("::ffff:127.0.0.1")],
                "metadata.example.com" => [IPAddress.Parse("169.254.169.254")],
                _ => [IPAddress.Loopback],
            }
        );

    private static IEnumerable<string> Forms(int port)
    {
        foreach (var name in Names)
            yield return $"http://{name}:{port}/";
        string[] hosts =
        [
            "127.0.0.1",
            "127.1",
            "127.0.1",
            "2130706433",
            "0x7f000001",
            "0x7f.0.0.1",
            "0x7f.1",
            "0177.0.0.1",
            "0177.1",
            "017700000001",
            "0127.0.0.1",
            "127.0.0.01",
            "127.0.0.1.",
            "localhost",
            "localhost.",
            "LOCALHOST",
            "[::1]",
            "[::]",
            "[0:0:0:0:0:0:0:1]",
            "[::ffff:127.0.0.1]",
            "[::ffff:7f00:1]",
            "[::127.0.0.1]",
            "[64:ff9b::7f00:1]",
            "[2002:7f00:1::]",
            "[fe80::1%25eth0]",
            "[fe80::1%eth0]",
            "0",
            "0.0.0.0",
            "169.254.169.254",
            "[fd00:ec2::254]",
            "127。0。0。1",
            "①②⑦.⓪.⓪.①",
            "ⓛocalhost",
            "127.0.0.1.nip.io",
            "app.example.com@127.0.0.1",
            "app.example.com:80@127.0.0.1",
            "127.0.0.1#@app.example.com",
            "127.0.0.1\\@app.example.com",
            "app.example.com\\.127.0.0.1",
            "127.0.0.1%00app.example.com",
            "app.example.com%2f@127.0.0.1",
            "app.example.com%40127.0.0.1",
            "app.example.com\t127.0.0.1",
            "app.example.com\n127.0.0.1",
            "127.0.0.1?app.example.com",
            "127.0.0.1;app.example.com",
            " 127.0.0.1",
            "app.example.com.",
            "APP.example.com",
            "app.example.com:",
            "app.example.com:080",
            "app.example.com:99999",
        ];
        foreach (var host in hosts)
            yield return $"http://{host}:{port}/";
        foreach (
            var form in (string[])
                [
                    "http://app.example.com@127.0.0.1/",
                    "http:/127.0.0.1/",
                    "http:///127.0.0.1/",
                    "//127.0.0.1/",
                    "127.0.0.1",
                    "HTTP://app.example.com/",
                    "file:///etc/passwd",
                    "gopher://127.0.0.1/",
                    "ftp://app.example.com/",
                    "javascript:alert(1)",
                    "data:text/plain,x",
                    "unix:/run/x.sock",
                    "http://app.example.com/\r\nHost: evil",
                    "http://app.example.com/ x",
                    "http://app.example.com/#f",
                    "http://app.example.com/../x",
                    "http://app.example.com/%2e%2e/x",
                    "http://app.example.com/%5c..",
                    "https://app.example.com/api/../admin",
                    "https://app.example.com/api%2f..%2fadmin",
                    "http://app.example.com/\u202Etxt",
                    "http://app.example.com/" + new string('x', 4096),
                    "",
                    "\0",
                ]
        )
            yield return form;
    }
}
