using Aios.Actors.Spine;
using Aios.Journal.Log;
using Aios.Loop.Vocabulary;
using Akka.Actor;
using static Aios.Actors.Spine.JournalProtocol;

namespace Aios.Actors.Tests.Spine;

public class JournalActorSpecs : ActorSpecs
{
    private readonly IActorRef _journal;

    public JournalActorSpecs()
    {
        var (log, memory) = (Folder.Log, Memory);
        _journal = Start(() => new JournalActor(log, memory));
    }

    [Fact]
    public void The_answer_comes_when_the_record_is_on_disk_and_remembered()
    {
        _journal.Tell(Append.One(Samples.Event("app.started"), "my tag"));

        var answer = ExpectMsg<Appended>();

        var record = Assert.Single(answer.Records);
        Assert.Equal(("my tag", 1L), (answer.Tag, record.Seq));
        Assert.Equal(record.Event.Id, Assert.Single(Folder.OnDisk).Event.Id);
        Assert.Equal(1, Folder.Log.SyncedSeq);
        Assert.Equal(1, Memory.Current.Seq);
    }

    [Fact]
    public void Records_are_published_in_log_order_before_the_answer()
    {
        Sys.EventStream.Subscribe(TestActor, typeof(RecordedEvent));
        foreach (var append in (string[])["a", "b", "c"])
            _journal.Tell(new Append([Samples.Event($"app.{append}1"), Samples.Event($"app.{append}2")], append));

        var heard = ReceiveN(9).Select(heard => heard is RecordedEvent recorded ? recorded.Event.Type : ((Appended)heard).Tag);

        Assert.Equal(["app.a1", "app.a2", "a", "app.b1", "app.b2", "b", "app.c1", "app.c2", "c"], heard);
    }

    [Fact]
    public void Nothing_follows_the_last_record()
    {
        _journal.Tell(new Append([Samples.Event("node.stopped")], "last", IsLast: true));
        _journal.Tell(Append.One(Samples.Event("app.late"), "late"));

        var answers = ReceiveN(2);

        var refused = Assert.Single(answers.OfType<AppendFailed>());
        Assert.Equal(("late", true, "the node stops"), (refused.Tag, refused.IsRetryable, refused.Why));
        Assert.Equal("last", Assert.Single(answers.OfType<Appended>()).Tag);
        Assert.Equal(["node.stopped"], Folder.OnDisk.Select(record => record.Event.Type));
    }

    [Fact]
    public void A_last_record_that_was_refused_was_not_the_last()
    {
        _journal.Tell(new Append([Samples.Event("bad type")], IsLast: true));
        ExpectMsg<AppendFailed>();

        _journal.Tell(Append.One(Samples.Event("app.later")));

        ExpectMsg<Appended>();
    }

    [Fact]
    public void Subscribers_hear_what_fits_and_one_that_throws_disturbs_nobody()
    {
        var heard = new List<string>();
        using var bad = Folder.Log.Subscriptions.Subscribe("*", _ => throw new InvalidOperationException("bad"));
        using var good = Folder.Log.Subscriptions.Subscribe("*.full", record => heard.Add($"{record.Seq} of {Folder.Log.SyncedSeq}"));

        _journal.Tell(new Append([Samples.Event("app.started"), Samples.Event("app.full")]));
        ExpectMsg<Appended>();

        Assert.Equal("2 of 2", Assert.Single(heard));
        Assert.Equal(2, Folder.Log.Subscriptions.Failures);
    }

    [Fact]
    public void Whoever_appends_at_the_same_time_everybody_hears_one_gap_free_order()
    {
        const int Writers = 4,
            Each = 50;
        var listener = CreateTestProbe();
        Sys.EventStream.Subscribe(listener.Ref, typeof(RecordedEvent));

        Parallel.For(
            0,
            Writers,
            writer =>
            {
                for (var i = 0; i < Each; i++)
                    _journal.Tell(Append.One(Samples.Event("app.tick")), ActorRefs.NoSender);
            }
        );

        var seqs = listener.ReceiveN(Writers * Each, TimeSpan.FromSeconds(30)).Cast<RecordedEvent>().Select(recorded => recorded.Seq);
        Assert.Equal(Enumerable.Range(1, Writers * Each).Select(i => (long)i), seqs);
    }

    [Fact]
    public void A_duplicate_is_answered_with_its_old_place_and_not_published_again()
    {
        var known = Samples.Event("app.known", id: "order-7");
        _journal.Tell(Append.One(known));
        var first = ExpectMsg<Appended>().Records[0];
        Sys.EventStream.Subscribe(TestActor, typeof(RecordedEvent));

        _journal.Tell(new Append([known, Samples.Event("app.new")]));

        Assert.Equal("app.new", ExpectMsg<RecordedEvent>().Event.Type);
        var answer = ExpectMsg<Appended>();
        Assert.Equal([0], answer.Duplicates);
        Assert.Equal([first.Seq, first.Seq + 1], answer.Records.Select(record => record.Seq));
        Assert.Equal(2, Folder.OnDisk.Count);
    }

    [Fact]
    public void An_event_that_breaks_the_rules_is_refused_for_good_and_takes_the_others_with_it()
    {
        _journal.Tell(new Append([Samples.Event("app.good"), Samples.Event("not a type")], "tag"));

        var answer = ExpectMsg<AppendFailed>();

        Assert.False(answer.IsRetryable);
        Assert.Equal("tag", answer.Tag);
        Assert.Contains("type is 'not a type'; it must be", answer.Why, StringComparison.Ordinal);
        Assert.Equal(0, Folder.Log.SyncedSeq);
    }

    [Fact]
    public void A_log_in_trouble_refuses_for_now_and_goes_on_by_itself()
    {
        _journal.Tell(Append.One(Samples.Event("app.before")));
        ExpectMsg<Appended>();
        Pass(86_400);
        var obstacle = Folder.BlockDay(Clock.GetUtcNow());

        EventFilter
            .Error(start: "The event log refuses")
            .ExpectOne(() =>
            {
                for (var i = 0; i < 2; i++)
                {
                    _journal.Tell(Append.One(Samples.Event("app.during"), i));
                    var failed = ExpectMsg<AppendFailed>();
                    Assert.Equal((true, TimeSpan.FromSeconds(1)), (failed.IsRetryable, failed.RetryAfter));
                }
            });
        Assert.NotNull(Ask<JournalHealth>(_journal, new GetJournalHealth()).Trouble);

        Directory.Delete(obstacle);
        Pass(2);
        _journal.Tell(Append.One(Samples.Event("app.after")));

        Assert.Equal(2, ExpectMsg<Appended>().Records[0].Seq);
        Assert.Null(Ask<JournalHealth>(_journal, new GetJournalHealth()).Trouble);
        Assert.Equal(["app.before", "app.after"], Folder.OnDisk.Select(record => record.Event.Type));
    }

    [Fact]
    public async Task What_is_on_its_way_to_disk_is_remembered_and_answered_although_the_mailbox_is_full_by_then()
    {
        using var disk = new Gate();
        using var turn = new Gate();
        Folder.Log.Append([Samples.Event("app.before")], _ => disk.Pass());
        disk.IsReached();
        _journal.Tell(Append.One(Samples.Event("app.mine"), "mine"));
        _journal.Tell(new Append(new Slow(turn)), ActorRefs.NoSender);
        turn.IsReached();
        var crowd = CreateTestProbe();
        for (var i = 0; i < 10_001; i++)
            _journal.Tell(new GetJournalHealth(), crowd.Ref);

        disk.Open();
        // Answered by the same thread, behind what is on its way.
        Assert.IsType<AppendResult.Stored>(await Folder.Log.Append([]).WaitAsync(TimeSpan.FromSeconds(30)));
        turn.Open();

        Assert.Equal("mine", ExpectMsg<Appended>().Tag);
        Assert.Equal(2, Memory.Current.Seq);
    }

    [Fact]
    public void A_flood_that_is_refused_is_told_once_and_counted()
    {
        var tooMany = new Append([.. Enumerable.Repeat(Samples.Event("app.flood", priority: Priority.P3), 5_001)]);
        this.EventFilter.Error(start: "The event log refuses")
            .ExpectOne(() =>
            {
                for (var i = 0; i < 20; i++)
                {
                    _journal.Tell(tooMany);
                    Assert.True(ExpectMsg<AppendFailed>().IsRetryable);
                }
            });
        EventFilter.Warning(contains: "refused 19 more").ExpectOne(() => Pass(JournalActor.CountsFor.TotalSeconds));
        EventFilter.Error(start: "The event log refuses").ExpectOne(() => _journal.Tell(tooMany));
    }

    [Fact]
    public void What_is_on_its_way_to_disk_is_still_answered_after_the_actor_was_started_again()
    {
        _journal.Tell(Append.One(Samples.Event("app.one"), 1));
        _journal.Tell(new Append(null!));
        _journal.Tell(Append.One(Samples.Event("app.two"), 2));

        Assert.Equal([1, 2], new[] { ExpectMsg<Appended>().Tag, ExpectMsg<Appended>().Tag });
        Assert.Equal(2, Memory.Current.Seq);
    }

    /// <summary>Whoever comes to it waits until it is opened.</summary>
    private sealed class Gate : IDisposable
    {
        private readonly ManualResetEventSlim _reached = new();
        private readonly ManualResetEventSlim _open = new();

        public void Pass()
        {
            _reached.Set();
            Assert.True(_open.Wait(TimeSpan.FromSeconds(30)));
        }

        public void IsReached() => Assert.True(_reached.Wait(TimeSpan.FromSeconds(30)));

        public void Open() => _open.Set();

        public void Dispose()
        {
            Open();
            _reached.Dispose();
            _open.Dispose();
        }
    }

    /// <summary>No events, and it takes long to find that out.</summary>
    private sealed class Slow(Gate gate) : IReadOnlyList<Event>
    {
        public int Count => 0;

        public Event this[int index] => throw new ArgumentOutOfRangeException(nameof(index));

        public IEnumerator<Event> GetEnumerator()
        {
            gate.Pass();
            yield break;
        }

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
