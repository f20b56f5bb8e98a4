using Aios.Loop.Effects;
using Aios.Loop.Vocabulary;
using Aios.Platform.Processes;

namespace Aios.Gateway.Tests;

internal static class Intents
{
    private static readonly RunId Run = new("run-1");

    public static EffectIntent Of(EffectAction action, int timeoutMs = 20_000, int attempt = 1) =>
        new(
            EffectIntent.IdOf(Run, "step", attempt),
            Run,
            "step",
            attempt,
            Risk.Reversible,
            action,
            TimeSpan.FromMilliseconds(timeoutMs),
            false,
            null
        );

    public static EffectIntent Program(params string[] arguments) => Of(new EffectAction.RunProcess(arguments));

    public static EffectIntent Shell(string script, int timeoutMs) => Of(new EffectAction.RunProcess(["/bin/sh", "-c", script]), timeoutMs);

    public static Door RealDoor(FakeLedger ledger) =>
        new(ledger, TimeProvider.System, [new ProcessAdapter(ChildEnvironment.Minimal), new SignalAdapter()]);
}
