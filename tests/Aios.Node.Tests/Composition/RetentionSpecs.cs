using Aios.Actors.Spine;
using Aios.Actors.Wire;
using Aios.Journal.Decisions;
using Aios.Journal.Log;
using Aios.Journal.Maintenance;
using Aios.Journal.Store;
using Aios.Loop.Effects;
using Aios.Loop.Scheduling;
using Aios.Loop.Surface;
using Aios.Loop.Vocabulary;
using Aios.Node.Cli.Local;
using Aios.Node.Composition;
using Aios.Platform.Files;
using static Aios.Loop.Effects.RunProtocol;

namespace Aios.Node.Tests.Composition;

public sealed class RetentionSpecs : IDisposable
{
    private static readonly JournalSettings Settings = JournalSettings.Default with { PlainDays = 1, KeepDays = 2 };

    private readonly TemporaryFolder _scratch = new();
    private readonly MovedTime _time = new();

    public void Dispose() => _scratch.Dispose();

    private DataFolder Data => DataFolder.OpenOrCreate(_scratch.Below("data"));

    [Fact]
    public async Task After_days_are_deleted_both_stores_agree_and_a_backup_can_be_taken_and_restored()
    {
        var last = await Fill(days: 6);
        await using (var node = await HostedNode.Start(Data.FullPath, _time))
        {
            var done = await node.Maintain(last);
            Assert.Equal((3, 2L), (done.Report.Deleted.Count, done.Pruned.Effects));
            Assert.True(done.Pruned.Decisions > 0);

            Assert.Equal([], State(Data).Differences);
            Assert.True(State(Data).Effects > 0);
            var copy = await node.Host.Backup(_scratch.Below("copy"));
            Assert.Equal(State(Data).Effects, copy.Effects);
        }
        using var shell = new Cli.Shell();
        shell.Verbs.With("restore", RestoreVerb.Restore);

        var code = await shell.Run("restore", _scratch.Below("copy"), "--data", _scratch.Below("restored"));

        Assert.Equal((0, ""), (code, shell.Error));
        Assert.Equal([], State(DataFolder.OpenExisting(_scratch.Below("restored"))).Differences);
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public async Task Killed_between_the_two_stores_they_agree_and_the_next_run_goes_on(bool isDayDeleted, bool isPruned)
    {
        await Fill(days: 6);
        using (var store = StateDatabase.Open(Data))
        {
            var retirement = new Killing(isDayDeleted);
            if (isDayDeleted)
                new LogKeeper(Data, Settings).Run(_time.Today, retirement);
            else
                Assert.Throws<IOException>(() => new LogKeeper(Data, Settings).Run(_time.Today, retirement));
            if (isPruned)
                Assert.True(new StateKeeper(store).Prune(LogFloor.Of(Data), []).Decisions > 0);
        }
        Assert.Equal([], State(Data).Differences);

        using (var store = StateDatabase.Open(Data))
        {
            Assert.Equal(isDayDeleted ? 0 : 3, new LogKeeper(Data, Settings).Run(_time.Today, new Killing(true)).Deleted.Count);
            new StateKeeper(store).Prune(LogFloor.Of(Data), []);
        }
        Assert.Equal([], State(Data).Differences);
        Assert.Equal(3, State(Data).Runs);
    }

    [Fact]
    public async Task What_the_log_still_tells_is_compared_as_before()
    {
        await Fill(days: 6);
        using (var store = StateDatabase.Open(Data))
        {
            new LogKeeper(Data, Settings).Run(_time.Today, new Killing(true));
            new StateKeeper(store).Prune(LogFloor.Of(Data), []);
            await store.Write(connection =>
            {
                using var command = connection.CreateCommand();
                command.CommandText = "DELETE FROM effect WHERE run_id = 'run-4'; DELETE FROM decision WHERE run_id = 'run-5'";
                command.ExecuteNonQuery();
            });
        }

        var found = State(Data).Differences;

        Assert.Contains("effect run-4/tell#1 is Ok by the records, and not in the ledger", found);
        Assert.Contains(found, line => line.EndsWith("is a decision, and the store does not have it", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_holds_for_longer_than_the_log_is_kept_outlives_it_and_a_restart()
    {
        _time.Days = -6;
        long started;
        await using (var node = await HostedNode.Start(Data.FullPath, _time))
        {
            started = node.Host.Log.SyncedSeq;
            var pause = new QueueProtocol.ChangeStanding(QueueMode.Paused, "I am away", "ann");
            Assert.Equal("ann", (await node.Ask<QueueProtocol.Stands>(node.Host.Stages.Scheduler, pause)).Standing.By);
            await node.Append(EventTypes.DiskLow, "sensor/far", ("sensor", "far"), ("target", "/away"));
            await node.Until(() => node.Host.Memory.Current.Incidents.Open.Any(), "an incident is open");
            for (var day = -5; day <= 0; day++)
            {
                _time.Days = day;
                await node.Append("app.lives");
            }
            var done = await node.Maintain(await node.Append("app.lives"));
            Assert.Contains(DayFiles(-6), done.Report.Deleted);
        }
        Assert.True(new EventLogReader(Data).Verify().FirstSeq > started);

        await using var again = await HostedNode.Start(Data.FullPath, _time);
        var (told, began) = (again.Host.Memory.Current, new EventLogReader(Data).Query(new EventFilter { Type = "node.crashed" }).Single());

        Assert.Equal((QueueMode.Paused, "ann", "I am away"), (told.Queue.Mode, told.Queue.By, told.Queue.Reason));
        // A busy machine may have troubles of its own.
        Assert.Single(told.Incidents.Open, each => each.Key is { Family: "resource", Target: "far//away" });
        Assert.Single(told.Alerts.Raised.Keys, each => each.Target == "/away");
        Assert.Equal(started, began.Event.Payload!.Value.GetProperty("started_seq").GetInt64());
    }

    private StateCheck State(DataFolder folder) => StateCheck.Run(folder, _time);

    private string DayFiles(int day) => $"{DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().AddDays(day).UtcDateTime):yyyy-MM-dd}";

    /// <summary>Days up to today as a node would have left them, one run each; the first of the days that are kept ends a run of before.</summary>
    /// <returns>The last record.</returns>
    private async Task<long> Fill(int days)
    {
        using var store = StateDatabase.Open(Data);
        var (ledger, decisions, shell) = (new EffectLedger(store, _time), new DecisionStore(store), new Shell(_time, new Random(3)));
        long last = 0;
        RunPlan? open = null;
        for (var day = 0; day < days; day++)
        {
            _time.Days = day - days + 1;
            using var log = EventLog.Open(Data, new EventLogOptions(new NodeIdentity("node-0001", 1, 1), _time));
            if (open is not null)
                await Tell(
                    open,
                    new StepSucceeded("tell", 1, "done", 1, shell.Now.Wall),
                    new Ended(RunPhase.Verified, "fine", shell.Now.Wall)
                );
            open = Plan($"run-{day}", last + 1);
            await Tell(open, new Planned(open, shell.Now.Wall), new StepStarted("tell", 1, shell.Now.Wall));
            // Only the run over the border goes on into the next day.
            if (day == days - 4)
                continue;
            await Tell(open, new StepSucceeded("tell", 1, "done", 1, shell.Now.Wall), new Ended(RunPhase.Verified, "fine", shell.Now.Wall));
            open = null;

            async Task Tell(RunPlan plan, params IEvent[] facts)
            {
                foreach (var fact in facts)
                {
                    if (fact is Planned)
                        await Append(
                            shell.Note(
                                EventTypes.ReactorMatched,
                                "aios/reactor",
                                Severity.Info,
                                LooseJson.Object(
                                    ("event_seq", plan.EventSeq),
                                    ("event_type", "app.full"),
                                    ("playbook", "tidy"),
                                    ("run", plan.Id.Value),
                                    ("reason", "it asks for it")
                                )
                            )
                        );
                    await Append(shell.Note(plan, fact));
                    var id = EffectIntent.IdOf(plan.Id, "tell", 1);
                    if (fact is StepStarted)
                        await ledger.RecordIntent(
                            new EffectIntent(
                                id,
                                plan.Id,
                                "tell",
                                1,
                                Risk.Reversible,
                                plan.Steps[0].Action,
                                TimeSpan.FromSeconds(5),
                                false,
                                plan.TraceId
                            )
                        );
                    else if (fact is StepSucceeded)
                        await ledger.RecordOutcome(new EffectOutcome(id, EffectResult.Ok, "done", null, "", 1));
                }
            }

            async Task Append(Event fact)
            {
                var record = Assert.IsType<AppendResult.Stored>(await log.Append([fact])).Records[0];
                var (entry, change) = DecisionReading.Read(record);
                last = record.Seq;
                await decisions.Record(entry is null ? [] : [entry], change is null ? [] : [change], last);
            }
        }
        await new CursorStore(store).Write("start", last);
        return last;
    }

    private static RunPlan Plan(string id, long seq) =>
        new(
            new RunId(id),
            new PlaybookId("tidy"),
            1,
            "Tidy up",
            seq,
            new EventId($"event-{seq}"),
            "app.full",
            null,
            Priority.P1,
            null,
            id,
            1_000,
            id,
            false,
            [new PlannedStep("tell", new EffectAction.Notify(Severity.Info, "look"), Risk.Reversible, 5_000, false, null, true)],
            RetrySettings.Default,
            new Gate(GateKind.None, null, null, 0, 1_000, null),
            [],
            600_000
        );

    /// <summary>Takes everything over; or ends there, as a node that is killed.</summary>
    private sealed class Killing(bool goesOn) : IRetirement
    {
        public long NeededAfter => long.MaxValue;

        public void TakeOver(IEnumerable<RecordedEvent> records, long lastSeq)
        {
            if (!goesOn)
                throw new IOException("killed");
        }
    }
}
