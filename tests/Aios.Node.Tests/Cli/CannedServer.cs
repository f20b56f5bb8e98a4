using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Aios.Node.Tests.Cli;

/// <summary>Reads one HTTP request on loopback, answers it with what it was given, and closes.</summary>
internal sealed class CannedServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public CannedServer(string status, string type, string body, string headers = "")
    {
        _listener.Start();
        Asked = Serve(
            $"HTTP/1.1 {status}\r\nContent-Type: {type}\r\n{headers}Content-Length: {body.Length}\r\nConnection: close\r\n\r\n{body}"
        );
    }

    public string Url => $"http://{_listener.LocalEndpoint}";

    /// <summary>The whole request.</summary>
    public Task<string> Asked { get; }

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await Asked.ContinueWith(_ => { }, TaskScheduler.Default);
    }

    private async Task<string> Serve(string answer)
    {
        using var client = await _listener.AcceptTcpClientAsync();
        var stream = client.GetStream();
        var (request, buffer) = (new StringBuilder(), new byte[4096]);
        while (!IsWhole(request.ToString()) && await stream.ReadAsync(buffer) is > 0 and var read)
            request.Append(Encoding.ASCII.GetString(buffer, 0, read));
        await stream.WriteAsync(Encoding.ASCII.GetBytes(answer));
        return request.ToString();
    }

    private static bool IsWhole(string request) =>
        request.IndexOf("\r\n\r\n", StringComparison.Ordinal) is >= 0 and var head
        && request.Split("\r\n").FirstOrDefault(line => line.StartsWith("Content-Length: ", StringComparison.OrdinalIgnoreCase))
            is { } length
        && request.Length - head - 4 >= int.Parse(length[16..], System.Globalization.CultureInfo.InvariantCulture);
}
