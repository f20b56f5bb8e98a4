using Aios.Journal.Store;
using Aios.Loop.Vocabulary;
using Microsoft.Data.Sqlite;

namespace Aios.Journal.Decisions;

/// <summary>The statements that store decisions. Used only inside a store's write, so on one thread.</summary>
internal sealed class DecisionWriter(bool hasText)
{
    private readonly PreparedStatement _insert = new(
        """
        INSERT INTO decision (position, id, at, stage, context, options, chosen, rationale, confidence, policy, cause, trace_id, run_id,
            stakeholders, tags, consequences, outcome, version)
        VALUES ($position, $id, $at, $stage, $context, $options, $chosen, $rationale, $confidence, $policy, $cause, $trace, $run,
            $stakeholders, $tags, $consequences, $outcome, 1)
        ON CONFLICT DO NOTHING
        """
    );

    // Positions only grow: what a commit adds is behind what was there, and its tags and words are taken from the rows in one go.
    private readonly PreparedStatement _text = new(
        """
        INSERT INTO decision_text (rowid, context, rationale, chosen, options)
        SELECT position, context, rationale, chosen, options FROM decision WHERE position > $before
        """
    );

    private readonly PreparedStatement _tags = new(
        """
        INSERT OR IGNORE INTO decision_tag (tag, position)
        SELECT tag.value, decision.position FROM decision, json_each(decision.tags) tag WHERE decision.position > $before
        """
    );

    private readonly ChangeStatements _all = new(ChangeStatements.OfAll);
    private readonly ChangeStatements _ofRun = new(ChangeStatements.OfRun);

    public void Insert(SqliteConnection connection, PreparedDecision decision)
    {
        var (entry, record) = (decision.Entry, decision.Entry.Record);
        _insert.Execute(
            connection,
            ("$position", entry.Seq),
            ("$id", entry.Id),
            ("$at", entry.At),
            ("$stage", decision.Stage),
            ("$context", record.Context),
            ("$options", decision.Options),
            ("$chosen", record.Chosen),
            ("$rationale", record.Rationale),
            ("$confidence", record.Confidence),
            ("$policy", record.Policy),
            ("$cause", entry.Cause),
            ("$trace", entry.TraceId),
            ("$run", entry.Run),
            ("$stakeholders", decision.Stakeholders),
            ("$tags", decision.Tags),
            ("$consequences", decision.Consequences),
            ("$outcome", decision.Outcome)
        );
    }

    /// <summary>The newest decision that is stored; 0 when there is none.</summary>
    public static long Newest(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT ifnull(max(position), 0) FROM decision";
        return (long)command.ExecuteScalar()!;
    }

    /// <summary>Tags and words of everything behind this position.</summary>
    public void Index(SqliteConnection connection, long before)
    {
        _tags.Execute(connection, ("$before", before));
        if (hasText)
            _text.Execute(connection, ("$before", before));
    }

    public void Change(SqliteConnection connection, DecisionChange change) =>
        (change.Run is null ? _all : _ofRun).Execute(connection, change);
}

/// <summary>An entry with its texts written out, so that the writer's thread need not.</summary>
internal sealed record PreparedDecision(
    DecisionEntry Entry,
    string Stage,
    string Outcome,
    string Options,
    string? Stakeholders,
    string? Tags,
    string? Consequences
)
{
    public static PreparedDecision Of(DecisionEntry entry) =>
        new(
            entry,
            EffectRow.Word(entry.Record.Stage),
            EffectRow.Word(entry.Outcome),
            DecisionRow.Options(entry.Record.Options),
            DecisionRow.Texts(entry.Record.Stakeholders),
            DecisionRow.Texts(entry.Record.Tags),
            DecisionRow.Texts(entry.Record.Consequences)
        );
}
