using System.Collections.Concurrent;
using System.Net.Sockets;
using Aios.Loop.Surface.Verbs;
using Aios.Node.Verbs;
using Aios.Platform.Sockets;

namespace Aios.Node.Inspection;

/// <summary>The inspection port of a node: a unix socket for its own user. Nothing that a client does ends it.</summary>
internal sealed class InspectionServer : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly InspectionHost _host;
    private readonly UnixListener _listener;
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<long, Task> _sessions = new();
    private readonly Task _accepting;
    private int _clients;

    private InspectionServer(UnixListener listener, InspectionHost host)
    {
        (_listener, _host) = (listener, host);
        _accepting = Task.Run(Accept);
    }

    public string Path => _listener.Path;

    /// <summary>Clients that are connected now.</summary>
    public int Clients => Volatile.Read(ref _clients);

    /// <summary>Listens at the path. A socket that a crashed node left there is replaced; the folder's lock must be held.</summary>
    /// <exception cref="IOException">Something else stands there, or the folder cannot be written.</exception>
    public static InspectionServer Start(string path, InspectionHost host) => new(UnixListener.Bind(path), host);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _accepting;
        await Task.WhenAll(_sessions.Values);
        _stop.Dispose();
    }

    private async Task Accept()
    {
        for (long number = 0; !_stop.IsCancellationRequested; number++)
        {
            try
            {
                var client = await _listener.Accept(_stop.Token);
                _sessions[number] = Task.CompletedTask;
                _sessions.TryUpdate(number, Serve(client, number), Task.CompletedTask);
            }
            catch (Exception error) when (error is OperationCanceledException or ObjectDisposedException)
            {
                return;
            }
            catch (Exception error) when (error is SocketException or PlatformNotSupportedException)
            {
                // Out of descriptors, or a client that left before it was accepted: both pass.
                await Task.Delay(Pause, _host.Clock, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task Serve(UnixPeer client, long number)
    {
        await Task.Yield();
        try
        {
            using (client)
                if (_host.Peers.Refuse(client.Credentials) is { } refusal)
                    await TurnAway(client, refusal);
                else
                    await Admit(client);
        }
        catch (Exception error)
        {
            _host.Note(new AuditLine(_host.Clock.GetUtcNow(), 0, null, "connect", "", ExitCode.Unhandled, error.ToString(), 0));
        }
        finally
        {
            _sessions.TryRemove(number, out _);
        }
    }

    private async Task Admit(UnixPeer client)
    {
        try
        {
            if (Interlocked.Increment(ref _clients) <= _host.Settings.MaxClients)
                await new InspectionSession(client.Stream, client.Credentials, _host).Run(_stop.Token);
            else
                await TurnAway(client, TooMany());
        }
        finally
        {
            Interlocked.Decrement(ref _clients);
        }
    }

    private string TooMany() => $"{_host.Settings.MaxClients} clients are connected already; try again when one has left";

    private async Task TurnAway(UnixPeer client, string refusal)
    {
        var (pid, user, _) = client.Credentials;
        _host.Note(new AuditLine(_host.Clock.GetUtcNow(), pid, user, "connect", "", ExitCode.Refused, refusal, 0));
        using var writer = new FrameWriter(client.Stream, _host.Clock, _host.Settings.WriteTimeout);
        try
        {
            await writer.Write(VerbFrames.End("", ExitCode.Refused, refusal), null, _stop.Token);
        }
        catch (Exception error) when (error is ClientGoneException or OperationCanceledException) { }
    }
}
