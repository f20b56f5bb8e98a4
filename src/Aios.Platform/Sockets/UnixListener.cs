using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Aios.Platform.Sockets;

/// <summary>A connection and who is at its other end.</summary>
public sealed record UnixPeer(NetworkStream Stream, PeerCredentials Credentials) : IDisposable
{
    public void Dispose() => Stream.Dispose();
}

/// <summary>Listens on a unix socket that only this user can connect to (mode 0600); the framework removes the file when the socket is closed.</summary>
public sealed partial class UnixListener : IDisposable
{
    /// <summary>What the kernel takes as a path (sun_path), without the closing NUL.</summary>
    public const int MaxPathBytes = 107;

    private const int Backlog = 64;
    private readonly Socket _socket;

    private UnixListener(Socket socket, string path) => (_socket, Path) = (socket, path);

    public string Path { get; }

    /// <summary>Binds the path. A socket that a dead process left behind is replaced; anything else in its place is not.</summary>
    /// <exception cref="IOException">Somebody listens there, a file is in the way, or the path is too long.</exception>
    public static UnixListener Bind(string path)
    {
        var bytes = System.Text.Encoding.UTF8.GetByteCount(path);
        if (bytes > MaxPathBytes)
            throw new IOException($"the socket path {path} has {bytes} bytes; at most {MaxPathBytes} are allowed; choose a shorter folder");
        var socket = New();
        try
        {
            RemoveStale(path);
            socket.Bind(new UnixDomainSocketEndPoint(path));
            // Nobody can connect before Listen, so there is no moment with a wider mode.
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            socket.Listen(Backlog);
            return new UnixListener(socket, path);
        }
        catch (Exception error) when (error is SocketException or UnauthorizedAccessException)
        {
            socket.Dispose();
            throw new IOException($"cannot listen on {path}: {error.Message}; it must be this user's to make and to remove", error);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <exception cref="OperationCanceledException">Stopped.</exception>
    public async Task<UnixPeer> Accept(CancellationToken stop = default)
    {
        var accepted = await _socket.AcceptAsync(stop).ConfigureAwait(false);
        try
        {
            return new UnixPeer(new NetworkStream(accepted, ownsSocket: true), PeerCredentials.Of(accepted));
        }
        catch
        {
            accepted.Dispose();
            throw;
        }
    }

    public void Dispose() => _socket.Dispose();

    private static void RemoveStale(string path)
    {
        if (!System.IO.Path.Exists(path))
            return;
        if (!IsSocket(path))
            throw new IOException($"{path} is in the way and is no socket; remove it or choose another path");
        using var probe = New();
        try
        {
            probe.Connect(new UnixDomainSocketEndPoint(path));
        }
        catch (SocketException error) when (error.SocketErrorCode == SocketError.ConnectionRefused)
        {
            File.Delete(path);
            return;
        }
        throw new IOException($"somebody listens on {path} already");
    }

    /// <summary>By statx(2), whose structure is the same on every processor.</summary>
    private static unsafe bool IsSocket(string path)
    {
        const int CurrentFolder = -100;
        const int NoFollow = 0x100;
        const int ModeOffset = 28;
        var fields = stackalloc byte[256];
        return StatX(CurrentFolder, path, NoFollow, 1, fields) == 0 && (*(ushort*)(fields + ModeOffset) & 0xF000) == 0xC000;
    }

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static unsafe partial int StatX(int folder, string path, int flags, uint mask, byte* fields);

    private static Socket New() => new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
}
