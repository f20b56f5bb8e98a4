using Aios.Journal.Log;
using Aios.Loop.Vocabulary;
using Aios.Platform.Files;

namespace Aios.Journal.Tests.Log;

public sealed class DiskFailureSpecs : IDisposable
{
    private readonly JournalFolder _folder = new();
    private readonly FailingDisk _disk = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_full_disk_fails_the_batch_leaves_no_trace_and_heals_by_itself()
    {
        using var log = Open(TimeSpan.Zero);
        await log.Append([Facts.Of(1)]);
        var before = File.ReadAllBytes(_folder.Today);
        FailOnce("write", DiskErrors.Full);

        var failure = (await log.Append([Facts.Of(2)])).Refusal<LogUnavailable>();

        Assert.Contains("No space", failure.Reason, StringComparison.Ordinal);
        Assert.StartsWith("Free space", failure.Remedy, StringComparison.Ordinal);
        Assert.Equal(failure, log.Trouble);
        Assert.Equal(before, File.ReadAllBytes(_folder.Today));
        Assert.Equal(2, (await log.Append([Facts.Of(3)])).Stored().Single().Seq);
        Assert.Null(log.Trouble);
        Assert.Equal(2, log.Reader().Verify().Records);
    }

    [Fact]
    public async Task What_a_killed_writer_left_is_brought_to_disk_before_it_counts()
    {
        using (var log = Open(TimeSpan.Zero))
            await log.Append([Facts.Of(1)]);
        var operations = new List<string>();
        _disk.Fails = (_, operation) =>
        {
            operations.Add(operation);
            return null;
        };
        Open(TimeSpan.Zero).Dispose();
        Assert.Equal(["open", "truncate", "write", "sync"], operations);

        FailOnce("sync", DiskErrors.InputOutput);
        Assert.Throws<StorageSyncException>(() => Open(TimeSpan.Zero));
    }

    [Fact]
    public async Task After_a_failed_sync_the_descriptor_is_never_touched_again()
    {
        using var log = Open(TimeSpan.Zero);
        await log.Append([Facts.Of(1)]);
        FailOnce("sync", DiskErrors.InputOutput);

        (await log.Append([Facts.Of(2)])).Refusal<LogUnavailable>();
        Assert.Equal("2", (await log.Append([Facts.Of(3)])).Seqs());

        Assert.Equal(0, _disk.UsedAfterFailedSync);
        Assert.Equal(["0195-000001", "0195-000003"], log.Reader().From(1).Select(r => r.Event.Id.Value).ToArray());
    }

    [Fact]
    public async Task While_the_disk_is_sick_appends_are_refused_without_touching_it()
    {
        using var log = Open(TimeSpan.FromSeconds(1));
        _disk.Fails = (_, _) => DiskErrors.InputOutput;
        (await log.Append([Facts.Of(1)])).Refusal<LogUnavailable>();
        var touched = _disk.Operations;
        _disk.Fails = (_, _) => null;

        Assert.Equal(TimeSpan.FromSeconds(1), (await log.Append([Facts.Of(2)])).Refusal<LogUnavailable>().RetryAfter);
        Assert.Equal(touched, _disk.Operations);
        _folder.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(1, (await log.Append([Facts.Of(3)])).Stored().Single().Seq);
    }

    [Fact]
    public async Task A_supplied_id_of_a_failed_batch_is_not_taken_for_a_duplicate()
    {
        using var log = Open(TimeSpan.Zero);
        var supplied = Facts.Of(1) with { HasSuppliedId = true };
        FailOnce("sync", DiskErrors.InputOutput);

        (await log.Append([supplied])).Refusal<LogUnavailable>();
        var stored = Assert.IsType<AppendResult.Stored>(await log.Append([supplied]));

        Assert.Empty(stored.Duplicates);
        Assert.Equal(1, log.Reader().Verify().Records);
    }

    [Fact]
    public async Task Midnight_passes_while_the_disk_is_sick()
    {
        using var log = Open(TimeSpan.Zero);
        await log.Append([Facts.Of(1)]);
        _disk.Fails = (_, _) => DiskErrors.InputOutput;
        (await log.Append([Facts.Of(2)])).Refusal<LogUnavailable>();
        _folder.Time.Advance(TimeSpan.FromHours(1));
        (await log.Append([Facts.Of(3)])).Refusal<LogUnavailable>();
        _disk.Fails = (_, _) => null;
        await log.Append([Facts.Of(4)]);

        Assert.Equal(2, _folder.PlainFiles.Count());
        Assert.Equal((2L, 0L), log.Reader().Verify() is var report ? (report.Records, report.TornBytes) : default);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Whichever_operation_fails_what_was_acknowledged_is_there_and_nothing_else(int inARow)
    {
        for (var failing = 1; failing <= 24; failing++)
        {
            using var folder = new JournalFolder();
            var disk = new FailingDisk
            {
                Fails = (n, operation) =>
                    n < failing || n >= failing + inARow ? null
                    : operation == "sync" ? DiskErrors.InputOutput
                    : DiskErrors.Full,
            };
            var acknowledged = await AppendOverMidnight(folder, disk);

            Assert.Equal(acknowledged, new EventLogReader(folder.Data).From(1).Select(r => r.Event.Id));
            Assert.Equal((null, 0L), new EventLogReader(folder.Data).Verify() is var report ? (report.Fault, report.TornBytes) : default);
            Assert.True(acknowledged.Count >= 12 - inARow, $"operation {failing}: {acknowledged.Count}");
            Assert.Equal(0, disk.UsedAfterFailedSync);
        }
    }

    private static async Task<List<EventId>> AppendOverMidnight(JournalFolder folder, FailingDisk disk)
    {
        var acknowledged = new List<EventId>();
        using var log = Open(folder, disk, TimeSpan.Zero);
        for (var i = 0; i < 12; i++)
        {
            if (await log.Append([Facts.Of(i)]) is AppendResult.Stored stored)
                acknowledged.AddRange(stored.Records.Select(r => r.Event.Id));
            folder.Time.Advance(TimeSpan.FromMilliseconds(400));
        }
        return acknowledged;
    }

    private EventLog Open(TimeSpan retryInterval) => Open(_folder, _disk, retryInterval);

    private static EventLog Open(JournalFolder folder, FailingDisk disk, TimeSpan retryInterval) =>
        EventLog.Open(
            DataFolder.OpenOrCreate(folder.Data.FullPath, disk),
            folder.Options() with
            {
                Settings = new() { RetryInterval = retryInterval, ReserveBytes = 0 },
            }
        );

    private void FailOnce(string operation, IOException error)
    {
        var pending = error;
        _disk.Fails = (_, actual) => actual == operation ? Interlocked.Exchange(ref pending, null) : null;
    }
}
