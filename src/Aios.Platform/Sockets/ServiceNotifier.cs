using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Aios.Platform.Sockets;

/// <summary>
/// Tells the service manager how this process is (sd_notify(3)). Without a service manager nothing is sent; a notice that cannot be
/// delivered is dropped, because a process must not fail for want of a listener.
/// </summary>
public sealed class ServiceNotifier : IDisposable
{
    private readonly Socket? _socket;

    /// <param name="address">Value of NOTIFY_SOCKET: an absolute path, or an abstract name that starts with <c>@</c>; null or empty: nobody listens.</param>
    public ServiceNotifier(string? address, TimeSpan? watchdogInterval = null)
    {
        WatchdogInterval = watchdogInterval;
        if (string.IsNullOrEmpty(address) || (address[0] != '/' && address[0] != '@'))
            return;
        _socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified) { Blocking = false };
        try
        {
            _socket.Connect(new UnixDomainSocketEndPoint(address[0] == '@' ? $"\0{address[1..]}" : address));
        }
        catch (Exception error) when (error is SocketException or ArgumentException)
        {
            _socket.Dispose();
            _socket = null;
        }
    }

    /// <summary>True when a service manager listens.</summary>
    public bool IsActive => _socket is not null;

    /// <summary>The service manager restarts this process when <see cref="Watchdog"/> stays away longer than this; call it twice as often. Null: no watchdog.</summary>
    public TimeSpan? WatchdogInterval { get; }

    /// <summary>By NOTIFY_SOCKET, WATCHDOG_USEC and WATCHDOG_PID as the service manager set them.</summary>
    public static ServiceNotifier FromEnvironment() => FromEnvironment(Environment.GetEnvironmentVariable, Environment.ProcessId);

    internal static ServiceNotifier FromEnvironment(Func<string, string?> variable, int pid)
    {
        var forUs = variable("WATCHDOG_PID") is not { Length: > 0 } meant || meant == pid.ToString(CultureInfo.InvariantCulture);
        var known = long.TryParse(variable("WATCHDOG_USEC"), NumberStyles.None, CultureInfo.InvariantCulture, out var micros);
        var interval = forUs && known && micros is > 0 and < long.MaxValue / TimeSpan.TicksPerMicrosecond;
        return new ServiceNotifier(variable("NOTIFY_SOCKET"), interval ? TimeSpan.FromMicroseconds(micros) : null);
    }

    public void Ready() => Send("READY=1");

    public void Stopping() => Send("STOPPING=1");

    public void Watchdog() => Send("WATCHDOG=1");

    /// <summary>One line that the service manager shows beside the process.</summary>
    public void Status(string text) => Send($"STATUS={text.ReplaceLineEndings(" ")}");

    public void Dispose() => _socket?.Dispose();

    private void Send(string state)
    {
        try
        {
            _socket?.Send(Encoding.UTF8.GetBytes(state));
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // Nobody reads: the service manager is restarting, or its queue is full.
        }
    }
}
