using Aios.Journal.Decisions;
using Aios.Journal.Store;
using Aios.Loop.Vocabulary;
using Aios.Platform.Sqlite;

namespace Aios.Journal.Tests.Decisions;

public sealed class DecisionStoreSpecs : IDisposable
{
    private static readonly DecisionQuery Any = new(null, null, null, null, null, null, null, 100);

    private readonly JournalFolder _folder = new();
    private SqliteStore _db;

    public DecisionStoreSpecs() => _db = StateDatabase.Open(_folder.Data);

    public void Dispose()
    {
        _db.Dispose();
        _folder.Dispose();
    }

    private DecisionStore Store => new(_db);

    [Fact]
    public async Task A_decision_survives_reopening_as_it_was_given()
    {
        var entry = Entry(7, "disk \"low\"\n日本") with { Run = "r1", Cause = "event-6", TraceId = "abc" };
        await Store.Record([entry], [], 9);
        _db.Dispose();
        _db = StateDatabase.Open(_folder.Data);

        var (found, before) = Store.Find(entry.Id)!.Value;

        Assert.Equivalent(entry, found, strict: true);
        Assert.Empty(before);
        Assert.Equal(9, Store.Applied);
        Assert.Null(Store.Find("nobody"));
    }

    [Fact]
    public async Task What_is_told_twice_is_stored_once()
    {
        var entries = new[] { Entry(1, "a"), Entry(2, "b") };
        var change = new DecisionChange(3, 30, LoopStage.React, null, DecisionOutcome.Failed, "x");
        await Store.Record(entries, [change], 3);
        await Store.Record(entries, [change], 3);

        Assert.Equal([2L, 1L], Store.List(Any).Select(entry => entry.Seq));
        Assert.Equal([2, 2], Store.List(Any).Select(entry => entry.Version));
        Assert.Single(Store.List(Any with { Text = "a" }));
        Assert.Single(Store.Find(entries[0].Id)!.Value.Before);
    }

    [Fact]
    public async Task An_outcome_changes_what_is_pending_and_older_and_keeps_what_it_was()
    {
        await Store.Record(
            [Entry(1, "a") with { Run = "r1" }, Entry(2, "b") with { Run = "r2" }, Entry(9, "c") with { Run = "r1" }],
            [new DecisionChange(5, 500, LoopStage.React, "r1", DecisionOutcome.Success, "verified")],
            9
        );

        var (entry, before) = Store.Find("id-1")!.Value;
        Assert.Equal((DecisionOutcome.Success, "verified", 2), (entry.Outcome, entry.OutcomeWhy, entry.Version));
        Assert.Equal(new DecisionVersion(1, 500, DecisionOutcome.Pending, null), Assert.Single(before));
        Assert.Equal(["c", "b"], Store.List(Any with { Outcome = DecisionOutcome.Pending }).Select(each => each.Record.Context));
    }

    [Theory]
    [InlineData(ChangeStatements.OfRun, "decision_by_run")]
    [InlineData(ChangeStatements.OfAll, "decision_by_stage")]
    public void A_change_looks_only_at_what_it_may_concern(string concerned, string index)
    {
        var plan = _db.Read(connection =>
        {
            using var command = connection.CreateCommand();
            command.CommandText = $"EXPLAIN QUERY PLAN SELECT position FROM decision WHERE {concerned}";
            foreach (var name in (string[])["$run", "$stage", "$before"])
                if (concerned.Contains(name, StringComparison.Ordinal))
                    command.Parameters.AddWithValue(name, "x");
            using var reader = command.ExecuteReader();
            var lines = new List<string>();
            while (reader.Read())
                lines.Add(reader.GetString(3));
            return lines;
        });

        Assert.Contains(index, Assert.Single(plan), StringComparison.Ordinal);
    }

    [Fact]
    public async Task They_are_found_by_time_tag_stage_outcome_run_and_words_newest_first()
    {
        await Store.Record(
            [
                Entry(1, "the disk is low", tags: ["disk", "x"]) with
                {
                    Run = "r1",
                },
                Entry(2, "the processor is busy", LoopStage.Schedule, ["cpu", "x"]),
                Entry(3, "the disk sings", tags: ["disk"]),
            ],
            [],
            3
        );

        Assert.Equal([3L, 1L], Seqs(Any with { Tag = "disk" }));
        Assert.Equal([2L], Seqs(Any with { Stage = LoopStage.Schedule }));
        Assert.Equal([1L], Seqs(Any with { Run = "r1" }));
        Assert.Equal([2L], Seqs(Any with { From = 20, To = 20 }));
        Assert.Equal([3L, 1L], Seqs(Any with { Text = "DISK" }));
        Assert.Equal([1L], Seqs(Any with { Text = "low disk" }));
        Assert.Equal([2L], Seqs(Any with { Text = "option-2" }));
        Assert.Equal([3L], Seqs(Any with { Tag = "disk", Limit = 1 }));
        Assert.Equal((3, (LoopStage.Schedule, DecisionOutcome.Pending, 1L)), (Store.Stats().Count, Store.Stats().ByStage[0]));
    }

    [Fact]
    public async Task What_was_read_from_records_that_are_gone_is_forgotten()
    {
        await Store.Record([Entry(1, "kept disk", tags: ["t"]), Entry(2, "gone disk", tags: ["t"])], [], 2);
        await new CursorStore(_db).TakeBack(1);

        Assert.Equal(1, Store.Applied);
        Assert.Equal([1L], Seqs(Any with { Text = "disk" }));
        Assert.Equal([1L], Seqs(Any with { Tag = "t" }));
        await Store.Record([Entry(2, "another")], [], 2);
        Assert.Equal([2L], Seqs(Any with { Text = "another" }));
    }

    [Theory]
    [InlineData("\"")]
    [InlineData("disk AND")]
    [InlineData("a* OR (b")]
    [InlineData("context:x NEAR/2")]
    [InlineData("-")]
    public async Task Whatever_is_typed_is_words_and_no_query(string text)
    {
        await Store.Record([Entry(1, "the disk is low")], [], 1);
        Assert.Empty(Seqs(Any with { Text = text }));
    }

    [Fact]
    public async Task Without_full_text_search_everything_else_works_and_the_words_are_filled_in_later()
    {
        var bare = new DecisionStore(_db, hasText: false);
        await bare.Record([Entry(1, "the disk is low")], [], 1);
        Assert.Single(bare.List(Any));
        Assert.Contains(
            "FTS5",
            Assert.Throws<NotSupportedException>(() => bare.List(Any with { Text = "disk" })).Message,
            StringComparison.Ordinal
        );

        _db.Dispose();
        _db = StateDatabase.Open(_folder.Data);
        Assert.Equal([1L], Seqs(Any with { Text = "disk" }));
    }

    private IEnumerable<long> Seqs(DecisionQuery query) => Store.List(query).Select(entry => entry.Seq);

    private static DecisionEntry Entry(long seq, string context, LoopStage stage = LoopStage.React, string[]? tags = null) =>
        new(
            seq,
            $"id-{seq}",
            seq * 10,
            new DecisionRecord(stage, context, [new($"option-{seq}", 0.5, "because")], $"option-{seq}", "it is best")
            {
                Confidence = 0.25,
                Policy = "p version 1",
                Tags = tags ?? [],
                Stakeholders = ["uid 7"],
            },
            null,
            null,
            null,
            DecisionOutcome.Pending
        );
}
