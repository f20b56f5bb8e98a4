using Aios.Gateway;
using Aios.Loop.Effects;
using Aios.Loop.Ports;

namespace Aios.Actors.Tests.Embedded.Simulated;

/// <summary>Does what a seed says: it works, fails before or after it had its effect, throws, or never comes back.</summary>
internal sealed class ScriptedAdapter(World world, IEffectLedger ledger, string kind) : IEffectAdapter
{
    public string Kind => kind;

    public Task<AdapterResult> Do(EffectAction action, TimeSpan timeout)
    {
        if (world.IntentOf(action) is not { } intent)
            return Probe((EffectAction.RunProcess)action);
        if (ledger.Find(intent.Id) is not { Outcome: null })
            world.Violations.Add($"effect {intent.Id} began, and no open intent is on disk");
        world.Begin(intent);
        return world.Draw(12) switch
        {
            0 => Ends(new AdapterResult(EffectResult.ExitCode, "ended with code 1", 1), happens: false),
            1 => Ends(new AdapterResult(EffectResult.ExitCode, "ended with code 2", 2), happens: true),
            2 => NeverEnds(),
            3 => throw new InvalidOperationException("as the script says"),
            _ => Ends(new AdapterResult(EffectResult.Ok, "ended with code 0", 0), happens: true),
        };

        Task<AdapterResult> Ends(AdapterResult result, bool happens)
        {
            var answer = new TaskCompletionSource<AdapterResult>();
            var took = world.Draw(3_000);
            if (happens)
                world.After(world.Draw(took + 1), () => world.Happen(action));
            world.After(took, () => answer.SetResult(result));
            return answer.Task;
        }

        Task<AdapterResult> NeverEnds()
        {
            if (world.Draw(2) == 0)
                world.After(world.Draw(2_000), () => world.Happen(action));
            return new TaskCompletionSource<AdapterResult>().Task;
        }
    }

    private Task<AdapterResult> Probe(EffectAction.RunProcess action)
    {
        if (world.Draw(5) == 0)
            return Task.FromResult(new AdapterResult(EffectResult.ExitCode, "ended with code 7", 7));
        var happened = world.HasHappened(new EffectAction.RunProcess([Playbooks.Work, .. action.Arguments.Skip(1)]));
        return Task.FromResult(
            happened
                ? new AdapterResult(EffectResult.Ok, "ended with code 0", 0)
                : new AdapterResult(EffectResult.ExitCode, "ended with code 1", 1)
        );
    }
}
