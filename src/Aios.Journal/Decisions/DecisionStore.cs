using Aios.Journal.Store;
using Aios.Loop.Ports;
using Aios.Loop.Vocabulary;
using Aios.Platform.Sqlite;
using Microsoft.Data.Sqlite;

namespace Aios.Journal.Decisions;

/// <summary>Decisions in the tables <c>decision*</c>: every index and the full text in the same commit as the row and the cursor.</summary>
public sealed class DecisionStore : IDecisionStore
{
    /// <summary>Name of the cursor: how far the log is dealt with.</summary>
    public const string Reader = "decisions";

    private readonly SqliteStore _store;
    private readonly CursorStore _cursors;
    private readonly DecisionWriter _writer;
    private readonly bool _hasText;

    public DecisionStore(SqliteStore store)
        : this(store, store.Read(FullText.IsThere)) { }

    internal DecisionStore(SqliteStore store, bool hasText)
    {
        (_store, _hasText) = (store, hasText);
        _cursors = new CursorStore(store);
        _writer = new DecisionWriter(hasText);
    }

    public long Applied => _cursors.Read(Reader);

    public Task Record(IReadOnlyList<DecisionEntry> entries, IReadOnlyList<DecisionChange> changes, long upToSeq)
    {
        var prepared = entries.Select(PreparedDecision.Of).ToArray();
        return _store.Write(connection =>
        {
            // In the order of the log: a change concerns what came before it.
            var (next, before) = (0, DecisionWriter.Newest(connection));
            foreach (var change in changes)
            {
                for (; next < prepared.Length && prepared[next].Entry.Seq < change.Seq; next++)
                    _writer.Insert(connection, prepared[next]);
                _writer.Change(connection, change);
            }
            for (; next < prepared.Length; next++)
                _writer.Insert(connection, prepared[next]);
            if (prepared.Length > 0)
                _writer.Index(connection, before);
            _cursors.Write(connection, Reader, upToSeq);
        });
    }

    public IReadOnlyList<DecisionEntry> List(DecisionQuery query)
    {
        if (query.Text is not null && !_hasText)
            throw new NotSupportedException(FullText.Missing);
        return _store.Read(connection => DecisionSearch.Run(connection, query));
    }

    public (DecisionEntry Entry, IReadOnlyList<DecisionVersion> Before)? Find(string id) =>
        _store.Read(connection =>
        {
            var found = DecisionSearch.Run(connection, "WHERE d.id = $id", [("$id", id)]);
            return found.Count == 0
                ? ((DecisionEntry, IReadOnlyList<DecisionVersion>)?)null
                : (found[0], DecisionSearch.Versions(connection, found[0].Seq));
        });

    /// <summary>The sequence numbers of all of them.</summary>
    public IReadOnlySet<long> Positions() =>
        _store.Read(connection =>
        {
            using var command = connection.CreateCommand();
            command.CommandText = "SELECT position FROM decision";
            using var rows = command.ExecuteReader();
            var found = new HashSet<long>();
            while (rows.Read())
                found.Add(rows.GetInt64(0));
            return found;
        });

    public DecisionStats Stats()
    {
        var byStage = _store.Read(connection =>
        {
            using var command = connection.CreateCommand();
            command.CommandText = "SELECT stage, outcome, count(*) FROM decision GROUP BY stage, outcome";
            using var rows = command.ExecuteReader();
            var found = new List<(LoopStage Stage, DecisionOutcome Outcome, long Count)>();
            while (rows.Read())
                found.Add(
                    (EffectRow.Parse<LoopStage>(rows.GetString(0)), EffectRow.Parse<DecisionOutcome>(rows.GetString(1)), rows.GetInt64(2))
                );
            return found;
        });
        return new DecisionStats(byStage.Sum(each => each.Count), Applied, 0, null, _hasText, [.. byStage.Order()]);
    }
}
