using System.Net.WebSockets;
using System.Text.Json;
using Aios.Journeys.Tests.Log;
using Aios.Journeys.Tests.Processes;

namespace Aios.Journeys.Tests;

/// <summary>What a node pushes to whoever looks at its office.</summary>
public sealed class LiveSpecs
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private const int MostBeats = 8;

    private static readonly string[] Topics = ["overview", "events", "incidents", "approvals", "runs", "playbooks", "queue", "decisions"];

    [Fact]
    public async Task Every_topic_is_told_and_what_is_put_on_record_comes_at_once_until_the_node_says_goodbye()
    {
        await using var node = await NodeProcess.Up();
        var ready = await node.Line("READY", line => line.StartsWith("READY ", StringComparison.Ordinal));
        var office = new Uri(ready.Split(' ').First(word => word.StartsWith("office=", StringComparison.Ordinal))["office=".Length..]);
        var token = Assert.Single((await node.Run("tokens", "create", "wall", "--role", "viewer", "--json")).With(0).Items("aios.token/1"));
        using var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Authorization", $"Bearer {token.Text("secret")}");
        await socket.ConnectAsync(new UriBuilder(office) { Scheme = "ws", Path = "/ws" }.Uri, CancellationToken.None);
        var subs = Topics.Select(topic => new { id = topic, topic });
        await socket.SendAsync(
            JsonSerializer.SerializeToUtf8Bytes(
                new
                {
                    kind = "hello",
                    v = "aios.ui/1",
                    subs,
                }
            ),
            WebSocketMessageType.Text,
            endOfMessage: true,
            CancellationToken.None
        );

        var streams = (await Next(socket))
            .GetProperty("subs")
            .EnumerateArray()
            .ToDictionary(sub => sub.Text("stream")!, sub => sub.Text("id")!);
        Assert.Equal(Topics.Order(), streams.Values.Order());
        var rows = Topics.ToDictionary(topic => topic, _ => new Dictionary<string, JsonElement>());
        var snapshots = new HashSet<string>();
        // The heartbeat has no row before its first beat.
        await Until(
            "a snapshot of every topic, and the whole overview",
            frame =>
            {
                if (frame.Text("kind") == "snapshot")
                    snapshots.Add(streams[frame.Text("stream")!]);
                foreach (var row in Rows(frame))
                    rows[streams[frame.Text("stream")!]].TryAdd(row.Name, row.Value);
                return snapshots.Count == Topics.Length && rows["overview"].Count == 4;
            }
        );
        Assert.Equal(["heartbeat", "queue", "score", "status"], rows["overview"].Keys.Order());
        Assert.Equal(JsonValueKind.Array, rows["overview"]["status"].GetProperty("trouble").ValueKind);
        Assert.Equal(JsonValueKind.Array, rows["overview"]["score"].GetProperty("parts").ValueKind);
        Assert.Equal("running", rows["queue"]["queue"].Text("standing"));
        Assert.Equal("disk-cleanup", rows["playbooks"]["disk-cleanup"].Text("id"));

        // Ten at once do not wait for more.
        using (var client = await node.Connect())
            for (var i = 0; i < 10; i++)
                Assert.Equal(0, (await client.Emit("agent.error", $"error-{i}", new() { ["target"] = "coder-1" })).Code);
        var (hasEvent, hasIncident) = (false, false);
        await Until(
            "the event and its incident",
            frame =>
            {
                hasEvent |= Rows(frame).Any(row => row.Value.Text("type") == "agent.error");
                hasIncident |= Rows(frame).Any(row => row.Value.Text("family") == "agent");
                return hasEvent && hasIncident;
            }
        );

        (await node.Terminate()).With(0);
        await Until("goodbye", frame => frame.Text("kind") == "bye" && frame.Text("reason") == "shutdown");

        async Task Until(string what, Func<JsonElement, bool> fits)
        {
            for (var beats = 0; beats < MostBeats; )
            {
                var frame = await Next(socket);
                if (fits(frame))
                    return;
                beats += frame.Text("kind") == "beat" ? 1 : 0;
            }
            throw new JourneyException($"{what} did not come within {MostBeats} beats");
        }
    }

    private static IEnumerable<JsonProperty> Rows(JsonElement frame) =>
        frame.TryGetProperty("rows", out var rows) ? rows.EnumerateObject() : [];

    private static async Task<JsonElement> Next(ClientWebSocket socket)
    {
        using var patience = new CancellationTokenSource(Patience);
        using var text = new MemoryStream();
        var buffer = new byte[16 * 1024];
        while (true)
        {
            var part = await socket.ReceiveAsync(buffer, patience.Token);
            if (part.MessageType == WebSocketMessageType.Close)
                throw new WebSocketException($"the socket was closed: {socket.CloseStatusDescription}");
            text.Write(buffer, 0, part.Count);
            if (part.EndOfMessage)
                return JsonElement.Parse(text.ToArray());
        }
    }
}
