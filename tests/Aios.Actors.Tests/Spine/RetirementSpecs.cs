using Aios.Actors.Spine;
using Aios.Actors.Wire;
using Aios.Journal.Log;
using Aios.Journal.Maintenance;
using Aios.Loop.Effects;
using Aios.Loop.Incidents;
using Aios.Loop.Overrides;
using Aios.Loop.Scheduling;
using Aios.Loop.Sensing;
using Aios.Loop.Vocabulary;

namespace Aios.Actors.Tests.Spine;

public class RetirementSpecs : ActorSpecs
{
    private readonly List<RecordedEvent> _log = [];

    [Fact]
    public void Whatever_part_of_the_log_is_gone_what_outlives_it_and_the_rest_tell_what_all_of_it_told()
    {
        Tell();
        var whole = _log.Aggregate(Recollection.Empty, (told, record) => told.Apply(record));
        Assert.True(whole.Queue.IsHalted && whole.UnfinishedStart is not null && whole.Alerts.Raised.Count == 1);
        Assert.Equal(2, whole.Incidents.Open.Count());
        Assert.Equal(["9", "10"], whole.Overrides.Layers["slots"].Select(each => each.Value));

        for (var gone = 0; gone <= _log.Count; gone++)
        {
            var past = _log.Take(gone).Aggregate(Recollection.Empty, (told, record) => told.Apply(record));
            new StateKeeper(Folder.Store).Write(StandingCodec.Write(past, Shell.Now.Wall));
            var retelling = new Retelling(new StateKeeper(Folder.Store).Standing());
            // A day that was taken over may still be there.
            foreach (var record in _log.Skip(Math.Max(0, gone - 2)))
                retelling.Take(record);

            Assert.Equal(Shown(whole), Shown(retelling.Current));
        }
    }

    [Fact]
    public void What_was_kept_of_an_earlier_start_is_gone_on_from_unless_days_behind_it_were_taken_over()
    {
        Tell();
        var whole = _log.Aggregate(Recollection.Empty, (told, record) => told.Apply(record));
        for (var at = 1; at <= _log.Count; at++)
        for (var gone = 0; gone <= _log.Count; gone++)
        {
            var retelling = new Retelling(StandingCodec.Write(After(gone), Shell.Now.Wall), After(at));
            Assert.Equal(at >= gone ? at : 0, retelling.KeptSeq);
            foreach (var record in _log.Skip(Math.Max((int)retelling.KeptSeq, gone - 2)))
                retelling.Take(record);

            Assert.Equal(Shown(whole), Shown(retelling.Current));
        }

        Recollection After(int count) => _log.Take(count).Aggregate(Recollection.Empty, (told, record) => told.Apply(record));
    }

    [Fact]
    public void Each_day_adds_to_what_the_days_before_left()
    {
        Tell();
        var retirement = Retirement();
        foreach (var day in _log.Chunk(4))
            retirement.TakeOver(day, day[^1].Seq);
        // After a crash the day is told again.
        retirement.TakeOver(_log.TakeLast(3), _log[^1].Seq);

        var standing = new StateKeeper(Folder.Store).Standing();
        Assert.Equal(_log[^1].Seq, standing.UpTo);
        Assert.Equal(Shown(_log.Aggregate(Recollection.Empty, (told, record) => told.Apply(record))), Shown(StandingCodec.Read(standing)));
        Assert.All(standing.Facts, fact => Assert.InRange(fact.Seq, 1, _log[^1].Seq));
    }

    [Fact]
    public async Task Nothing_is_needed_behind_what_is_settled_decided_and_of_runs_that_go_on()
    {
        Assert.Equal(0, Retirement().NeededAfter);
        await Folder.Cursors.Write("decisions", 1);
        await Folder.Cursors.Write(SchedulingProtocol.Reader, 500);
        Assert.Equal(500, Retirement().NeededAfter);
        await Folder.Cursors.Write(SchedulingProtocol.Reader, 1_000_000);
        Assert.Equal(1 + DecisionsActor.MostBehind, Retirement().NeededAfter);

        var plan = Samples.Plan("run-1", eventSeq: 40);
        Memory.Write(Memory.Current.Apply(new RecordedEvent(41, "n", 1, Samples.Written(Shell, plan, new RunProtocol.Planned(plan, 1)))));
        Assert.Equal(39, Retirement().NeededAfter);
    }

    [Fact]
    public void A_row_of_a_later_version_is_refused_by_its_name()
    {
        var fault = Assert.Throws<InvalidDataException>(() =>
            StandingCodec.Read(new Standing(3, [new StandingFact("weather", "today", 2, "{}")]))
        );
        Assert.Contains("weather", fault.Message, StringComparison.Ordinal);
    }

    private Retirement Retirement() => new(new StateKeeper(Folder.Store), Folder.Cursors, Memory);

    /// <summary>A start, alerts that stand and that are over, incidents in every phase, and a queue that is paused.</summary>
    private void Tell()
    {
        Record(Shell.Note(EventTypes.NodeStarted, "aios/node", Severity.Info));
        Record(Samples.Alert(EventTypes.CpuSpike, "cpu", "machine"));
        var cpu = Say(new IncidentsProtocol.Opened(new IncidentId("inc-cpu"), Key(), Sign(), 1, Shell.Now.Wall));
        Record(Samples.Alert(EventTypes.DiskLow, "disk", "/"));
        var disk = Say(new IncidentsProtocol.Opened(new IncidentId("inc-disk"), Key(), Sign(), 2, Shell.Now.Wall));
        Record(Samples.Alert(EventTypes.CpuSpike, "cpu", "machine", Severity.Critical));
        Say(new IncidentsProtocol.Acknowledged(cpu, "uid 7", "I look", Shell.Now.Wall));
        Record(Samples.Alert(EventTypes.Recovered, "disk", "/"));
        var last = _log[^1];
        Say(new IncidentsProtocol.Resolved(disk, ResolvedBy.Event, "it recovered", last.Event.Id, last.Seq - 1, Shell.Now.Wall));
        Record(
            Shell.Note(EventTypes.SchedulerPaused, QueueStanding.Source, Severity.Warn, LooseJson.Object(("by", "ann"), ("reason", "x")))
        );
        Set("a", "8");
        Set("b", "12");
        Record(Shell.Note(EventTypes.SettingReset, OverrideCodec.Source, Severity.Info, LooseJson.Object(("key", "slots"), ("by", "ann"))));
        Set("c", "9");
        Set("d", "10");
        Record(Samples.Event("app.broken", severity: Severity.Error));
        Record(Samples.Alert(EventTypes.DiskLow, "disk", "/"));
        Say(new IncidentsProtocol.Reopened(disk, Sign(), Shell.Now.Wall));
        Record(Samples.Alert(EventTypes.Recovered, "disk", "/"));
    }

    private void Set(string run, string value)
    {
        var (type, severity, payload) = OverrideCodec.Write(
            new OverridesProtocol.SettingChanged("slots", value, new RunId(run), "more", 0)
        );
        Record(Shell.Note(type, OverrideCodec.Source, severity, payload));
    }

    private void Record(Event fact)
    {
        Pass(1);
        _log.Add(new RecordedEvent(_log.Count + 1, "node-0001", 1, fact));
    }

    private IncidentId Say(IncidentsProtocol.ISaid said)
    {
        var now = _log.Aggregate(Recollection.Empty, (told, record) => told.Apply(record)).Incidents;
        var note = IncidentCodec.Write(said, now.All.GetValueOrDefault(said.Id));
        Record(Samples.Event(note.Type, IncidentCodec.Source, note.Id.Value, note.Severity, payload: note.Payload));
        return said.Id;
    }

    private IncidentKey Key() => IncidentKey.Of(_log[^1].Event);

    private Sign Sign()
    {
        var (seq, fact) = (_log[^1].Seq, _log[^1].Event);
        return new Sign(seq, fact.Id, fact.Type, fact.Source, fact.Timestamp, fact.Severity, fact.TraceId, true);
    }

    private static string Shown(Recollection told) =>
        string.Join(
            '\n',
            [
                $"{told.Queue}",
                .. told.Overrides.Layers.Values.SelectMany(layers => layers).Select(each => $"{each}"),
                $"started {told.UnfinishedStart?.Seq} {told.UnfinishedStart?.Epoch} {told.UnfinishedStart?.Event.Id}",
                .. told
                    .Alerts.Raised.Select(alert => $"alert {alert.Key} {alert.Value.Seq} {alert.Value.Event.Id}")
                    .Order(StringComparer.Ordinal),
                .. told.Incidents.All.Values.Select(Shown).Order(StringComparer.Ordinal),
                .. told.Incidents.Unsaid.Select(each => $"unsaid {each.Key} {each.Value}").Order(StringComparer.Ordinal),
                $"{string.Join(',', told.Incidents.Ended)} {told.Incidents.OpenCount} {told.Incidents.SpokenSince}",
            ]
        );

    private static string Shown(Incident it) =>
        $"{it.Id} {it.Key} {it.Phase} {it.OpenedAt} {it.BeganAt} {it.Reopenings} {it.Acknowledgement} {it.Resolution} {it.ResolvedSeq} "
        + $"{it.Evidence.First} {it.Evidence.Last} {it.Evidence.Count} {it.Evidence.Severity} {it.Evidence.End} {it.Evidence.IsSensed}";
}
