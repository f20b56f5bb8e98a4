using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Aios.Journeys.Tests.Log;
using Aios.Journeys.Tests.Processes;

namespace Aios.Journeys.Tests;

/// <summary>Who gets into the web front, and what is on record of it.</summary>
public sealed class AccessSpecs : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Data => _folder.PathOf("data");

    public void Dispose() => _folder.Dispose();

    [Fact]
    [Trait("Category", "Slow")]
    public async Task A_printed_login_opens_once_and_sessions_and_tokens_outlive_a_restart()
    {
        using var browser = new Browser();
        string secret,
            token,
            id;
        await using (var first = await NodeProcess.In(Data))
        {
            var office = await browser.Visit(first);
            secret = await LoginOf(first);
            Assert.Equal(HttpStatusCode.OK, await browser.Login(secret));
            Assert.Equal(HttpStatusCode.Unauthorized, await browser.Login(secret));
            Assert.Equal("admin", (await browser.Session()).Text("role"));

            var made = Assert.Single(
                (await first.Run("tokens", "create", "ops", "--role", "operator", "--json")).With(0).Items("aios.token/1")
            );
            (token, id) = (made.Text("secret")!, made.Text("id")!);
            Assert.Equal(HttpStatusCode.OK, await browser.With(token));
            Assert.Contains(
                "is valid already",
                (await first.Run("tokens", "create", "ops", "--role", "admin")).With(1).Errors,
                StringComparison.Ordinal
            );

            var url = Assert.Single((await first.Run("office", "url", "--json")).With(0).Items("aios.office_url/1")).Text("url")!;
            Assert.StartsWith($"{office}#login=", url, StringComparison.Ordinal);
            Assert.Equal(HttpStatusCode.OK, await browser.Login(url.Split("#login=")[1]));
            (await first.Terminate()).With(0);
        }
        foreach (var file in Directory.EnumerateFiles(Data, "*", SearchOption.AllDirectories))
            Assert.False(await Holds(file, secret) || await Holds(file, token), $"{file} holds a secret");

        await using var second = await NodeProcess.In(Data);
        await browser.Visit(second);
        Assert.Equal("admin", (await browser.Session()).Text("role"));
        Assert.Equal(HttpStatusCode.OK, await browser.With(token));
        Assert.Contains("--yes does it", (await second.Run("tokens", "revoke", id)).With(5).Errors, StringComparison.Ordinal);
        (await second.Run("tokens", "revoke", id, "--yes")).With(0);
        Assert.Equal(HttpStatusCode.Unauthorized, await browser.With(token));

        var audit = (await second.Run("audit", "query", "--json")).With(0).Items("aios.audit/1");
        Assert.Equal(
            ["login 0", "login 5", "tokens create 0", "tokens create 1", "office url 0", "login 0", "tokens revoke 0"],
            audit.Select(entry => $"{entry.Text("action")} {entry.GetProperty("code")}")
        );
        var check = Assert.Single((await second.Run("audit", "verify", "--json")).With(0).Items("aios.audit_check/1"));
        Assert.True(check.GetProperty("intact").GetBoolean());
        Assert.Equal(audit.Count, check.GetProperty("entries").GetInt32());
    }

    [Fact]
    [Trait("Category", "Slow")]
    public async Task Others_are_let_in_by_tls_alone()
    {
        var open = new Dictionary<string, string> { ["AIOS__OFFICE__BIND"] = "[\"0.0.0.0\"]" };
        var refused = (await Cli.Run(["up", "--data", Data], open)).With(3);
        Assert.Contains("aios.office.bind (0.0.0.0)", refused.Errors, StringComparison.Ordinal);
        Assert.Contains("aios.office.tls.certificate", refused.Errors, StringComparison.Ordinal);

        open["AIOS__OFFICE__TLS__CERTIFICATE"] = _folder.PathOf("cert.pem");
        open["AIOS__OFFICE__TLS__KEY"] = _folder.PathOf("key.pem");
        Assert.Contains(
            "aios.office.tls.certificate",
            (await Cli.Run(["up", "--data", Data], open)).With(1).Errors,
            StringComparison.Ordinal
        );

        using var certificate = SelfMade(open["AIOS__OFFICE__TLS__CERTIFICATE"], open["AIOS__OFFICE__TLS__KEY"]);
        await using var node = await NodeProcess.In(Data, variables: open);
        using var browser = new Browser(certificate.Thumbprint);
        Assert.StartsWith("https://127.0.0.1:", await browser.Visit(node), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, await browser.Login(await LoginOf(node)));
        Assert.True(browser.IsCookieSecure);
        Assert.Equal("admin", (await browser.Session()).Text("role"));
    }

    private static async Task<string> LoginOf(NodeProcess node) =>
        (await node.Line("the login", line => line.Contains("/#login=", StringComparison.Ordinal))).Split("#login=")[1];

    private static async Task<bool> Holds(string file, string secret) =>
        (await File.ReadAllBytesAsync(file)).AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(secret)) >= 0;

    private static X509Certificate2 SelfMade(string certificatePath, string keyPath)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        File.WriteAllText(certificatePath, certificate.ExportCertificatePem());
        File.WriteAllText(keyPath, key.ExportPkcs8PrivateKeyPem());
        return certificate;
    }

    /// <summary>Keeps cookies from node to node, as browsers do.</summary>
    private sealed class Browser : IDisposable
    {
        private readonly CookieContainer _cookies = new();
        private readonly HttpClient _client;
        private Uri _office = null!;

        public Browser(string? thumbprint = null) =>
            _client = new HttpClient(
                new HttpClientHandler
                {
                    CookieContainer = _cookies,
                    ServerCertificateCustomValidationCallback = (_, shown, _, _) => shown?.Thumbprint == thumbprint,
                }
            );

        public bool IsCookieSecure => _cookies.GetCookies(_office).All(cookie => cookie is { Secure: true, HttpOnly: true });

        public async Task<string> Visit(NodeProcess node)
        {
            var ready = await node.Line("READY", line => line.StartsWith("READY ", StringComparison.Ordinal));
            _office = new Uri(ready.Split(' ').First(word => word.StartsWith("office=", StringComparison.Ordinal))["office=".Length..]);
            return _office.AbsoluteUri;
        }

        public async Task<HttpStatusCode> Login(string secret)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_office, "/api/v1/login"))
            {
                Content = JsonContent.Create(new { token = secret }),
                Headers = { { "Origin", _office.GetLeftPart(UriPartial.Authority) } },
            };
            using var answer = await _client.SendAsync(request);
            return answer.StatusCode;
        }

        public async Task<JsonElement> Session() => JsonElement.Parse(await _client.GetStringAsync(new Uri(_office, "/api/v1/session")));

        public async Task<HttpStatusCode> With(string token)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(_office, "/api/v1/session"));
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            using var answer = await _client.SendAsync(request);
            return answer.StatusCode;
        }

        public void Dispose() => _client.Dispose();
    }
}
