using Aios.Node.Verbs;
using Aios.Platform.Sockets;

namespace Aios.Node.Inspection;

/// <summary>Checks a request and runs its verb; whatever goes wrong becomes an end with a code.</summary>
internal sealed class VerbRunner(InspectionHost host, PeerCredentials peer)
{
    private const VerbRole Granted = VerbRole.Admin;

    /// <exception cref="ClientGoneException">Nobody takes the answer.</exception>
    /// <exception cref="OperationCanceledException">The client left or the node stops.</exception>
    public async Task<VerbEnd> Run(InspectionRequest request, FrameWriter writer, CancellationToken cancel)
    {
        if (VerbRegistry.Find(request.Verb) is not { } entry || !NodeVerbs.Handlers.TryGetValue(request.Verb, out var handler))
            return VerbEnd.Usage(Nearest.Unknown("verb", request.Verb, NodeVerbs.Handlers.Keys));
        if (!Granted.Permits(entry))
            return new VerbEnd(ExitCode.Refused, $"'{entry.Name}' needs the role {entry.LeastRole.Text()}");
        var arguments = ArgumentRules.Bind(entry, request.Arguments, host.Clock.GetUtcNow(), out var faults);
        if (faults.Count > 0)
            return VerbEnd.Usage(string.Join("; ", faults));

        using var limit = new CancellationTokenSource(entry.Streams ? Timeout.InfiniteTimeSpan : host.Settings.VerbTimeout, host.Clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancel);
        var output = new FrameOutput(request.Id, writer, either.Token);
        try
        {
            var call = new NodeCall(host.Views, host.Inspector, host.Clock, arguments, output, either.Token)
            {
                Caller = $"uid {peer.UserId}, pid {peer.Pid}",
                Person = $"uid {peer.UserId}",
            };
            return await handler(call).WaitAsync(either.Token);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancel.IsCancellationRequested)
        {
            return VerbEnd.Failed($"'{entry.Name}' took longer than {host.Settings.VerbTimeout.TotalSeconds:0} s and was given up");
        }
        catch (NotSupportedException error)
        {
            return VerbEnd.Failed(error.Message);
        }
        catch (TimeoutException error)
        {
            return VerbEnd.Failed($"the node did not answer in time: {error.Message}");
        }
        catch (Exception error) when (error is not (OperationCanceledException or ClientGoneException))
        {
            return VerbEnd.Failed($"{error.GetType().Name}: {error.Message}");
        }
        finally
        {
            output.End();
        }
    }
}
