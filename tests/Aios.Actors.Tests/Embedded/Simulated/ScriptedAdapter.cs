using Aios.Gateway;
using Aios.Loop.Effects;
using Aios.Loop.Ports;

namespace Aios.Actors.Tests.Embedded.Simulated;

/// <summary>Does what the scene says: it works, fails before or after it had its effect, throws, or never comes back.</summary>
internal sealed class ScriptedAdapter(Scene scene, World world, IEffectLedger ledger, string kind) : IEffectAdapter
{
    public string Kind => kind;

    public Task<AdapterResult> Do(EffectAction action, TimeSpan timeout)
    {
        if (world.IntentOf(action) is not { } intent)
            return Look((EffectAction.RunProcess)action);
        if (ledger.Find(intent.Id) is not { Outcome: null })
            world.Violations.Add($"effect {intent.Id} began, and no open intent is on disk");
        world.Begin(intent);
        var (result, happens, within) = scene.Try(world, intent);
        var answer = new TaskCompletionSource<AdapterResult>();
        var took = 1 + world.Draw(within);
        if (happens)
            world.After(world.Draw(took), () => Happen(intent));
        if (result is not null)
            world.After(took, () => answer.SetResult(result));
        return answer.Task;
    }

    private void Happen(EffectIntent intent)
    {
        world.Happen(intent);
        scene.Happened(world, intent);
    }

    private Task<AdapterResult> Look(EffectAction.RunProcess action)
    {
        if (action.Arguments[0] == Playbooks.Checked)
            return Task.FromResult(
                world.Machine.Changes && world.Draw(4) == 0
                    ? new AdapterResult(EffectResult.ExitCode, "ended with code 2", 2)
                    : new AdapterResult(EffectResult.Ok, "ended with code 0", 0)
            );
        if (!scene.CanTell(world))
            return Task.FromResult(new AdapterResult(EffectResult.ExitCode, "ended with code 7", 7));
        var happened = world.HasHappened([Playbooks.Work, .. action.Arguments.Skip(1)]);
        return Task.FromResult(
            happened
                ? new AdapterResult(EffectResult.Ok, "ended with code 0", 0)
                : new AdapterResult(EffectResult.ExitCode, "ended with code 1", 1)
        );
    }
}
