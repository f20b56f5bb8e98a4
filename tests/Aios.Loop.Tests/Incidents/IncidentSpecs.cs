using Aios.Loop.Effects;
using Aios.Loop.Incidents;
using Aios.Loop.Vocabulary;
using static Aios.Loop.Incidents.IncidentsProtocol;

namespace Aios.Loop.Tests.Incidents;

public sealed class IncidentSpecs
{
    private readonly IncidentLog _log = new();

    [Theory]
    [InlineData("resource.disk_low", Severity.Warn, true)]
    [InlineData("resource.disk_low", Severity.Info, false)]
    [InlineData("resource.threshold_candidate", Severity.Info, false)]
    [InlineData("resource.recovered", Severity.Error, false)]
    [InlineData("agent.error", Severity.Info, true)]
    [InlineData("agent.started", Severity.Warn, false)]
    [InlineData("sensor.unhealthy", Severity.Warn, true)]
    [InlineData("sensor.port.down", Severity.Warn, true)]
    [InlineData("score.degraded", Severity.Warn, true)]
    [InlineData("node.crashed", Severity.Error, true)]
    [InlineData("app.broken", Severity.Error, true)]
    [InlineData("app.broken", Severity.Warn, false)]
    [InlineData("run.stuck", Severity.Error, false)]
    [InlineData("scheduler.queue_full", Severity.Critical, false)]
    public void A_sign_is_what_the_table_says(string type, Severity severity, bool isSign)
    {
        _log.Record(type, severity);
        Assert.Equal(isSign, _log.State.Unsaid.Count == 1);
    }

    [Fact]
    public void Imported_history_is_no_sign_of_anything()
    {
        _log.Record("app.broken", Severity.Critical, "import/old");
        Assert.Empty(_log.State.Unsaid);
    }

    [Fact]
    public void It_opens_joins_is_looked_after_and_ends_with_its_sensor()
    {
        _log.Sensed("resource.threshold_candidate", Severity.Info);
        _log.Now += 10_000;
        _log.Sensed("resource.disk_low");
        _log.Now += 5;
        var opened = Assert.IsType<Opened>(Assert.Single(_log.Say()));
        Assert.Equal((new IncidentKey("resource", "disk//"), 10_005), (opened.Key, _log.Only.DetectMs));
        _log.Sensed("resource.disk_low", Severity.Critical);
        Assert.Empty(_log.Say());
        _log.Put(new Acknowledged(opened.Id, "uid 1000", "on it", _log.Now));
        Assert.Equal(
            (IncidentPhase.Acknowledged, 2, Severity.Critical),
            (_log.Only.Phase, _log.Only.Evidence.Count, _log.Only.Evidence.Severity)
        );
        _log.Now += 60_000;
        _log.Sensed("resource.recovered", Severity.Info);
        var resolved = Assert.IsType<Resolved>(Assert.Single(_log.Say()));
        Assert.Equal((ResolvedBy.Event, "resource.recovered from sensor/disk"), (resolved.By, resolved.Why));
        Assert.Equal((IncidentPhase.Resolved, 60_000L, 0), (_log.Only.Phase, _log.Only.RecoverMs, _log.State.OpenCount));
    }

    [Theory]
    [InlineData("sensor.port.down", "resource.recovered", "sensor.port.down")]
    [InlineData("sensor.process.stopped", "sensor.process.started", null)]
    [InlineData("sensor.unhealthy", "sensor.recovered", null)]
    public void Whatever_a_sensor_finds_ends_when_it_says_so(string type, string end, string? of)
    {
        _log.Record(type, Severity.Error, "sensor/x", """{"sensor":"x","target":"y"}""");
        _log.Say();
        Assert.True(_log.Only.Evidence.IsSensed);
        _log.Record(
            end,
            Severity.Info,
            "sensor/x",
            of is null ? """{"sensor":"x","target":"y"}""" : $$"""{"sensor":"x","target":"y","of":"{{of}}"}"""
        );
        Assert.IsType<Resolved>(Assert.Single(_log.Say()));
    }

    [Fact]
    public void That_a_sensor_cannot_read_is_another_trouble_than_what_it_reads()
    {
        _log.Record("sensor.port.down", Severity.Error, "sensor/port", """{"sensor":"port","target":"y"}""");
        _log.Record("sensor.unhealthy", Severity.Warn, "sensor/port", """{"sensor":"port","target":"y"}""");
        _log.Say();
        Assert.Equal(2, _log.State.OpenCount);
    }

    [Fact]
    public void What_a_sensor_says_nobody_else_takes_back()
    {
        var alert = _log.Sensed("resource.disk_low");
        _log.Say();
        _log.Record("resource.recovered", Severity.Info, "cli", """{"sensor":"disk","target":"/"}""");
        _log.Run(alert.Seq, RunPhase.Planned);
        _log.Run(alert.Seq, RunPhase.Verified);
        _log.Now += 100_000_000;
        Assert.Empty(_log.Say());
        Assert.Empty(_log.SayQuiet());
        Assert.Equal(RunPhase.Verified, _log.Only.Evidence.Runs.Single().Phase);
    }

    [Fact]
    public void A_verified_run_ends_what_no_sensor_stands_behind()
    {
        var broken = _log.Record();
        _log.Run(broken.Seq, RunPhase.Planned);
        _log.Say();
        Assert.Equal(RunPhase.Planned, _log.Only.Evidence.Runs.Single().Phase);
        _log.Run(broken.Seq, RunPhase.Verified);
        var resolved = Assert.IsType<Resolved>(Assert.Single(_log.Say()));
        Assert.Equal((ResolvedBy.Run, "run fix-it-1 was verified: it works"), (resolved.By, resolved.Why));
    }

    [Fact]
    public void A_run_that_only_told_people_ends_nothing()
    {
        var broken = _log.Record();
        _log.Say();
        _log.Run(broken.Seq, RunPhase.Verified, verifies: false);
        Assert.Empty(_log.Say());
    }

    [Fact]
    public void A_sign_after_the_verdict_keeps_it_open()
    {
        var broken = _log.Record();
        _log.Say();
        _log.Run(broken.Seq, RunPhase.Planned);
        _log.Run(broken.Seq, RunPhase.Verified);
        _log.Record();
        Assert.Empty(_log.Say());
        Assert.Equal(1, _log.State.OpenCount);
    }

    [Fact]
    public void Silence_ends_it_but_not_while_a_run_goes_on()
    {
        var broken = _log.Record();
        _log.Say();
        _log.Run(broken.Seq, RunPhase.Running);
        _log.Now += 1_800_000;
        Assert.Empty(_log.SayQuiet());
        _log.Run(broken.Seq, RunPhase.Stuck);
        Assert.Equal(ResolvedBy.Quiet, Assert.IsType<Resolved>(Assert.Single(_log.SayQuiet())).By);
    }

    [Fact]
    public void A_time_far_ahead_does_not_keep_it_open_for_ever()
    {
        _log.Record(at: _log.Now + 9_000_000_000);
        _log.Say();
        _log.Now += 1_800_000;
        Assert.Single(_log.SayQuiet());
    }

    [Fact]
    public void An_event_that_says_resolved_ends_it_and_one_that_is_older_does_not()
    {
        var early = _log.Record("app.web", Severity.Info, payload: """{"status":"resolved"}""");
        _log.Record("app.web");
        _log.Say();
        Assert.Empty(IncidentsRules.DecideSaid(_log.State, early, _log.Now).Events);
        var late = _log.Record("app.web", Severity.Error, payload: """{"status":"resolved"}""");
        Assert.IsType<Resolved>(Assert.Single(IncidentsRules.DecideSaid(_log.State, late, _log.Now).Events));
    }

    [Theory]
    [InlineData(299_999, 1)]
    [InlineData(300_000, 2)]
    public void The_same_trouble_soon_after_its_end_is_the_same_incident(long after, int incidents)
    {
        _log.Sensed("resource.disk_low");
        var id = Assert.IsType<Opened>(Assert.Single(_log.Say())).Id;
        _log.Put(new Acknowledged(id, "uid 1000", "", _log.Now));
        _log.Sensed("resource.recovered", Severity.Info);
        _log.Say();
        _log.Now += after;
        _log.Sensed("resource.disk_low");
        _log.Say();
        Assert.Equal((incidents, 1), (_log.State.All.Count, _log.State.OpenCount));
        Assert.Equal(
            incidents == 1 ? (1, IncidentPhase.Acknowledged, 2L) : (0, IncidentPhase.Resolved, 1L),
            _log.State.All[id] is var first ? (first.Reopenings, first.Phase, first.Evidence.Count) : default
        );
    }

    [Fact]
    public void A_sign_that_comes_while_the_end_is_being_said_opens_it_again()
    {
        _log.Record();
        _log.Say();
        _log.Now += 1_800_000;
        var said = IncidentsRules.DecideQuiet(_log.State, IncidentSettings.Default, _log.Now).Events.Single();
        _log.Record();
        _log.Put(said);
        Assert.IsType<Reopened>(Assert.Single(_log.Say()));
        Assert.Equal((IncidentPhase.Open, 2L), (_log.Only.Phase, _log.Only.Evidence.Count));
    }

    [Theory]
    [InlineData(3_600_000, 1)]
    [InlineData(3_600_001, 0)]
    public void What_was_over_long_before_anybody_spoke_of_incidents_is_history(long after, int incidents)
    {
        _log.Sensed("resource.disk_low");
        _log.Sensed("resource.recovered", Severity.Info);
        _log.Now += after;
        Assert.Equal(incidents, IncidentsRules.Decide(_log.State, IncidentSettings.Default, _log.Now).Events.Count);
        _log.Record("node.started", Severity.Info, "aios/node");
        Assert.Equal(incidents, _log.State.Unsaid.Count);
    }

    [Fact]
    public void A_crash_of_the_node_is_over_when_it_has_started()
    {
        _log.Record("node.crashed", Severity.Error, "aios/node");
        _log.Record("node.started", Severity.Info, "aios/node");
        Assert.Equal(["Opened", "Resolved"], _log.Say().Select(fact => fact.GetType().Name));
    }

    [Fact]
    public void Saying_something_twice_changes_nothing()
    {
        _log.Sensed("resource.disk_low");
        _log.Sensed("resource.recovered", Severity.Info);
        var once = _log.Say();
        var before = IncidentLog.Shown(_log.State);
        once.ForEach(_log.Put);
        Assert.Equal(before, IncidentLog.Shown(_log.State));
    }

    [Theory]
    [InlineData(true, 500)]
    [InlineData(false, 1)]
    public void As_many_incidents_as_targets(bool isEachItsOwn, int incidents)
    {
        for (var i = 0; i < 500; i++)
            _log.Sensed("resource.disk_low", target: isEachItsOwn ? $"/mnt/{i}" : "/");
        Assert.Equal(incidents, _log.Say().OfType<Opened>().Select(opened => opened.Id).Distinct().Count());
        Assert.Equal((incidents, 500), (_log.State.OpenCount, (int)_log.State.All.Values.Sum(incident => incident.Evidence.Count)));
    }

    [Fact]
    public void No_more_than_allowed_go_on_and_no_more_than_allowed_are_kept()
    {
        for (var i = 0; i < IncidentsState.MostOpen + 7; i++)
            _log.Record(payload: $$"""{"target":"t{{i}}"}""");
        _log.Say();
        Assert.Equal((IncidentsState.MostOpen, 7), (_log.State.OpenCount, (int)_log.State.LeftOut));
        _log.Now += 3_600_000;
        while (_log.SayQuiet().Count > 0) { }
        Assert.Equal((0, IncidentsState.ResolvedKept), (_log.State.OpenCount, _log.State.All.Count));
        Assert.Equal(IncidentsState.ResolvedKept, _log.State.All.Values.Count(incident => _log.State.Of(incident.Key) == incident));
    }

    [Theory]
    [InlineData("inc-0", "it is not known")]
    [InlineData(null, "uid 1 looks after it already")]
    public void An_acknowledgement_that_changes_nothing_is_refused(string? id, string why)
    {
        _log.Record();
        _log.Say();
        _log.Put(new Acknowledged(_log.Only.Id, "uid 1", "", _log.Now));
        var decision = IncidentsRules.Acknowledge(
            _log.State,
            new AcknowledgeIncident(id is null ? _log.Only.Id : new IncidentId(id), "uid 2", ""),
            _log.Now
        );
        Assert.Equal(why, decision.Refusal!.Why);
    }

    [Fact]
    public void Settings_name_all_their_faults() =>
        Assert.Equal(
            ["p.quiet (30s) must be between 1m and 168h", "p.flap (48h) must be between 0s and 24h"],
            new IncidentSettings(TimeSpan.FromSeconds(30), TimeSpan.FromHours(48)).Validate("p").Select(fault => $"{fault}")
        );
}
