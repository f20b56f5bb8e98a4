using Aios.Journal.Log;
using Aios.Loop.Vocabulary;

namespace Aios.Journal.Tests.Log;

public sealed class AppendSpecs : IDisposable
{
    private readonly JournalFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Sequence_numbers_are_gap_free_and_go_on_after_reopening()
    {
        using (var log = _folder.Open())
        {
            Assert.Equal("1 2", (await log.Append([Facts.Of(1), Facts.Of(2)])).Seqs());
            Assert.Equal(2, log.SyncedSeq);
        }

        using var again = EventLog.Open(_folder.Data, _folder.Options(incarnation: 2));
        var record = (await again.Append([Facts.Of(3)])).Stored().Single();

        Assert.Equal((3L, "node-0001", 2L), (record.Seq, record.Node, record.Epoch));
        Assert.Null(again.Reader().Verify().Fault);
    }

    [Fact]
    public async Task Concurrent_appenders_each_keep_their_order_and_none_is_lost()
    {
        const int writers = 4,
            each = 500;
        using var log = _folder.Open();
        var order = new List<long>();
        var done = new CountdownEvent(writers * each);
        await Task.WhenAll(
            Enumerable
                .Range(0, writers)
                .Select(writer =>
                    Task.Run(() =>
                    {
                        for (var i = 0; i < each; i++)
                            log.Append(
                                [Facts.Of(i) with { Source = $"writer/{writer}" }],
                                result =>
                                {
                                    order.AddRange(result.Stored().Select(r => r.Seq));
                                    done.Signal();
                                }
                            );
                    })
                )
        );
        done.Wait();

        Assert.Equal(Enumerable.Range(1, writers * each).Select(i => (long)i), order);
        foreach (var written in log.Reader().From(1).GroupBy(r => r.Event.Source))
            Assert.Equal(Enumerable.Range(0, each).Select(i => Facts.Of(i).Id), written.Select(r => r.Event.Id));
        Assert.Null(log.Reader().Verify().Fault);
    }

    [Fact]
    public void What_waits_is_brought_to_disk_with_one_sync_of_at_most_512_records()
    {
        var log = _folder.Open();
        using var held = new ManualResetEventSlim();
        log.Append([Facts.Of(0)], _ => held.Wait());
        for (var i = 1; i <= 1024; i++)
            log.Append([Facts.Of(i)], _ => { });
        held.Set();
        log.Dispose();

        Assert.InRange(log.Syncs, 3, 4);
        Assert.Equal(1025, new EventLogReader(_folder.Data).Verify().Records);
    }

    [Fact]
    public void The_least_urgent_is_refused_first()
    {
        var settings = new EventLogSettings { MaxQueuedRecords = 100 };
        using var log = EventLog.Open(_folder.Data, _folder.Options() with { Settings = settings });
        using var held = new ManualResetEventSlim();
        using var holding = new ManualResetEventSlim();
        log.Append(
            [Facts.Of(0)],
            _ =>
            {
                holding.Set();
                held.Wait();
            }
        );
        holding.Wait();
        var taken = Enum.GetValues<Priority>().Reverse().Select(priority => (priority, Count: CountTaken(log, priority))).ToArray();
        held.Set();

        Assert.Equal([(Priority.P3, 50), (Priority.P2, 25), (Priority.P1, 25), (Priority.P0, 0)], taken);
    }

    [Fact]
    public void The_bytes_that_wait_are_bounded_too()
    {
        var settings = new EventLogSettings { MaxQueuedBytes = 10_000 };
        using var log = EventLog.Open(_folder.Data, _folder.Options() with { Settings = settings });
        AppendResult? result = null;
        log.Append([Facts.Of(1, Priority.P3, $"{{\"a\":\"{new string('x', 6_000)}\"}}")], r => result = r);

        Assert.Contains("bytes wait for the disk", result!.Refusal<LogQueueFull>().Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_callback_that_throws_is_reported_and_the_log_goes_on()
    {
        var faults = new List<Exception>();
        using var log = EventLog.Open(_folder.Data, _folder.Options() with { Fault = faults.Add });
        log.Append([Facts.Of(1)], _ => throw new InvalidOperationException("boom"));

        Assert.Equal(2, (await log.Append([Facts.Of(2)])).Stored().Single().Seq);
        Assert.Equal("boom", faults.Single().Message);
    }

    [Fact]
    public async Task A_closed_log_refuses_and_an_empty_append_succeeds_in_its_turn()
    {
        var log = _folder.Open();
        var order = new List<int>();
        for (var i = 0; i < 100; i++)
            log.Append(i % 2 == 0 ? [Facts.Of(i)] : [], result => order.Add(result.Stored().Count));
        Assert.Empty((await log.Append([])).Stored());
        Assert.Equal(Enumerable.Range(0, 100).Select(i => i % 2 == 0 ? 1 : 0), order);
        log.Dispose();

        (await log.Append([Facts.Of(1)])).Refusal<LogClosed>();
    }

    [Fact]
    public async Task A_new_day_has_its_own_file_and_the_chain_goes_on()
    {
        using var log = _folder.Open();
        await log.Append([Facts.Of(1)]);
        _folder.Time.Advance(TimeSpan.FromSeconds(5));
        await log.Append([Facts.Of(2)]);

        Assert.Equal(["events/2026-03-14.jsonl", "events/2026-03-15.jsonl"], _folder.PlainFiles);
        Assert.Equal(2, log.Reader().Verify().Records);
    }

    [Fact]
    public async Task A_clock_that_goes_back_over_midnight_keeps_the_newest_file()
    {
        using (var log = _folder.Open())
        {
            _folder.Time.Advance(TimeSpan.FromSeconds(5));
            await log.Append([Facts.Of(1)]);
            _folder.Time.SetWallClock(TimeSpan.FromHours(-30));
            await log.Append([Facts.Of(2)]);
        }
        using var again = _folder.Open();
        await again.Append([Facts.Of(3)]);

        Assert.Equal(["events/2026-03-15.jsonl"], _folder.PlainFiles);
        Assert.Equal(3, again.Reader().Verify().Records);
    }

    private static int CountTaken(EventLog log, Priority priority)
    {
        var refused = 0;
        for (var i = 0; i < 100; i++)
            log.Append([Facts.Of(i, priority)], result => refused += result is AppendResult.Refused ? 1 : 0);
        return 100 - refused;
    }
}
