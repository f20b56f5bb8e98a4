using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Aios.Platform.Sockets;

/// <summary>Who connected, as the kernel knows it (SO_PEERCRED): fixed at the moment of the connection, it cannot be made up.</summary>
/// <param name="Pid">0 when the peer lives in a process namespace that is not visible here.</param>
public readonly record struct PeerCredentials(int Pid, uint UserId, uint GroupId)
{
    private const int SocketLevel = 1;
    private const int PeerCredentialsOption = 17;

    /// <exception cref="SocketException">It is no connected unix socket.</exception>
    public static PeerCredentials Of(Socket socket)
    {
        Span<byte> raw = stackalloc byte[12];
        var length = socket.GetRawSocketOption(SocketLevel, PeerCredentialsOption, raw);
        if (length != raw.Length)
            throw new PlatformNotSupportedException($"the peer's credentials have {length} bytes; {raw.Length} are expected (Linux)");
        var fields = MemoryMarshal.Cast<byte, uint>(raw);
        return new PeerCredentials((int)fields[0], fields[1], fields[2]);
    }
}
