using Aios.Loop.Effects;
using Aios.Loop.Ports;
using Aios.Loop.Vocabulary;

namespace Aios.Actors.Tests.Embedded.Simulated;

/// <summary>The node's own ledger; the world hears which attempt comes next.</summary>
/// <param name="early">Says that an intent is on disk before it is: a fault that has to be found.</param>
internal sealed class AnnouncedLedger(IEffectLedger ledger, World world, bool early) : IEffectLedger
{
    public Task RecordIntent(EffectIntent intent)
    {
        world.Announce(intent);
        var recorded = ledger.RecordIntent(intent);
        return early ? Task.CompletedTask : recorded;
    }

    public Task RecordOutcome(EffectOutcome outcome) => ledger.RecordOutcome(outcome);

    public IReadOnlyList<EffectRecord> OpenIntents() => ledger.OpenIntents();

    public IReadOnlyList<EffectRecord> OfRun(RunId run) => ledger.OfRun(run);

    public EffectRecord? Find(EffectId id) => ledger.Find(id);

    public IReadOnlyList<EffectRecord> List(EffectQuery query) => ledger.List(query);

    public Task<int> MarkUnknown() => ledger.MarkUnknown();
}
