using Aios.Journal.Store;
using Aios.Loop.Effects;
using Aios.Loop.Vocabulary;
using Aios.Platform.Sqlite;

namespace Aios.Journal.Tests.Store;

public sealed class EffectLedgerSpecs : IDisposable
{
    private readonly JournalFolder _folder = new();
    private SqliteStore _store;

    public EffectLedgerSpecs() => _store = StateDatabase.Open(_folder.Data);

    public void Dispose()
    {
        _store.Dispose();
        _folder.Dispose();
    }

    private EffectLedger Ledger => new(_store, _folder.Time);

    public static TheoryData<EffectAction> Actions =>
        [
            new EffectAction.RunProcess(["/usr/bin/printf", "a b", "é\"\\\n", ""]),
            new EffectAction.RunProcess(["/usr/bin/renice"]) { Own = new OwnProcess(42, 7) },
            new EffectAction.SendSignal(42, 123_456_789_012, "TERM"),
            new EffectAction.SendSignal(42, 123_456_789_012, "TERM") { Own = new OwnProcess(42, 123_456_789_012) },
            new EffectAction.Notify(Severity.Critical, "line\u0007 日本"),
            new EffectAction.Notify(Severity.Info, "by mail") { Channel = "smtp" },
            new EffectAction.SendRequest("http://x/", "POST", [new("A", "b"), new("C", "", "env:D")], "ü\n", [200, 204]),
            new EffectAction.ChangeFile("/etc/x", FileChange.Replace, "new\0", "old", "0644", "r1/s1"),
            new EffectAction.ChangeFile("/etc/x", FileChange.Delete, "", null, null, "r1/s1"),
            new EffectAction.CleanFolder("/var/log/x", "*.log.*", 604_800_000, 3, "r1/s1"),
            new EffectAction.KeepFiles(["/etc/x/*.conf", "/etc/y"], "r1/snapshot"),
            new EffectAction.Restore("r1/s1"),
            new EffectAction.ControlService("web.service", ServiceChange.Restart, "r1/s1"),
            new EffectAction.SetSetting("aios.log.level", "debug", "r1/s1"),
        ];

    [Theory]
    [InlineData("""{"kind":"process","arguments":["/bin/a","b"]}""", typeof(EffectAction.RunProcess))]
    [InlineData("""{"kind":"signal","pid":4,"start_time":5,"signal":"TERM"}""", typeof(EffectAction.SendSignal))]
    [InlineData("""{"kind":"notify","severity":"warn","text":"x"}""", typeof(EffectAction.Notify))]
    public void What_the_first_version_wrote_is_read_and_written_as_it_was(string text, Type kind)
    {
        var action = EffectActionJson.Read(text);

        Assert.Equal((kind, text), (action.GetType(), EffectActionJson.Write(action)));
    }

    [Theory]
    [InlineData("""{"kind":"teleport","to":"x"}""")]
    [InlineData("""{"kind":"file","path":"/x"}""")]
    [InlineData("""{"kind":"notify","severity":"loud","text":"x"}""")]
    public void An_action_that_is_not_known_says_so(string text) =>
        Assert.Contains("does not know", Assert.Throws<InvalidDataException>(() => EffectActionJson.Read(text)).Message);

    [Theory]
    [MemberData(nameof(Actions))]
    public async Task Intent_and_outcome_survive_reopening_as_they_were_given(EffectAction action)
    {
        var intent = Intent("r1", "s1", 1) with { Action = action, Idempotent = true };
        var outcome = new EffectOutcome(intent.Id, EffectResult.ExitCode, "ended with 3", 3, "out\0put", 12);
        await Ledger.RecordIntent(intent);
        _folder.Time.Advance(TimeSpan.FromSeconds(1));
        await Ledger.RecordOutcome(outcome);
        _store.Dispose();
        _store = StateDatabase.Open(_folder.Data);

        var record = Ledger.OfRun(intent.Run).Single();

        Assert.Equivalent(intent, record.Intent, strict: true);
        Assert.Equal(outcome, record.Outcome);
        Assert.Equal(1000, record.OutcomeAt - record.IntentAt);
    }

    [Fact]
    public async Task Every_word_of_risk_and_result_is_read_back()
    {
        foreach (var risk in Enum.GetValues<Risk>())
            await Ledger.RecordIntent(Intent("risks", $"{risk}", 1) with { Risk = risk });
        foreach (var source in Enum.GetValues<OutcomeSource>())
        {
            var intent = Intent("sources", $"{source}", 1);
            await Ledger.RecordIntent(intent);
            await Ledger.RecordOutcome(new(intent.Id, EffectResult.Ok, "", null, "", 0, source));
        }
        foreach (var result in Enum.GetValues<EffectResult>())
        {
            var intent = Intent("results", $"{result}", 1);
            await Ledger.RecordIntent(intent);
            await Ledger.RecordOutcome(new(intent.Id, result, "", null, "", 0));
        }

        Assert.Equal(Enum.GetValues<Risk>(), Ledger.OfRun(new("risks")).Select(r => r.Intent.Risk));
        Assert.Equal(Enum.GetValues<OutcomeSource>(), Ledger.OfRun(new("sources")).Select(r => r.Outcome!.Source));
        Assert.Equal(Enum.GetValues<EffectResult>(), Ledger.OfRun(new("results")).Select(r => r.Outcome!.Result));
    }

    [Fact]
    public async Task Intents_without_an_outcome_are_open_oldest_first()
    {
        foreach (var step in (string[])["c", "a", "b"])
            await Ledger.RecordIntent(Intent("r1", step, 1));
        await Ledger.RecordOutcome(Outcome("r1", "a"));

        Assert.Equal(["c", "b"], Ledger.OpenIntents().Select(record => record.Intent.Step));
        Assert.All(Ledger.OpenIntents(), record => Assert.Null(record.Outcome));
        Assert.Empty(Ledger.OfRun(new RunId("r2")));
    }

    [Fact]
    public async Task What_is_open_at_a_start_is_unknown_until_its_outcome_or_its_repeat()
    {
        await Ledger.RecordIntent(Intent("r1", "done", 1));
        await Ledger.RecordOutcome(Outcome("r1", "done"));
        await Ledger.RecordIntent(Intent("r1", "lost", 1));
        await Ledger.RecordIntent(Intent("r1", "again", 1) with { Idempotent = true });

        Assert.Equal(2, await Ledger.MarkUnknown());
        await Ledger.RecordIntent(Intent("r1", "now", 1));
        await Ledger.RecordIntent(Intent("r1", "again", 1) with { Idempotent = true });

        Assert.Equal(["lost"], Steps(EffectStanding.Unknown));
        Assert.Equal(["now", "again"], Steps(EffectStanding.Open));
        Assert.Equal(["done"], Steps(EffectStanding.Finished));
        await Ledger.RecordOutcome(Outcome("r1", "lost") with { Result = EffectResult.NotHappened, Source = OutcomeSource.Person });
        Assert.Equal(EffectStanding.Finished, Ledger.Find(EffectIntent.IdOf(new RunId("r1"), "lost", 1))!.Standing);
        Assert.Null(Ledger.Find(new EffectId("r1/none#1")));
    }

    [Fact]
    public async Task The_list_is_newest_first_bounded_and_of_one_run_when_asked()
    {
        foreach (var run in (string[])["r1", "r2"])
        foreach (var step in (string[])["a", "b", "c"])
            await Ledger.RecordIntent(Intent(run, step, 1));

        Assert.Equal(["c", "b"], Ledger.List(new EffectQuery(null, new RunId("r1"), 2)).Select(record => record.Intent.Step));
        Assert.Equal(6, Ledger.List(new EffectQuery(null, null, 100)).Count);
    }

    [Fact]
    public async Task All_of_it_comes_page_by_page_oldest_first()
    {
        var ledger = Ledger;
        await Task.WhenAll(Enumerable.Range(1, 2_001).Select(i => ledger.RecordIntent(Intent("r", $"s{i}", 1))));
        Assert.Equal(Enumerable.Range(1, 2_001).Select(i => $"s{i}"), ledger.All().Select(record => record.Intent.Step));
    }

    [Fact]
    public async Task What_the_log_tells_is_filled_in_and_what_is_there_stays()
    {
        await Ledger.RecordIntent(Intent("r1", "known", 1));
        await Ledger.RecordOutcome(Outcome("r1", "known") with { Detail = "mine" });
        await Ledger.RecordIntent(Intent("r1", "open", 1));
        EffectRecord[] told =
        [
            new(Intent("r1", "known", 1), 1, Outcome("r1", "known") with { Detail = "theirs" }, 2),
            new(Intent("r1", "open", 1), 1, Outcome("r1", "open") with { Source = OutcomeSource.Log }, 7),
            new(Intent("r1", "lost", 1), 3, Outcome("r1", "lost") with { Source = OutcomeSource.Log }, 4),
            new(Intent("r1", "doubtful", 1), 5, null, null),
            new(Intent("r1", "never", 1), 6, Outcome("r1", "never") with { Result = EffectResult.Refused }, 6),
        ];

        Assert.Equal((3, 0), (await Ledger.FillIn(told), await Ledger.FillIn(told)));

        var lines = Ledger.OfRun(new RunId("r1")).ToDictionary(record => record.Intent.Step);
        Assert.Equal(["doubtful", "known", "lost", "open"], lines.Keys.Order());
        Assert.Equal(("mine", OutcomeSource.Log), (lines["known"].Outcome!.Detail, lines["open"].Outcome!.Source));
        Assert.Equal((3L, 4L), (lines["lost"].IntentAt, lines["lost"].OutcomeAt));
        Assert.Equal(EffectStanding.Unknown, lines["doubtful"].Standing);
    }

    [Fact]
    public async Task An_attempt_is_made_once()
    {
        await Ledger.RecordIntent(Intent("r1", "s1", 1));

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => Ledger.RecordIntent(Intent("r1", "s1", 1)));
        await Ledger.RecordIntent(Intent("r1", "s1", 2));

        Assert.Contains("r1/s1#1 is on record already", error.Message, StringComparison.Ordinal);
        Assert.Equal([1, 2], Ledger.OfRun(new RunId("r1")).Select(record => record.Intent.Attempt));
    }

    [Fact]
    public async Task An_attempt_that_may_be_repeated_is_taken_again_until_its_outcome_is_known()
    {
        var intent = Intent("r1", "s1", 1) with { Idempotent = true };
        await Ledger.RecordIntent(intent);
        await Ledger.RecordIntent(intent);
        await Ledger.RecordOutcome(Outcome("r1", "s1"));

        await Assert.ThrowsAsync<InvalidOperationException>(() => Ledger.RecordIntent(intent));
        Assert.Single(Ledger.OfRun(new RunId("r1")));
    }

    [Fact]
    public async Task The_first_outcome_stays_and_an_outcome_needs_its_intent()
    {
        await Ledger.RecordIntent(Intent("r1", "s1", 1));
        await Ledger.RecordOutcome(Outcome("r1", "s1"));
        await Ledger.RecordOutcome(Outcome("r1", "s1") with { Result = EffectResult.Error });

        Assert.Equal(EffectResult.Ok, Ledger.OfRun(new RunId("r1")).Single().Outcome!.Result);
        await Assert.ThrowsAsync<InvalidOperationException>(() => Ledger.RecordOutcome(Outcome("r1", "other")));
    }

    [Fact]
    public async Task An_action_of_a_newer_version_is_named()
    {
        await Ledger.RecordIntent(Intent("r1", "s1", 1));
        await _store.Write(connection =>
        {
            using var command = connection.CreateCommand();
            command.CommandText = """UPDATE effect SET action = '{"kind":"teleport"}'""";
            return command.ExecuteNonQuery();
        });

        Assert.Contains("teleport", Assert.Throws<InvalidDataException>(() => Ledger.OpenIntents()).Message, StringComparison.Ordinal);
    }

    private IEnumerable<string> Steps(EffectStanding standing) =>
        Ledger.List(new EffectQuery(standing, null, 10)).Select(record => record.Intent.Step);

    private static EffectIntent Intent(string run, string step, int attempt) =>
        new(
            EffectIntent.IdOf(new RunId(run), step, attempt),
            new RunId(run),
            step,
            attempt,
            Risk.Reversible,
            new EffectAction.RunProcess(["/bin/true"]),
            TimeSpan.FromSeconds(20),
            Idempotent: false,
            TraceId: "4bf92f3577b34da6a3ce929d0e0e4736"
        );

    private static EffectOutcome Outcome(string run, string step) =>
        new(EffectIntent.IdOf(new RunId(run), step, 1), EffectResult.Ok, "done", 0, "", 5);
}
