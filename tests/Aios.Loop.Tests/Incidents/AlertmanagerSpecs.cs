using Aios.Loop.Effects;
using Aios.Loop.Incidents;
using Aios.Loop.Vocabulary;
using static Aios.Loop.Incidents.IncidentsProtocol;

namespace Aios.Loop.Tests.Incidents;

public sealed class AlertmanagerSpecs
{
    private const long Day = 24 * 3_600_000;

    private readonly IncidentLog _log = new();

    [Theory]
    [InlineData(Severity.Critical, EventTypes.AlertmanagerSource, true)]
    [InlineData(Severity.Warn, EventTypes.AlertmanagerSource, true)]
    [InlineData(Severity.Info, EventTypes.AlertmanagerSource, false)]
    [InlineData(Severity.Warn, "cli", false)]
    public void An_alert_from_a_warning_on_is_a_sign(Severity severity, string source, bool isSign)
    {
        Alert(EventTypes.AlertFiring, severity, source: source);
        Assert.Equal(isSign, _log.Say().Count == 1);
    }

    [Fact]
    public void Resolved_closes_what_firing_opened_and_nothing_else()
    {
        Alert(EventTypes.AlertFiring);
        Alert(EventTypes.AlertFiring, target: "other");
        _log.Say();
        Alert(EventTypes.AlertResolved, Severity.Info);
        var resolved = Assert.IsType<Resolved>(Assert.Single(_log.Say()));
        Assert.Equal((ResolvedBy.Event, "alertmanager.resolved from http/alertmanager"), (resolved.By, resolved.Why));
        Assert.Equal("other", Assert.Single(_log.State.Open).Key.Target);
    }

    [Fact]
    public void Resolved_that_was_heard_before_anything_was_said_opens_and_closes_it_and_alone_it_says_nothing()
    {
        Alert(EventTypes.AlertFiring);
        Alert(EventTypes.AlertResolved, Severity.Info);
        Assert.Equal([typeof(Opened), typeof(Resolved)], _log.Say().Select(said => said.GetType()));
        Alert(EventTypes.AlertResolved, Severity.Info, target: "never heard of");
        Assert.Empty(_log.Say());
    }

    [Fact]
    public void Neither_a_verified_run_nor_anybody_else_closes_what_still_fires()
    {
        var alert = Alert(EventTypes.AlertFiring);
        _log.Say();
        _log.Run(alert.Seq, RunPhase.Planned);
        _log.Run(alert.Seq, RunPhase.Verified);
        Alert(EventTypes.AlertResolved, Severity.Info, source: "cli");
        Assert.Empty(_log.Say());
    }

    [Fact]
    public void It_stays_open_over_a_day_of_silence_and_is_given_up_after_two()
    {
        Alert(EventTypes.AlertFiring);
        _log.Say();
        _log.Now += 2 * Day - 1;
        Assert.Empty(_log.SayQuiet());
        _log.Now++;
        var resolved = Assert.IsType<Resolved>(Assert.Single(_log.SayQuiet()));
        Assert.Equal(ResolvedBy.Quiet, resolved.By);
    }

    [Fact]
    public void A_start_knows_the_same()
    {
        Alert(EventTypes.AlertFiring);
        _log.Say();
        Alert(EventTypes.AlertResolved, Severity.Info);
        Assert.Equal(IncidentLog.Shown(_log.State), IncidentLog.Shown(_log.Refold()));
        Assert.Single(_log.State.Ended);
    }

    private RecordedEvent Alert(
        string type,
        Severity severity = Severity.Critical,
        string target = "DiskFull/web-1/1a30",
        string source = EventTypes.AlertmanagerSource
    ) => _log.Record(type, severity, source, $$"""{"target":"{{target}}","key":"{{target}}"}""");
}
