using Aios.Loop.Effects;
using Aios.Loop.Vocabulary;

namespace Aios.Loop.Ports;

/// <summary>
/// What the runtime did outside. The order is fixed: intent on disk, then the effect, then the outcome on disk.
/// A task completes only after the sync; a failed one means that nothing was recorded.
/// </summary>
public interface IEffectLedger
{
    /// <summary>
    /// An attempt is made once. Only an intent that is declared idempotent and has no outcome yet may be recorded again
    /// (the repeat after a crash).
    /// </summary>
    /// <exception cref="InvalidOperationException">The id is on record already and may not be repeated.</exception>
    Task RecordIntent(EffectIntent intent);

    /// <summary>Recording the same outcome twice is no error; the first one stays.</summary>
    Task RecordOutcome(EffectOutcome outcome);

    /// <summary>Intents without an outcome, oldest first.</summary>
    IReadOnlyList<EffectRecord> OpenIntents();

    /// <summary>Everything one run did, oldest first.</summary>
    IReadOnlyList<EffectRecord> OfRun(RunId run);

    /// <summary>Null when the id is not on record.</summary>
    EffectRecord? Find(EffectId id);

    /// <summary>Newest first.</summary>
    IReadOnlyList<EffectRecord> List(EffectQuery query);

    /// <summary>At a start, before anything is carried out: whatever is open was cut off by the end of the node.</summary>
    /// <returns>How many effects are unknown now.</returns>
    Task<int> MarkUnknown();
}

/// <summary>How far a reader of the event log has come.</summary>
public interface ICursorStore
{
    /// <summary>0 when the reader has not been here before.</summary>
    long Read(string reader);

    /// <summary>Completes after the sync. A cursor never goes back: a smaller value is ignored.</summary>
    Task Write(string reader, long appliedSeq);
}
