using Aios.Journal.Decisions;
using Aios.Journal.Log;
using Aios.Journal.Maintenance;
using Aios.Journal.Store;
using Aios.Loop.Effects;
using Aios.Loop.Vocabulary;
using Aios.Platform.Sqlite;

namespace Aios.Journal.Tests.Maintenance;

public sealed class StateKeeperSpecs : IDisposable
{
    private static readonly DecisionQuery Any = new(null, null, null, null, null, null, null, int.MaxValue);

    private readonly JournalFolder _folder = new();
    private readonly SqliteStore _store;

    public StateKeeperSpecs() => _store = StateDatabase.Open(_folder.Data);

    public void Dispose()
    {
        _store.Dispose();
        _folder.Dispose();
    }

    private StateKeeper Keeper => new(_store);
    private DecisionStore Decisions => new(_store);
    private EffectLedger Ledger => new(_store, _folder.Time);

    [Fact]
    public async Task Decisions_of_deleted_records_go_with_their_versions_tags_and_words()
    {
        var change = new DecisionChange(2_000, 5, LoopStage.React, null, DecisionOutcome.Success, "verified");
        await Decisions.Record([.. Enumerable.Range(1, 1_999).Select(seq => Decision(seq))], [change], 2_000);

        var done = Keeper.Prune(new LogFloor(1_234, 1), []);

        Assert.Equal((1_234, 0), (done.Decisions, done.Effects));
        Assert.Equal(Enumerable.Range(1_235, 765).Select(seq => (long)seq), Decisions.Positions().Order());
        Assert.Equal([0L, 0L], Count("decision_tag WHERE position <= 1234").Concat(Count("decision_version WHERE position <= 1234")));
        Assert.Equal([765L, 765L], Count("decision_tag").Concat(Count("decision_version")));
        Assert.Empty(Decisions.List(Any with { Text = "word1234" }));
        Assert.Equal(1_235, Assert.Single(Decisions.List(Any with { Text = "word1235" })).Seq);
        Assert.Equal(1_235, Assert.Single(Decisions.List(Any with { Tag = "tag1235" })).Seq);
        Assert.Equal(0, Keeper.Prune(new LogFloor(1_234, 1), []).Decisions);
        // The index over the words is whole: the library itself checks it.
        Assert.Null(_store.Damage());
        await _store.Write(connection => FullText.Rebuild(connection));
        Assert.Single(Decisions.List(Any with { Text = "word1999" }));
    }

    [Fact]
    public async Task Nothing_goes_while_nothing_of_the_log_is_deleted()
    {
        await Decisions.Record([Decision(1)], [], 1);
        await Effect("r1", "one", EffectResult.Ok);

        Assert.Equal(new PruneReport(0, 0), Keeper.Prune(default, []));
        Assert.Single(Decisions.Positions());
    }

    [Fact]
    public async Task Effects_that_ended_before_the_floor_go_and_open_ones_keep_their_run()
    {
        await Effect("over", "one", EffectResult.Ok);
        await Effect("over", "two", EffectResult.ExitCode);
        await Effect("open", "one", EffectResult.Ok);
        await Effect("open", "two", null);
        await Effect("active", "one", EffectResult.Ok);
        await Effect("unknown", "one", null);
        await Ledger.MarkUnknown();
        _folder.Time.Advance(TimeSpan.FromDays(1));
        var floor = new LogFloor(10, _folder.Time.GetUtcNow().ToUnixTimeMilliseconds());
        await Effect("new", "one", EffectResult.Ok);

        Assert.Equal(2, Keeper.Prune(floor, [new RunId("active")]).Effects);

        Assert.Equal(
            ["open/one#1", "open/two#1", "active/one#1", "unknown/one#1", "new/one#1"],
            Ledger.All().Select(line => line.Intent.Id.Value)
        );
        Assert.Equal(1, Keeper.Prune(floor, []).Effects);
    }

    [Fact]
    public async Task The_room_of_what_goes_is_used_again()
    {
        await Fill(1);
        var pages = Pages();
        for (var round = 1; round < 9; round++)
        {
            Keeper.Prune(new LogFloor(round * 1_000, 1), []);
            await Fill(round * 1_000 + 1);
        }

        Assert.True(Pages() < pages * 1.3, $"{Pages()} pages, there were {pages}");
    }

    [Fact]
    public void What_stands_takes_the_place_of_what_stood_and_never_goes_back()
    {
        Assert.Equal(0, Keeper.Standing().UpTo);
        Keeper.Write(new Standing(5, [new StandingFact("queue", "", 3, "{}"), new StandingFact("alert", "cpu", 4, "[]")]));
        Keeper.Write(new Standing(9, [new StandingFact("alert", "disk", 8, "{}")]));
        Keeper.Write(new Standing(7, []));

        Assert.Equal((9, new StandingFact("alert", "disk", 8, "{}")), (Keeper.Standing().UpTo, Assert.Single(Keeper.Standing().Facts)));
    }

    [Fact]
    public async Task A_log_that_ends_before_what_stands_takes_it_back()
    {
        Keeper.Write(new Standing(9, [new StandingFact("queue", "", 3, "{}")]));
        await new CursorStore(_store).TakeBack(9);
        Assert.Equal(9, Keeper.Standing().UpTo);

        await new CursorStore(_store).TakeBack(8);
        Assert.Equivalent(Standing.Nothing, Keeper.Standing());
    }

    private Task Fill(int from) => Decisions.Record([.. Enumerable.Range(from, 1_000).Select(seq => Decision(seq))], [], from + 999);

    private async Task Effect(string run, string step, EffectResult? result)
    {
        var id = EffectIntent.IdOf(new RunId(run), step, 1);
        await Ledger.RecordIntent(
            new EffectIntent(
                id,
                new RunId(run),
                step,
                1,
                Risk.Read,
                new EffectAction.Notify(Severity.Info, "x"),
                TimeSpan.FromSeconds(1),
                false,
                null
            )
        );
        if (result is { } known)
            await Ledger.RecordOutcome(new EffectOutcome(id, known, "", null, "", 1));
    }

    private long Pages() => Number("PRAGMA page_count");

    private IEnumerable<long> Count(string what) => [Number($"SELECT count(*) FROM {what}")];

    private long Number(string sql) =>
        _store.Read(connection =>
        {
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            return (long)command.ExecuteScalar()!;
        });

    private static DecisionEntry Decision(long seq) =>
        new(
            seq,
            $"id-{seq}",
            seq,
            new DecisionRecord(LoopStage.React, $"word{seq} of many", [new($"option-{seq}", 0.5, "because")], $"option-{seq}", "it is best")
            {
                Tags = [$"tag{seq}"],
            },
            null,
            null,
            null,
            DecisionOutcome.Pending
        );
}
