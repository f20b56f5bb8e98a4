using Aios.Actors.Effects;
using Aios.Actors.Spine;
using Aios.Actors.Wire;
using Aios.Journal.Store;
using Aios.Loop.Effects;
using Aios.Loop.Scheduling;
using Aios.Loop.Vocabulary;
using Aios.Platform.Files;
using Aios.Platform.Sqlite;

namespace Aios.Node.Composition;

/// <summary>
/// Brings the two stores together at a start, before anything is acted on. When one of them is gone while the other stands, nothing is
/// guessed and nothing is done twice: what the log tells is put back into the database; records that are gone are not made up.
/// </summary>
internal sealed class StoreRepair
{
    /// <summary>Name of the cursor that every start leaves: a database without any cursor knows nothing of its log.</summary>
    private const string Start = "start";

    private readonly SqliteStore _store;
    private readonly EffectLedger _ledger;
    private readonly StateReplay? _whole;
    private readonly EffectReplay _open = new();
    private readonly HashSet<RunId> _openRuns;
    private readonly List<EffectProtocol.ResolveEffect> _answers = [];

    public StoreRepair(SqliteStore store, EffectLedger ledger)
    {
        (_store, _ledger) = (store, ledger);
        _whole = new CursorStore(store).All().Count == 0 ? new StateReplay() : null;
        _openRuns = [.. ledger.OpenIntents().Select(line => line.Intent.Run)];
    }

    /// <summary>Patterns of the types that it has to see, unless it <see cref="ReadsEverything"/>.</summary>
    public static IReadOnlyList<string> Types { get; } = ["run.*", "effect.*"];

    /// <summary>The database is new or was lost: all that the log tells is wanted.</summary>
    public bool ReadsEverything => _whole is not null;

    /// <summary>Sees the records of the log, oldest first.</summary>
    public void Take(RecordedEvent recorded)
    {
        _whole?.Apply(recorded);
        var fact = recorded.Event;
        if (EffectAnswers.Read(fact) is { } answer)
            _answers.Add(answer);
        else if (_openRuns.Count > 0 && fact.Source == RunCodec.Source && RunCodec.Read(fact) is { } read && _openRuns.Contains(read.Run))
            _open.Apply(read.Run, read.Fact);
    }

    /// <param name="mayBeginLog">A person knows that records of the log are missing.</param>
    /// <returns>What was missing and what was done, for people; null when nothing was missing.</returns>
    /// <exception cref="DataFolderException">Records are missing, and nobody said that this is known.</exception>
    public async Task<string?> Finish(long lastSeq, bool mayBeginLog)
    {
        var done = _whole is { Seq: > 0 }
            ? await FromLog(_store, _ledger, _whole)
            : await WithoutLog(_store, _ledger, lastSeq, mayBeginLog);
        // An outcome that the disk did not take while the log did.
        await _ledger.FillIn(_open.Effects.Values.Where(told => told.Outcome is not null));
        await _ledger.MarkUnknown();
        await EffectAnswers.TakeOver(_ledger, _answers);
        await new CursorStore(_store).Write(Start, lastSeq);
        return done;
    }

    /// <summary>The log stands alone: ledger and checkpoint are made from it. The decisions follow by themselves.</summary>
    private static async Task<string> FromLog(SqliteStore store, EffectLedger ledger, StateReplay replay)
    {
        var filled = await ledger.FillIn(replay.Effects.Effects.Values);
        await new CursorStore(store).Write(SchedulingProtocol.Reader, replay.Seq);
        var undecided = replay.Unanswered;
        return $"{StateDatabase.FileName} was missing while the log stands: {filled} effects are made again from its {replay.Seq} records, "
            + "what was under way counts as unknown, and no event of before is answered again"
            + (
                undecided.Count == 0
                    ? ""
                    : $"; undecided stay the events {string.Join(", ", undecided.Take(10))}: emit them again if they matter"
            );
    }

    /// <summary>The database knows of records that the log does not have.</summary>
    private static async Task<string?> WithoutLog(SqliteStore store, EffectLedger ledger, long lastSeq, bool isWanted)
    {
        var cursors = new CursorStore(store);
        var known = cursors.All().Values.DefaultIfEmpty().Max();
        var effects = lastSeq == 0 ? ledger.List(new EffectQuery(null, null, 1)).Count : 0;
        if (known <= lastSeq && effects == 0)
            return null;
        var missing = lastSeq == 0 ? "the event log is missing" : $"the event log ends at record {lastSeq}";
        if (!isWanted)
            throw new DataFolderException(
                DataFolderFault.Missing,
                store.FullPath,
                $"{missing}, while the database knows of records up to {known}",
                "Restore the folder events from a backup; or start once with 'aios up --new-log': the ledger stays, so that nothing is done twice, "
                    + "and runs, cooldowns and decisions of the missing records are forgotten."
            );
        await cursors.TakeBack(lastSeq);
        return $"{missing}: it goes on from record {lastSeq + 1}; the ledger stays, decisions and cursors behind it are forgotten";
    }
}
