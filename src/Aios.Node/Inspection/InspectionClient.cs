using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Aios.Loop.Vocabulary;
using Aios.Platform.Sockets;

namespace Aios.Node.Inspection;

/// <summary>The caller's side of the inspection port.</summary>
internal sealed class InspectionClient : IDisposable
{
    private readonly NetworkStream _stream;
    private readonly LineReader _reader;
    private int _calls;

    private InspectionClient(NetworkStream stream)
    {
        _stream = stream;
        _reader = new LineReader(stream, Frames.MaxAnswerBytes);
    }

    /// <exception cref="NodeNotReachableException">Nobody listens there, or somebody else than this user's node.</exception>
    public static async Task<InspectionClient> Connect(string path, CancellationToken cancel)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancel);
            if (PeerCredentials.Of(socket) is var server && server.UserId != PeerRules.OwnUserId)
                throw new NodeNotReachableException(
                    $"{path} belongs to a node of user {server.UserId}; run this as that user",
                    isOtherUser: true
                );
            return new InspectionClient(new NetworkStream(socket, ownsSocket: true));
        }
        catch (Exception error) when (error is SocketException or ArgumentException)
        {
            socket.Dispose();
            var isOther = error is SocketException { SocketErrorCode: SocketError.AccessDenied };
            throw new NodeNotReachableException(
                isOther ? $"{path} belongs to a node of another user; run this as that user" : error.Message,
                isOther
            );
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Asks, and gives the answers as they come; the last one is the end.</summary>
    /// <exception cref="RequestTooLongException">The request has more bytes than the port takes.</exception>
    /// <exception cref="IOException">The connection broke before the end.</exception>
    public async IAsyncEnumerable<InspectionAnswer> Call(
        string verb,
        IReadOnlyDictionary<string, JsonElement> arguments,
        [EnumeratorCancellation] CancellationToken cancel
    )
    {
        var request = Frames.Request($"{++_calls}", verb, arguments);
        if (request.Length - 1 > Frames.MaxRequestBytes)
            throw new RequestTooLongException(request.Length - 1);
        await Send(request, cancel);
        while (true)
        {
            var answer = Read(await _reader.Next(cancel));
            yield return answer;
            if (answer is InspectionAnswer.End)
                yield break;
        }
    }

    /// <exception cref="IOException">No whole answer came.</exception>
    public static InspectionAnswer Read(LineRead read)
    {
        if (read.Kind != LineKind.Line)
            throw new IOException($"the node closed the connection ({read.Kind.ToString().ToLowerInvariant()})");
        try
        {
            return Frames.ReadAnswer(read.Line);
        }
        catch (JsonException error)
        {
            throw new IOException($"the node sent something that is not {Frames.Version}: {Shown.Clean(error.Message)}", error);
        }
    }

    public void Dispose() => _stream.Dispose();

    // A node that turns a client away has said why before it closed: that is read even when nothing can be sent.
    private async Task Send(ReadOnlyMemory<byte> request, CancellationToken cancel)
    {
        try
        {
            await _stream.WriteAsync(request, cancel);
        }
        catch (IOException) { }
    }
}

/// <param name="isOtherUser">A node is there, but it is not this user's.</param>
internal sealed class NodeNotReachableException(string why, bool isOtherUser) : Exception(why)
{
    public bool IsOtherUser { get; } = isOtherUser;
}

internal sealed class RequestTooLongException(int bytes)
    : Exception($"the request has {bytes} bytes, the inspection port takes at most {Frames.MaxRequestBytes}; send a smaller payload");
