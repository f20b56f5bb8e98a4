using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Aios.Loop.Surface.Verbs;
using Aios.Office.Live;

namespace Aios.Office.Tests.Live;

/// <summary>Who sends what no client sends is told what was wrong and sent away; nobody else notices.</summary>
public sealed class AbuseSpecs
{
    [Theory]
    [InlineData("no JSON at all", "a frame is JSON")]
    [InlineData("[[[[", "a frame is JSON")]
    [InlineData("""{"kind":"order","v":"aios.ui/1"}""", "kind is 'order'; a client sends hello")]
    [InlineData("""{"kind":"hello","v":"aios.ui/9","subs":[]}""", "v is 'aios.ui/9'; this node speaks aios.ui/1")]
    public async Task Garbage_is_named(string text, string reason) =>
        await Sends(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, reason, WebSocketCloseStatus.InvalidPayloadData);

    [Fact]
    public async Task A_binary_frame_is_not_read() =>
        await Sends([1, 2, 3], WebSocketMessageType.Binary, "a frame is text", WebSocketCloseStatus.InvalidMessageType);

    [Fact]
    public async Task A_frame_of_more_than_16_KiB_is_not_read() =>
        await Sends(
            Encoding.UTF8.GetBytes(new string('x', 16 * 1024 + 1)),
            WebSocketMessageType.Text,
            "a frame has at most 16384 bytes",
            WebSocketCloseStatus.MessageTooBig
        );

    [Fact]
    public async Task A_hello_of_16_KiB_with_hundreds_of_subscriptions_is_answered()
    {
        await using var office = await LiveOffice.Start();
        using var client = await office.Connect();
        await client.Hello([.. Enumerable.Range(0, 400).Select(i => i < 20 ? "runs" : "x")]);
        var subs = (await client.Next("ready")).GetProperty("subs").EnumerateArray().ToList();
        Assert.Equal(16, subs.Count(sub => sub.TryGetProperty("stream", out _)));
        Assert.Equal(400, subs.Count);
        await client.Next("snapshot");
    }

    [Fact]
    public async Task Who_says_nothing_is_sent_away()
    {
        await using var office = await LiveOffice.Start(new LiveLimits { HelloWithin = TimeSpan.FromMilliseconds(50) });
        using var client = await office.Connect();
        Assert.Equal("no hello came in time", await client.Farewell());
    }

    [Fact]
    public async Task Who_says_hello_again_and_again_is_sent_away()
    {
        await using var office = await LiveOffice.Start(new LiveLimits { HelloBurst = 3, HellosPerSecond = 0 });
        using var client = await office.Connect();
        for (var i = 0; i < 10; i++)
            await client.Hello();
        // As many answers as there is burst, unless the farewell overtakes them.
        for (var answers = 0; await client.Next() is { } frame; )
            Assert.InRange(answers += frame.GetProperty("kind").GetString() == "ready" ? 1 : 0, 0, 3);
        Assert.Equal("too many hellos", client.Socket.CloseStatusDescription);
        Assert.Equal(WebSocketCloseStatus.PolicyViolation, client.Socket.CloseStatus);
    }

    [Fact]
    public async Task The_one_too_many_is_told_so_and_has_a_place_when_another_leaves()
    {
        await using var office = await LiveOffice.Start(new LiveLimits { Viewers = 2 });
        using var first = await office.Connect(name: "one");
        using var second = await office.Connect(name: "two");
        using var third = await office.Connect(name: "three");
        Assert.Equal("too many viewers", await third.Farewell());
        await first.Socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
        using var fourth = await office.Connect(name: "four");
        await fourth.Hello("runs");
        await fourth.Next("ready");
    }

    [Fact]
    public async Task Half_open_connections_are_cut_when_no_ping_is_answered()
    {
        var quick = TimeSpan.FromMilliseconds(500);
        await using var office = await LiveOffice.Start(
            new LiveLimits
            {
                KeepAlive = quick,
                PongWithin = quick,
                Viewers = 1,
            }
        );
        using var deaf = new TcpClient();
        await deaf.ConnectAsync("127.0.0.1", office.Url.Port);
        var stream = deaf.GetStream();
        await stream.WriteAsync(await Upgrade(office));
        var buffer = new byte[4_096];
        Assert.Contains("101", Encoding.ASCII.GetString(buffer, 0, await stream.ReadAsync(buffer)), StringComparison.Ordinal);
        await stream.WriteAsync(Masked("""{"kind":"hello","v":"aios.ui/1","subs":[]}"""));
        // It reads, and answers nothing: pings come, then the end.
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        try
        {
            while (await stream.ReadAsync(buffer, patience.Token) > 0) { }
        }
        catch (IOException)
        {
            // Cut off.
        }
        // Its place is free soon after.
        for (var isIn = false; !isIn; )
        {
            using var next = await office.Connect(name: $"{Guid.NewGuid()}");
            await next.Hello("runs");
            isIn = (await next.Next())!.Value.GetProperty("kind").GetString() == "ready";
        }
    }

    [Fact]
    public async Task Who_takes_nothing_is_cut_while_others_are_served()
    {
        await using var office = await LiveOffice.Start(
            new LiveLimits { Beat = TimeSpan.FromMilliseconds(50), PongWithin = TimeSpan.FromSeconds(1) }
        );
        using var deaf = new TcpClient { ReceiveBufferSize = 4_096 };
        await deaf.ConnectAsync("127.0.0.1", office.Url.Port);
        await deaf.GetStream().WriteAsync(await Upgrade(office));
        await deaf.GetStream().WriteAsync(Masked("""{"kind":"hello","v":"aios.ui/1","subs":[{"id":"e","topic":"events"}]}"""));
        using var client = await office.Connect(name: "quick");
        await client.Hello("events");
        await client.Next("ready");
        await client.Next("snapshot");
        // Long frames until the kernel takes no more for the one that does not read.
        var payload = JsonElement.Parse(JsonSerializer.Serialize(new { text = new string('x', 4_000) }));
        for (var isCut = false; !isCut; )
        {
            for (var i = 0; i < 200; i++)
                office.Happens(payload: payload);
            Assert.NotEqual("bye", (await client.Next())!.Value.GetProperty("kind").GetString());
            isCut = deaf.Client.Poll(0, SelectMode.SelectError) || IsReset(deaf.Client);
        }
    }

    private static bool IsReset(Socket socket)
    {
        try
        {
            // Bytes that nobody reads: they fail once the other side is gone.
            return socket.Send([0x8A, 0x80, 0, 0, 0, 0]) == 0;
        }
        catch (SocketException)
        {
            return true;
        }
    }

    private static async Task Sends(byte[] bytes, WebSocketMessageType type, string reason, WebSocketCloseStatus status)
    {
        await using var office = await LiveOffice.Start();
        using var other = await office.Connect(name: "other");
        await other.Hello("events");
        await other.Next("ready");
        await other.Next("snapshot");
        foreach (var isGreeted in new[] { false, true })
        {
            using var client = await office.Connect(name: $"client {isGreeted}");
            if (isGreeted)
            {
                await client.Hello();
                await client.Next("ready");
            }
            await client.Say(bytes, type);
            Assert.Equal(reason, await client.Farewell());
            Assert.Equal(status, client.Socket.CloseStatus);
        }
        office.Happens();
        await other.Next("delta");
    }

    private static async Task<byte[]> Upgrade(LiveOffice office) =>
        Encoding.ASCII.GetBytes(
            $"GET /ws HTTP/1.1\r\nHost: 127.0.0.1:{office.Url.Port}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                + $"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nAuthorization: Bearer {await office.Guarded.Token(VerbRole.Viewer, "deaf")}\r\n\r\n"
        );

    // One text frame with a mask of zeros.
    private static byte[] Masked(string text)
    {
        var body = Encoding.UTF8.GetBytes(text);
        return [0x81, (byte)(0x80 | body.Length), 0, 0, 0, 0, .. body];
    }
}
