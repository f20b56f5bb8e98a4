using System.Text.Json;
using Aios.Loop.Rollback;

namespace Aios.Loop.Tests.Rollback;

public sealed class RollbackSpecs
{
    private static readonly Kept SevenTaken = Enumerable
        .Range(1, 7)
        .Aggregate(Kept.Nothing with { SinceWall = 50 }, (kept, n) => kept.With(new KeptSnapshot(n * 100, n * 1_000)));

    [Fact]
    public void The_newest_five_snapshots_are_kept_and_the_facts_after_the_second_oldest()
    {
        Assert.Equal([300, 400, 500, 600, 700], SevenTaken.Items.Select(item => item.Seq));
        Assert.Equal((400, 3_000), (SevenTaken.FromSeq, SevenTaken.SinceWall));
    }

    [Fact]
    public void All_facts_stay_while_fewer_are_kept()
    {
        var kept = new[] { 1, 2, 3, 4 }.Aggregate(Kept.Nothing with { SinceWall = 50 }, (kept, n) => kept.With(new(n, n)));
        Assert.Equal((0, 50), (kept.FromSeq, kept.SinceWall));
    }

    [Theory]
    [InlineData(400)]
    [InlineData(750)]
    [InlineData(300)]
    public void What_is_kept_can_be_had_by_its_number(long seq) =>
        Assert.Equal((seq, long.MaxValue, null), RollbackRules.Resolve("score", new(Seq: seq), SevenTaken, 750));

    [Theory]
    [InlineData(399)]
    [InlineData(751)]
    [InlineData(-1)]
    public void A_number_that_is_not_kept_is_refused_with_all_that_is_allowed(long seq)
    {
        var refusal = RollbackRules.Resolve("score", new(Seq: seq), SevenTaken, 750).Refusal!;
        Assert.Equal($"{seq} is not among what is kept of score", refusal.Why);
        Assert.Equal(
            "allowed are 400 to 750, score@300, or a time from 1970-01-01T00:00:03.000Z on; 'aios snapshots ls' lists them",
            refusal.Remedy
        );
    }

    [Fact]
    public void A_snapshot_is_found_by_its_name_and_a_time_bounds_all_facts()
    {
        Assert.Equal(300, RollbackRules.Resolve("score", new(Snapshot: "score@300"), SevenTaken, 750).Seq);
        Assert.NotNull(RollbackRules.Resolve("score", new(Snapshot: "other@300"), SevenTaken, 750).Refusal);
        Assert.Equal((750, 3_000, null), RollbackRules.Resolve("score", new(Wall: 3_000), SevenTaken, 750));
        Assert.NotNull(RollbackRules.Resolve("score", new(Wall: 2_999), SevenTaken, 750).Refusal);
        Assert.NotNull(RollbackRules.Resolve("score", new(Wall: 2_999), Kept.Nothing, 0).Refusal);
    }

    [Fact]
    public void What_is_marked_monotonic_stays_as_it_is_now()
    {
        var monotonic = RollbackRules.MonotonicOf(typeof(Budget));
        var kept = RollbackRules.Keep(
            JsonElement.Parse("""{"limit":9,"spent_total":7}"""),
            JsonElement.Parse("""{"limit":5,"spent_total":2}"""),
            monotonic
        );
        Assert.Equal("""{"limit":5,"spent_total":7}""", kept.GetRawText());
    }

    [Fact]
    public void Differences_are_told_member_by_member()
    {
        var differences = RollbackRules.Differences(
            JsonElement.Parse("""{"same":1,"level":"healthy","deep":{"a":1,"b":[1]},"gone":true}"""),
            JsonElement.Parse("""{"same":1,"level":"degraded","deep":{"a":2,"b":[1,2]},"new":"x"}""")
        );
        Assert.Equal(
            (Difference[])
                [
                    new("level", "healthy", "degraded"),
                    new("deep.a", "1", "2"),
                    new("deep.b", "1 entries", "2 entries"),
                    new("gone", "true", ""),
                    new("new", "", "x"),
                ],
            differences.AsEnumerable()
        );
    }

    private sealed record Budget(int Limit)
    {
        [Monotonic]
        public int SpentTotal { get; init; }
    }
}
