using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Aios.Journeys.Tests.Log;

namespace Aios.Journeys.Tests.Processes;

/// <summary>The inspection port as its protocol describes it: <c>aios.cmd/1</c>, one JSON object per line.</summary>
internal sealed class NodeSocket : IDisposable
{
    private const int LastShown = 25;

    private readonly NetworkStream _stream;
    private readonly StreamReader _reader;
    private int _calls;

    private NodeSocket(Socket socket)
    {
        _stream = new NetworkStream(socket, ownsSocket: true);
        _reader = new StreamReader(_stream, Encoding.UTF8);
    }

    public static async Task<NodeSocket> Connect(string data)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(PathOf(data)));
            return new NodeSocket(socket);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Where a node of this folder listens; a long path stands in the file <c>socket</c>.</summary>
    public static string PathOf(string data) =>
        Path.Combine(data, "socket") is var pointer && File.Exists(pointer)
            ? File.ReadAllText(pointer).Trim()
            : Path.Combine(data, "aios.sock");

    /// <exception cref="IOException">The node is gone.</exception>
    public async Task<Answer> Call(string verb, JsonObject args)
    {
        await Ask(verb, args);
        var items = new List<JsonElement>();
        while (true)
        {
            var answer = await Next();
            if (answer.Text("kind") == "item")
                items.Add(answer.GetProperty("item"));
            else if (answer.Text("kind") == "end")
                return new Answer(items, answer.GetProperty("code").GetInt32(), answer.Text("error"));
        }
    }

    public Task<Answer> Emit(string type, string? id = null, JsonObject? payload = null)
    {
        var args = new JsonObject { ["type"] = type, ["source"] = "journey" };
        if (id is not null)
            args["id"] = id;
        if (payload is not null)
            args["payload"] = payload;
        return Call("events emit", args);
    }

    /// <summary>Follows the log from this number on until an event fits.</summary>
    public async Task<JsonElement> Event(string what, Func<JsonElement, bool> fits, long after = 0, TimeSpan? patience = null)
    {
        var seen = new Queue<string>();
        var found = Search();
        await found.Waiting(patience ?? Child.Patience, () => $"event: {what}; the last of the log:\n{string.Join('\n', seen)}");
        return await found;

        async Task<JsonElement> Search()
        {
            await Ask("events tail", new JsonObject { ["after"] = after.ToString(System.Globalization.CultureInfo.InvariantCulture) });
            while (true)
            {
                var answer = await Next();
                if (answer.Text("kind") == "end")
                    throw new JourneyException($"the stream ended before {what}: {answer}\n{string.Join('\n', seen)}");
                if (answer.Text("kind") != "item")
                    continue;
                var fact = answer.GetProperty("item");
                if (fits(fact))
                    return fact;
                seen.Enqueue(fact.ToString());
                if (seen.Count > LastShown)
                    seen.Dequeue();
            }
        }
    }

    public void Dispose()
    {
        _reader.Dispose();
        _stream.Dispose();
    }

    private async Task Ask(string verb, JsonObject args)
    {
        var request = new JsonObject
        {
            ["v"] = "aios.cmd/1",
            ["id"] = $"{++_calls}",
            ["verb"] = verb,
            ["args"] = args,
        };
        await _stream.WriteAsync(Encoding.UTF8.GetBytes(request.ToJsonString() + "\n"));
    }

    private async Task<JsonElement> Next() =>
        await _reader.ReadLineAsync() is { } line ? JsonElement.Parse(line) : throw new IOException("the node closed the connection");
}

internal sealed record Answer(IReadOnlyList<JsonElement> Items, int Code, string? Error);
