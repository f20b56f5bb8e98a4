using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Aios.Gateway.Tests.Notifying;

/// <summary>A mail server on the loopback that takes one mail after the other and keeps what it was told.</summary>
internal sealed class SmtpServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly string _atMail;
    private readonly Task _serving;
    private readonly StringBuilder _told = new();

    /// <param name="atMail">The answer to MAIL FROM.</param>
    public SmtpServer(string atMail = "250 ok")
    {
        _atMail = atMail;
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _serving = Serve();
    }

    public int Port { get; }

    public string Told
    {
        get
        {
            lock (_told)
                return _told.ToString();
        }
    }

    public void Dispose()
    {
        _listener.Stop();
        _serving.Wait(TimeSpan.FromSeconds(5));
    }

    private async Task Serve()
    {
        try
        {
            while (true)
            {
                using var client = await _listener.AcceptTcpClientAsync();
                await Talk(client.GetStream());
            }
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException or IOException) { }
    }

    private async Task Talk(NetworkStream stream)
    {
        using var reader = new StreamReader(stream, Encoding.UTF8);
        await Say("220 test ESMTP");
        var isData = false;
        while (await reader.ReadLineAsync() is { } line)
        {
            lock (_told)
                _told.Append(line).Append('\n');
            if (isData)
            {
                if (line != ".")
                    continue;
                isData = false;
                await Say("250 taken");
                continue;
            }
            switch (line.Split(' ', ':')[0].ToUpperInvariant())
            {
                case "EHLO":
                    await Say("250-test\r\n250 8BITMIME");
                    break;
                case "MAIL":
                    await Say(_atMail);
                    break;
                case "DATA":
                    isData = true;
                    await Say("354 go on");
                    break;
                case "QUIT":
                    await Say("221 bye");
                    return;
                default:
                    await Say("250 ok");
                    break;
            }
        }

        Task Say(string text) => stream.WriteAsync(Encoding.UTF8.GetBytes(text + "\r\n")).AsTask();
    }
}
