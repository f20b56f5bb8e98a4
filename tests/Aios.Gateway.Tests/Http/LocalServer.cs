using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Aios.Gateway.Tests.Http;

/// <summary>A server on the loopback that answers every connection with one text and keeps what it was asked.</summary>
internal sealed class LocalServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly string? _answer;
    private readonly Task _serving;
    private readonly List<string> _asked = [];

    /// <param name="answer">The whole answer; null: it says nothing and keeps the connection.</param>
    public LocalServer(string? answer)
    {
        _answer = answer;
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _serving = Serve();
    }

    public int Port { get; }
    public string Url => $"http://127.0.0.1:{Port}/";

    public IReadOnlyList<string> Asked
    {
        get
        {
            lock (_asked)
                return [.. _asked];
        }
    }

    public static string Answer(string status, string body = "", string more = "") =>
        $"HTTP/1.1 {status}\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\nConnection: close\r\n{more}\r\n{body}";

    public void Dispose()
    {
        _listener.Stop();
        _serving.Wait(TimeSpan.FromSeconds(5));
    }

    private async Task Serve()
    {
        var open = new List<TcpClient>();
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync();
                open.Add(client);
                var stream = client.GetStream();
                var request = await Request(stream);
                lock (_asked)
                    _asked.Add(request);
                if (_answer is null)
                    continue;
                await stream.WriteAsync(Encoding.UTF8.GetBytes(_answer));
                client.Close();
            }
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException or IOException) { }
        finally
        {
            open.ForEach(client => client.Dispose());
        }
    }

    private static async Task<string> Request(NetworkStream stream)
    {
        var (text, buffer) = (new StringBuilder(), new byte[8192]);
        while (!IsWhole(text.ToString()))
        {
            if (await stream.ReadAsync(buffer) is not (> 0 and var count))
                break;
            text.Append(Encoding.UTF8.GetString(buffer, 0, count));
        }
        return text.ToString();
    }

    private static bool IsWhole(string text)
    {
        var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        if (end < 0)
            return false;
        var length = text.Split("\r\n").FirstOrDefault(line => line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase));
        return length is null || Encoding.UTF8.GetByteCount(text[(end + 4)..]) >= int.Parse(length.Split(':')[1]);
    }
}
