using System.Net;
using System.Net.Sockets;
using System.Text;
using Aios.Platform.Probes;

namespace Aios.Platform.Tests.Probes;

public sealed class HttpProbeSpecs : IDisposable
{
    private static readonly TimeSpan Ample = TimeSpan.FromSeconds(20);

    private readonly TcpListener _server = new(IPAddress.Loopback, 0);

    public HttpProbeSpecs() => _server.Start();

    private string Url => $"http://127.0.0.1:{((IPEndPoint)_server.LocalEndpoint).Port}/health?x=1";

    public void Dispose() => _server.Dispose();

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", 200)]
    [InlineData("HTTP/1.1 503 No\r\nContent-Length: 2\r\n\r\nno", 503)]
    [InlineData("HTTP/1.1 302 There\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n", 302)]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 999999\r\n\r\nthe rest never comes", 200)]
    public async Task The_status_is_read_without_waiting_for_a_body_or_going_elsewhere(string answer, int status)
    {
        var serving = Serve(answer);

        var seen = await LocalProbes.Instance.Http(Url, Ample);

        Assert.Equal((status, ""), (seen.Status, seen.Why));
        var request = await serving;
        Assert.StartsWith("GET /health?x=1 HTTP/1.1", request);
        Assert.Contains("Connection: close", request);
    }

    [Fact]
    public async Task Each_look_opens_its_own_connection()
    {
        const string Well = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";
        var first = Serve(Well);
        await LocalProbes.Instance.Http(Url, Ample);
        await first;
        var second = Serve(Well);

        Assert.Equal(200, (await LocalProbes.Instance.Http(Url, Ample)).Status);
        await second;
    }

    [Fact]
    public async Task A_server_that_accepts_and_says_nothing_is_given_up_in_time()
    {
        var seen = await LocalProbes.Instance.Http(Url, TimeSpan.FromMilliseconds(200));

        Assert.Equal((null, "no answer within 0.2 s"), (seen.Status, seen.Why));
    }

    [Theory]
    [InlineData("nothing that is HTTP\r\n\r\n")]
    [InlineData("")]
    public async Task What_is_no_answer_says_why(string answer)
    {
        var serving = Serve(answer);

        var seen = await LocalProbes.Instance.Http(Url, Ample);

        Assert.Null(seen.Status);
        Assert.NotEqual("", seen.Why);
        await serving;
    }

    [Fact]
    public async Task Nobody_there_is_no_error_but_no_answer()
    {
        var seen = await LocalProbes.Instance.Http($"http://127.0.0.1:{FreePort.Take()}/", Ample);

        Assert.Null(seen.Status);
        Assert.Contains("refused", seen.Why);
    }

    /// <summary>Answers one request and gives it back.</summary>
    private async Task<string> Serve(string answer)
    {
        using var client = await _server.AcceptTcpClientAsync();
        var stream = client.GetStream();
        var buffer = new byte[4096];
        var request = "";
        while (!request.Contains("\r\n\r\n") && await stream.ReadAsync(buffer) is var read and > 0)
            request += Encoding.ASCII.GetString(buffer, 0, read);
        await stream.WriteAsync(Encoding.ASCII.GetBytes(answer));
        return request;
    }
}
