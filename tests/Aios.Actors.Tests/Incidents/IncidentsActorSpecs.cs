using Aios.Actors.Incidents;
using Aios.Actors.Wire;
using Aios.Loop.Effects;
using Aios.Loop.Incidents;
using Aios.Loop.Vocabulary;
using Akka.Actor;
using static Aios.Loop.Incidents.IncidentsProtocol;

namespace Aios.Actors.Tests.Incidents;

public class IncidentsActorSpecs : ActorSpecs
{
    private Incident Only => Memory.Current.Incidents.All.Values.Single();

    [Fact]
    public void An_alert_opens_an_incident_in_its_trace_and_its_recovery_ends_it()
    {
        var actor = Begin();
        var alert = Journal.Record(Samples.Alert(EventTypes.CpuSpike, "cpu", "machine"));
        var opened = Assert.Single(Journal.Accept()).Event;

        Assert.Equal((EventTypes.IncidentOpened, Samples.Trace, alert.Event.Id.Value), (opened.Type, opened.TraceId, opened.CauseId));
        Assert.Equal((Only.Id.Value, "cpu/machine", "warn"), (opened.Text("incident"), opened.Text("target"), opened.Text("severity")));
        Journal.Record(Samples.Alert(EventTypes.Recovered, "cpu", "machine", Severity.Info));
        var resolved = Assert.Single(Journal.Accept()).Event;
        Settle(actor);

        Assert.Equal((EventTypes.IncidentResolved, "event"), (resolved.Type, resolved.Text("by")));
        Assert.Equal(IncidentPhase.Resolved, Only.Phase);
        Assert.False(Journal.HasMessages);
    }

    [Fact]
    public void The_run_that_answers_it_is_attached_and_its_verdict_ends_what_no_sensor_stands_behind()
    {
        Begin();
        var broken = Journal.Record(Samples.Event("app.full", severity: Severity.Error));
        Journal.Accept();
        var plan = Samples.Plan("run-1", eventSeq: broken.Seq, gate: new Gate(GateKind.Expectation, null, null, 0, 1_000, "true"));
        Journal.Record(Samples.Written(Shell, plan, new RunProtocol.Planned(plan, 0)));
        Assert.Equal(RunPhase.Planned, Only.Evidence.Runs.Single().Phase);
        Journal.Record(Samples.Written(Shell, plan, new RunProtocol.Ended(RunPhase.Verified, "true holds", 1)));

        Assert.Equal("run", Assert.Single(Journal.Accept()).Event.Text("by"));
        Assert.Equal((RunPhase.Verified, IncidentPhase.Resolved), (Only.Evidence.Runs.Single().Phase, Only.Phase));
    }

    [Fact]
    public void What_it_says_is_read_back_as_it_was_said()
    {
        Begin();
        Journal.Record(Samples.Event("app.full", severity: Severity.Error));
        var opened = Assert.IsType<Opened>(IncidentCodec.Read(Assert.Single(Journal.Accept()).Event));
        Assert.Equal((Only.Id, Only.Key, Only.Evidence.First), (opened.Id, opened.Key, opened.First));
    }

    [Fact]
    public void A_restart_says_what_is_unsaid_under_the_same_ids()
    {
        var first = Begin();
        Journal.Record(Samples.Event("app.full", severity: Severity.Error));
        var lost = Journal.Expect();
        Sys.Stop(first);
        Begin();

        var again = Journal.Expect();
        Assert.Equal(lost.Events[0].Id, again.Events[0].Id);
        Journal.Accept(again);
        Assert.Equal(IncidentPhase.Open, Only.Phase);
    }

    [Fact]
    public void A_refused_record_is_said_again()
    {
        Begin();
        Journal.Record(Samples.Event("app.full", severity: Severity.Error));
        Journal.Refuse(Journal.Expect());
        Assert.Empty(Memory.Current.Incidents.All);

        PassUntil(() => Journal.HasMessages, "the second try");
        Journal.Accept();
        Assert.Equal(IncidentPhase.Open, Only.Phase);
    }

    [Fact]
    public void Silence_ends_what_no_sensor_stands_behind()
    {
        var actor = Begin();
        Journal.Record(Samples.Event("app.full", severity: Severity.Error));
        Journal.Accept();
        for (var i = 0; i < 29; i++)
        {
            Pass(60);
            Settle(actor);
        }
        Assert.False(Journal.HasMessages);
        Pass(70);

        Assert.Equal("quiet", Assert.Single(Journal.Accept()).Event.Text("by"));
    }

    [Fact]
    public void An_event_that_says_resolved_ends_it_also_when_it_comes_before_the_incident_is_on_record()
    {
        var actor = Begin();
        Journal.Record(Samples.Event("app.full", severity: Severity.Error));
        var opening = Journal.Expect();
        Journal.Record(Samples.Event("app.fine", payload: LooseJson.Object(("status", "resolved"))));
        Settle(actor);
        Journal.Accept(opening);

        Assert.Equal("event", Assert.Single(Journal.Accept()).Event.Text("by"));
        Assert.True(Only.IsOver);
    }

    [Fact]
    public async Task An_event_that_says_resolved_and_was_never_heard_of_is_found_in_the_log()
    {
        var (broken, fine) = (
            Samples.Event("app.full", severity: Severity.Error),
            Samples.Event("app.fine", payload: LooseJson.Object(("status", "resolved")))
        );
        var actor = Begin();
        Journal.Record(broken);
        var opened = Assert.Single(Journal.Accept()).Event;
        await Folder.Log.Append([broken, opened, fine]);
        Journal.RecordUnheard(fine);
        Settle(actor);
        Assert.False(Journal.HasMessages);

        Journal.Record(Samples.Event("app.other"));
        Settle(actor);
        Pass(1);

        Assert.Equal("event", Assert.Single(Journal.Accept()).Event.Text("by"));
        Assert.True(Only.IsOver);
    }

    [Fact]
    public async Task A_person_is_answered_when_it_is_on_record_and_a_second_one_is_refused()
    {
        var actor = Begin();
        Journal.Record(Samples.Event("app.full", severity: Severity.Error));
        Journal.Accept();
        var asked = actor.Ask<Answer>(new AcknowledgeIncident(Only.Id, "uid 1", "on it"));
        var told = Assert.Single(Journal.Accept()).Event;

        Assert.Equal(("uid 1", "on it"), (told.Text("by"), told.Text("reason")));
        Assert.Equal(IncidentPhase.Acknowledged, (await asked.WaitAsync(TimeSpan.FromSeconds(30))).Incident!.Phase);
        Assert.Equal("uid 1 looks after it already", Ask<Answer>(actor, new AcknowledgeIncident(Only.Id, "uid 2", "")).Refusal!.Why);
        Assert.Equal("it is not known", Ask<Answer>(actor, new AcknowledgeIncident(new IncidentId("inc-0"), "uid 2", "")).Refusal!.Why);
    }

    [Fact]
    public void Five_hundred_alerts_at_once_on_as_many_targets_are_as_many_incidents()
    {
        Begin();
        for (var i = 0; i < 500; i++)
            Journal.Record(Samples.Alert(EventTypes.DiskLow, "disk", $"/mnt/{i}"));
        while (Memory.Current.Incidents.OpenCount < 500)
            Journal.Accept();

        Assert.Equal(500, Memory.Current.Incidents.All.Values.Select(incident => incident.Key.Target).Distinct().Count());
    }

    private IActorRef Begin()
    {
        var (settings, shell, memory, journal, log) = (IncidentSettings.Default, Shell, Memory, Journal.Ref, Folder.Log.Reader());
        var actor = Start(() => new IncidentsActor(settings, shell, memory, journal, log));
        Settle(actor);
        return actor;
    }
}
