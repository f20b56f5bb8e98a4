using Aios.Loop.Surface.Verbs;
using Aios.Node.Verbs;
using Aios.Platform.Sockets;

namespace Aios.Node.Inspection;

/// <summary>One client: a request, its answers, the next request. Bad lines are answered once and end the session.</summary>
internal sealed class InspectionSession(Stream stream, PeerCredentials peer, InspectionHost host)
{
    private const string NoId = "";

    private readonly LineReader _reader = new(stream, Frames.MaxRequestBytes);

    // Only the node's own user gets in: there is nobody else to ask.
    private readonly VerbCaller _caller = new(
        $"uid {peer.UserId}",
        $"uid {peer.UserId}, pid {peer.Pid}",
        VerbRole.Admin,
        IsOnlyPerson: true
    );

    public async Task Run(CancellationToken stop)
    {
        using var writer = new FrameWriter(stream, host.Clock, host.Settings.WriteTimeout);
        var pending = _reader.Next(stop).AsTask();
        try
        {
            while (await Take(pending, writer, stop) is { } request)
            {
                pending = _reader.Next(stop).AsTask();
                if (!await Serve(request, pending, writer, stop))
                    break;
            }
        }
        catch (Exception error) when (error is ClientGoneException or OperationCanceledException or IOException or ObjectDisposedException)
        {
            // Somebody who leaves in the middle is nothing to report.
        }
        finally
        {
            _ = pending.ContinueWith(static task => task.Exception, TaskContinuationOptions.OnlyOnFaulted);
        }
    }

    /// <summary>The next request, or null when the session is over.</summary>
    private async Task<InspectionRequest?> Take(Task<LineRead> pending, FrameWriter writer, CancellationToken stop)
    {
        LineRead read;
        try
        {
            read = await pending.WaitAsync(host.Settings.IdleTimeout, host.Clock, stop);
        }
        catch (TimeoutException)
        {
            await Refuse(writer, $"no whole request came within {host.Settings.IdleTimeout.TotalSeconds:0} s", stop);
            return null;
        }
        switch (read.Kind)
        {
            case LineKind.Line:
                if (Frames.ReadRequest(read.Line, out var fault) is { } request)
                    return request;
                await Refuse(writer, fault, stop);
                return null;
            case LineKind.TooLong:
                await Refuse(writer, $"a request has at most {Frames.MaxRequestBytes} bytes", stop);
                return null;
            default:
                return null;
        }
    }

    /// <summary>False when the session is over. A client that leaves cancels its verb; one that talks meanwhile is closed.</summary>
    private async Task<bool> Serve(InspectionRequest request, Task<LineRead> pending, FrameWriter writer, CancellationToken stop)
    {
        var started = host.Clock.GetTimestamp();
        using var verb = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var output = new FrameOutput(request.Id, writer, verb.Token);
        var run = host.Verbs.Run(new VerbCall(request.Verb, request.Arguments, _caller), output, verb.Token);
        var isInterrupted = await Task.WhenAny(run, pending) == pending && !run.IsCompleted;
        if (isInterrupted)
            await verb.CancelAsync();
        VerbEnd end;
        try
        {
            end = await run;
        }
        catch (ClientGoneException gone)
        {
            Audit(request, started, new VerbEnd(ExitCode.Interrupted, $"the client is gone: {gone.Message}"));
            throw;
        }
        catch (OperationCanceledException) when (verb.IsCancellationRequested)
        {
            var over = stop.IsCancellationRequested
                ? new VerbEnd(ExitCode.NotReachable, "the node is stopping")
                : new VerbEnd(ExitCode.Interrupted, "the client left or sent a second request meanwhile");
            Audit(request, started, over);
            await writer.Write(VerbFrames.End(request.Id, over.Code, over.Error), null, CancellationToken.None);
            return false;
        }
        finally
        {
            output.End();
        }
        Audit(request, started, end);
        await writer.Write(VerbFrames.End(request.Id, end.Code, end.Error), null, stop);
        return !isInterrupted;
    }

    private async Task Refuse(FrameWriter writer, string why, CancellationToken stop)
    {
        host.Note(new AuditLine(host.Clock.GetUtcNow(), peer.Pid, peer.UserId, "", "", ExitCode.Usage, why, 0));
        await writer.Write(VerbFrames.End(NoId, ExitCode.Usage, why), null, stop);
    }

    private void Audit(InspectionRequest request, long started, VerbEnd end)
    {
        host.Note(
            new AuditLine(
                host.Clock.GetUtcNow(),
                peer.Pid,
                peer.UserId,
                request.Verb,
                AuditArguments.Of(VerbRegistry.Find(request.Verb), request.Arguments),
                end.Code,
                end.Error,
                host.Clock.GetElapsedTime(started).TotalMilliseconds
            )
        );
    }
}
