using Aios.Loop.Ports;
using Aios.Loop.Surface.Verbs;

namespace Aios.Node.Verbs;

/// <summary>Checks a call and runs its verb; whatever goes wrong becomes an end with a code.</summary>
/// <param name="timeout">For one verb that does not stream.</param>
internal sealed class VerbRunner(IViews views, IInspector inspector, TimeProvider clock, TimeSpan timeout) : IVerbs
{
    public IReadOnlyList<VerbEntry> All => NodeVerbs.Offered;

    public AccessDesk? Access { get; init; }

    public string MembersOf(string schema) => Schemas.Members[schema];

    public async Task<VerbEnd> Run(VerbCall asked, IVerbOutput output, CancellationToken cancel)
    {
        if (VerbRegistry.Find(asked.Verb) is not { } entry || !NodeVerbs.Handlers.TryGetValue(asked.Verb, out var handler))
            return VerbEnd.Usage(Nearest.Unknown("verb", asked.Verb, NodeVerbs.Handlers.Keys));
        if (!asked.Caller.Role.Permits(entry))
            return VerbEnd.Refused($"'{entry.Name}' needs the role {entry.LeastRole.Text()}; yours is {asked.Caller.Role.Text()}");
        var arguments = ArgumentRules.Bind(entry, asked.Arguments, clock.GetUtcNow(), out var faults);
        if (faults.Count > 0)
            return VerbEnd.Usage(faults);

        using var limit = new CancellationTokenSource(entry.Streams ? Timeout.InfiniteTimeSpan : timeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancel);
        try
        {
            var call = new NodeCall(views, inspector, clock, arguments, output, either.Token) { Caller = asked.Caller, Access = Access };
            return await handler(call).WaitAsync(either.Token);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancel.IsCancellationRequested)
        {
            return VerbEnd.Unavailable($"'{entry.Name}' took longer than {timeout.TotalSeconds:0} s and was given up");
        }
        catch (NotSupportedException error)
        {
            return VerbEnd.Unsupported(error.Message);
        }
        catch (TimeoutException error)
        {
            return VerbEnd.Unavailable($"the node did not answer in time: {error.Message}");
        }
        catch (Exception error) when (error is not (OperationCanceledException or ClientGoneException))
        {
            return VerbEnd.Failed($"{error.GetType().Name}: {error.Message}");
        }
    }
}
