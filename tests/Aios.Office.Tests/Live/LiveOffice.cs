using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Aios.Journal.Log;
using Aios.Loop.Surface.Verbs;
using Aios.Loop.Vocabulary;
using Aios.Office.Live;
using Aios.Office.Tests.Access;
using Aios.Office.Tests.Api;
using NSubstitute;

namespace Aios.Office.Tests.Live;

/// <summary>The real server with its sockets; events and rows are a spec's.</summary>
internal sealed class LiveOffice : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private long _seq;

    public GuardedOffice Guarded { get; private set; } = null!;

    public EventSubscriptions Log { get; } = new();

    /// <summary>What every verb tells.</summary>
    public List<string> Ids { get; } = ["a"];

    public static async Task<LiveOffice> Start(LiveLimits? limits = null, Func<OfficeSettings, OfficeSettings>? settings = null)
    {
        var office = new LiveOffice();
        var verbs = new FakeVerbs
        {
            Answer = async (_, output, _) =>
            {
                foreach (var id in office.Ids.ToList())
                    await output.Item(JsonSerializer.SerializeToElement(new { id }));
                return VerbEnd.Done;
            },
        };
        office.Guarded = await GuardedOffice.Start(
            settings,
            host =>
            {
                host.Views.Follow(Arg.Any<Action<RecordedEvent>>())
                    .Returns(call => office.Log.Subscribe("*", call.Arg<Action<RecordedEvent>>()));
                return host with { Verbs = verbs, Live = limits ?? LiveLimits.Default };
            }
        );
        return office;
    }

    public Uri Url => new UriBuilder(Guarded.Office.Url) { Scheme = "ws", Path = "/ws" }.Uri;

    public async Task<LiveClient> Connect(VerbRole role = VerbRole.Viewer, string? name = null)
    {
        var client = new LiveClient();
        client.Socket.Options.SetRequestHeader("Authorization", $"Bearer {await Guarded.Token(role, name)}");
        await client.Socket.ConnectAsync(Url, CancellationToken.None);
        return client;
    }

    public void Happens(string type = "app.down", JsonElement? payload = null) =>
        Log.Publish(
            new RecordedEvent(
                ++_seq,
                "node-1",
                1,
                new Event
                {
                    Id = new EventId($"e-{_seq}"),
                    Type = type,
                    Source = "spec",
                    Timestamp = _seq,
                    Severity = Severity.Info,
                    Priority = Priority.P0,
                    Payload = payload,
                }
            )
        );

    public ValueTask DisposeAsync() => Guarded.DisposeAsync();

    /// <summary>The other end of a socket; whatever does not come in time ends the spec.</summary>
    internal sealed class LiveClient : IDisposable
    {
        public ClientWebSocket Socket { get; } = new();

        public async Task Hello(params string[] topics) =>
            await Say(
                JsonSerializer.Serialize(
                    new
                    {
                        kind = "hello",
                        v = "aios.ui/1",
                        subs = topics.Select(topic => new { id = topic, topic }),
                    }
                )
            );

        public Task Say(string text) => Say(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text);

        public Task Say(byte[] bytes, WebSocketMessageType type) =>
            Socket.SendAsync(bytes, type, endOfMessage: true, CancellationToken.None);

        /// <summary>The next frame of the kind; beats in between are passed over.</summary>
        public async Task<JsonElement> Next(string kind)
        {
            using var patience = new CancellationTokenSource(Patience);
            while (await Next(patience.Token) is { } frame)
                if (frame.GetProperty("kind").GetString() is var found && found == kind)
                    return frame;
                else
                    Assert.Equal("beat", found);
            throw new Xunit.Sdk.XunitException($"instead of {kind} the socket ended: {Socket.CloseStatus} {Socket.CloseStatusDescription}");
        }

        /// <summary>Null when the other side has closed.</summary>
        public async Task<JsonElement?> Next()
        {
            using var patience = new CancellationTokenSource(Patience);
            return await Next(patience.Token);
        }

        private async Task<JsonElement?> Next(CancellationToken patience)
        {
            using var text = new MemoryStream();
            var buffer = new byte[64 * 1024];
            while (true)
            {
                var part = await Socket.ReceiveAsync(buffer, patience);
                if (part.MessageType == WebSocketMessageType.Close)
                    return null;
                text.Write(buffer, 0, part.Count);
                if (part.EndOfMessage)
                    return JsonElement.Parse(text.ToArray());
            }
        }

        /// <summary>The farewell, after which nothing comes but the end.</summary>
        public async Task<string> Farewell()
        {
            var bye = await Next("bye");
            Assert.Null(await Next());
            return bye.GetProperty("reason").GetString()!;
        }

        public void Dispose() => Socket.Dispose();
    }
}
