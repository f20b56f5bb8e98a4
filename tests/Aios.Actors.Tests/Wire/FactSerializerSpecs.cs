using System.Runtime.CompilerServices;
using System.Text.Json;
using Aios.Actors.Wire;
using Aios.Loop.Effects;
using Aios.Loop.Effects.Approvals;
using Aios.Loop.Rollback;
using Aios.Loop.Safety;
using Aios.Loop.Scoring;
using Aios.Loop.Vocabulary;
using Akka.Actor;
using static Aios.Loop.Scoring.ScoringProtocol;

namespace Aios.Actors.Tests.Wire;

public class FactSerializerSpecs : ActorSpecs
{
    private static readonly Moment At = new(1_767_225_600_000, 42_000);

    private static readonly Score Score = new(700_000, [new("success", 500_000, 600_000, 300_000, "1 of 2")]);

    private static readonly ScoringState State = new[]
    {
        (IEvent)new RunCounted(true, 7, At),
        new LatencyCounted(120, At),
        new BeatsCounted(5, 1, 900_000, "cpu", At),
        new DwellBegun(ScoreLevel.Degraded, At),
        new ScoreSaid(Score, At),
    }.Aggregate(ScoringState.Empty, (state, fact) => state.Apply(fact));

    private static readonly JsonElement Written = JsonSerializer.SerializeToElement(State, FactContext.Default.ScoringState);

    private static readonly Approval Question = new(
        new ApprovalId("run-1.1"),
        new RunId("run-1"),
        1,
        new PlaybookId("tidy"),
        2,
        "disk//",
        null,
        ApprovalNeed.Two,
        "00ff",
        "tidy up",
        null,
        "event-1",
        1,
        2
    )
    {
        Signatures = [new Signature("uid 1", "why", 1)],
    };

    private static readonly object[] All =
    [
        new ApprovalProtocol.Requested(Question, 1),
        new ApprovalProtocol.Signed(Question.Id, "uid 1", "why", 1),
        new ApprovalProtocol.Granted(Question.Id, 1),
        new ApprovalProtocol.Denied(Question.Id, "uid 1", "why", 1),
        new ApprovalProtocol.Expired(Question.Id, 1),
        new ApprovalProtocol.Revoked(Question.Id, "why", 1),
        new Counted(State.Window, 900_000, "cpu", At),
        new Resumed(At),
        new ScoreSaid(Score, At),
        new DwellBegun(ScoreLevel.Critical, At),
        new DwellEnded(),
        new LevelChanged(ScoreLevel.Degraded, Score, At),
        new RollbackProtocol.RolledBack(12, 7, Written, "why", "who", At),
        new RollbackProtocol.SayingsConfirmed(12),
        new PastSnapshot(Written, [new KeptSnapshot(100, 1)], 0, 1),
        new OrdersProtocol.PlaybookEnabled("tidy", new PlaybookShape("a", "b", Risk.Disruptive, TargetScope.Listed), "me", 1),
        new OrdersProtocol.PlaybookDisabled("tidy", "why", "me", 1),
        new OrdersProtocol.PlaybookForgotten("tidy", "me", 1),
        new OrdersProtocol.Frozen(null, "why", "me", 1),
        new OrdersProtocol.Thawed("tidy", "me", 1),
        new OrdersProtocol.SilenceAdded(new Silence("s1", "*", null, "t", "severity > warn", 1, 2, "why", "me"), "me", 1),
        new OrdersProtocol.SilenceRemoved("s1", "me", 1),
    ];

    [Fact]
    public void Every_shape_comes_back_as_it_was_written()
    {
        var serializer = new FactSerializer((ExtendedActorSystem)Sys);
        foreach (var fact in All)
        {
            var bytes = serializer.ToBinary(fact);
            Assert.Equal(bytes, serializer.ToBinary(serializer.FromBinary(bytes, serializer.Manifest(fact))));
            Assert.Same(serializer.GetType(), Sys.Serialization.FindSerializerFor(fact).GetType());
        }
        Assert.Equal(FactSerializer.Manifests.Order(), All.Select(serializer.Manifest).Order());
    }

    [Fact]
    public void A_snapshot_of_which_anything_was_changed_is_not_taken()
    {
        var serializer = new FactSerializer((ExtendedActorSystem)Sys);
        var bytes = serializer.ToBinary(new PastSnapshot(Written, [new KeptSnapshot(100, 1)], 12, 1, FactSerializer.ScoreState));
        for (var i = 0; i < bytes.Length * 8; i++)
        {
            var changed = (byte[])bytes.Clone();
            changed[i / 8] ^= (byte)(1 << i % 8);
            var error = Record.Exception(() =>
                Assert.Equal(bytes, serializer.ToBinary(serializer.FromBinary(changed, "rollback.snapshot/1")))
            );
            Assert.True(error is null or JsonException or ArgumentException, $"bit {i}: {error}");
        }
    }

    [Fact]
    public void A_snapshot_with_a_state_that_cannot_be_read_is_not_taken()
    {
        var serializer = new FactSerializer((ExtendedActorSystem)Sys);
        foreach (
            var (shape, state, words) in new[] { ("score.state/2", "{}", "score.state/2"), (FactSerializer.ScoreState, "[]", "JSON value") }
        )
        {
            var snapshot = new PastSnapshot(JsonDocument.Parse(state).RootElement, [], 0, 1, shape);
            var error = Assert.ThrowsAny<Exception>(() => serializer.FromBinary(serializer.ToBinary(snapshot), "rollback.snapshot/1"));
            Assert.Contains(words, error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_snapshot_of_before_there_were_seals_is_taken()
    {
        var serializer = new FactSerializer((ExtendedActorSystem)Sys);
        var old = JsonSerializer.SerializeToUtf8Bytes(new PastSnapshot(Written, [], 12, 1), FactContext.Default.PastSnapshot);
        Assert.Equal(12, ((PastSnapshot)serializer.FromBinary(old, "rollback.snapshot/1")).FromSeq);
    }

    [Fact]
    public void Every_name_is_in_the_list_of_what_is_written() =>
        Assert.Equal(
            FactSerializer.Manifests.Concat(FactSerializer.StateNames).Order(),
            File.ReadLines(Path.Combine(Here(), "../../../src/Aios.Actors/Wire/manifest.txt"))
                .Where(line => !line.StartsWith('#') && !line.StartsWith("run.", StringComparison.Ordinal))
                .Select(line => line.Split(' ')[0])
                .Order()
        );

    [Fact]
    public void A_name_of_a_later_version_is_refused_with_those_that_are_known()
    {
        var serializer = new FactSerializer((ExtendedActorSystem)Sys);
        var error = Assert.Throws<ArgumentException>(() => serializer.FromBinary([], "score.counted/2"));
        Assert.Contains("score.counted/1", error.Message, StringComparison.Ordinal);
    }

    private static string Here([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
