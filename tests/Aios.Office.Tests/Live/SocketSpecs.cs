using System.Net;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Aios.Loop.Surface.Verbs;
using Aios.Office.Live;
using Aios.Office.Tests.Access;

namespace Aios.Office.Tests.Live;

public sealed class SocketSpecs
{
    [Fact]
    public async Task Hello_is_answered_and_what_happens_comes()
    {
        await using var office = await LiveOffice.Start();
        using var client = await office.Connect(VerbRole.Operator);
        await client.Hello("runs", "events", "weather");

        var ready = await client.Next("ready");
        Assert.Equal(("aios.ui/1", "operator", 5_000), (Text("v"), Text("role"), ready.GetProperty("beatMs").GetInt32()));
        var subs = ready.GetProperty("subs");
        Assert.StartsWith("there is no topic 'weather'; there are ", subs[2].GetProperty("refused").GetString(), StringComparison.Ordinal);
        string[] shown = [StreamOf(await client.Next("snapshot")), StreamOf(await client.Next("snapshot"))];
        Assert.Equal(new[] { StreamOf(subs[0]), StreamOf(subs[1]) }.Order(), shown.Order());

        office.Happens();
        var delta = await client.Next("delta");
        Assert.Equal("app.down", delta.GetProperty("rows").GetProperty("1").GetProperty("type").GetString());

        string Text(string name) => ready.GetProperty(name).GetString()!;
        static string StreamOf(JsonElement frame) => frame.GetProperty("stream").GetString()!;
    }

    [Fact]
    public async Task A_page_comes_in_by_its_cookie_and_only_from_the_office_itself()
    {
        await using var office = await LiveOffice.Start();
        var (cookie, _) = await office.Guarded.Browser();
        Assert.Equal(HttpStatusCode.Forbidden, await Try(office, ("Cookie", cookie)));
        Assert.Equal(HttpStatusCode.Forbidden, await Try(office, ("Cookie", cookie), ("Origin", "null")));
        Assert.Equal(HttpStatusCode.Forbidden, await Try(office, ("Cookie", cookie), ("Origin", "http://evil.example.org")));
        Assert.Equal(
            (HttpStatusCode)421,
            await Try(office, ("Cookie", cookie), ("Origin", office.Guarded.Office.Url), ("Host", "evil.example.org"))
        );
        Assert.Equal(HttpStatusCode.Unauthorized, await Try(office, ("Origin", office.Guarded.Office.Url)));
        Assert.Equal(HttpStatusCode.SwitchingProtocols, await Try(office, ("Cookie", cookie), ("Origin", office.Guarded.Office.Url)));
    }

    [Fact]
    public async Task A_source_is_not_let_in_and_what_is_no_socket_is_told_so()
    {
        await using var office = await LiveOffice.Start();
        Assert.Equal(
            HttpStatusCode.Forbidden,
            await Try(office, ("Authorization", $"Bearer {await office.Guarded.Token(VerbRole.Source)}"))
        );
        using var plain = await office.Guarded.Send(HttpMethod.Get, "/ws", await office.Guarded.Token(VerbRole.Viewer));
        Assert.Equal("/problems/bad-request", await GuardedOffice.ProblemOf(plain));
    }

    [Fact]
    public async Task Who_loses_the_token_is_out_at_once()
    {
        await using var office = await LiveOffice.Start();
        using var client = await office.Connect(VerbRole.Viewer, "wall");
        await client.Hello("runs");
        await client.Next("ready");
        await client.Next("snapshot");
        Assert.True(await office.Guarded.Store.Revoke("wall", office.Guarded.Clock.Now));
        Assert.Equal("role changed", await client.Farewell());
        Assert.Equal(WebSocketCloseStatus.PolicyViolation, client.Socket.CloseStatus);
    }

    [Fact]
    public async Task A_node_that_stops_says_so_and_waits_for_nobody()
    {
        var office = await LiveOffice.Start();
        using var client = await office.Connect();
        using var mute = await office.Connect(VerbRole.Admin);
        await client.Hello("runs");
        await client.Next("ready");
        await client.Next("snapshot");
        // The second one never closes its side.
        var stopped = office.DisposeAsync().AsTask();
        Assert.Equal("shutdown", await client.Farewell());
        await stopped.WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task Over_http2_a_socket_is_opened_by_connect()
    {
        var folder = Directory.CreateTempSubdirectory("aios-tls-");
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        var (shown, secret) = (Path.Combine(folder.FullName, "cert.pem"), Path.Combine(folder.FullName, "key.pem"));
        File.WriteAllText(shown, certificate.ExportCertificatePem());
        File.WriteAllText(secret, key.ExportPkcs8PrivateKeyPem());
        await using var office = await LiveOffice.Start(settings: each =>
            each with
            {
                Certificate = shown,
                CertificateKey = secret,
                ReadOnly = true,
            }
        );
        using var handler = new SocketsHttpHandler();
        handler.SslOptions.RemoteCertificateValidationCallback = (_, found, _, _) =>
            found?.GetCertHashString() == certificate.GetCertHashString();
        using var invoker = new HttpMessageInvoker(handler);
        using var client = new LiveOffice.LiveClient();
        client.Socket.Options.HttpVersion = HttpVersion.Version20;
        client.Socket.Options.HttpVersionPolicy = HttpVersionPolicy.RequestVersionExact;
        client.Socket.Options.SetRequestHeader("Authorization", $"Bearer {await office.Guarded.Token(VerbRole.Viewer)}");
        await client.Socket.ConnectAsync(new UriBuilder(office.Url) { Scheme = "wss" }.Uri, invoker, CancellationToken.None);
        await client.Hello("runs");
        await client.Next("ready");
        await client.Next("snapshot");
        folder.Delete(recursive: true);
    }

    private static async Task<HttpStatusCode> Try(LiveOffice office, params (string Name, string Value)[] headers)
    {
        using var client = new ClientWebSocket();
        client.Options.CollectHttpResponseDetails = true;
        foreach (var (name, value) in headers)
            client.Options.SetRequestHeader(name, value);
        try
        {
            await client.ConnectAsync(office.Url, CancellationToken.None);
        }
        catch (WebSocketException)
        {
            // The status tells why.
        }
        return client.HttpStatusCode;
    }
}
