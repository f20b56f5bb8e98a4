using Aios.Loop.Vocabulary;
using Aios.Office.Live;

namespace Aios.Office.Tests.Live;

public sealed class TopicsSpecs
{
    [Theory]
    [InlineData("app.started", "info", "events queue")]
    [InlineData("app.failed", "error", "overview events incidents queue")]
    [InlineData("app.recovered", "info", "overview events incidents queue")]
    [InlineData("resource.disk_low", "warn", "overview events incidents queue")]
    [InlineData("run.step-started", "info", "overview events incidents runs playbooks queue decisions")]
    [InlineData("incident.acknowledged", "info", "overview events incidents queue decisions")]
    [InlineData("approval.requested", "warn", "overview events approvals runs queue decisions")]
    [InlineData("score.updated", "info", "overview events queue decisions")]
    [InlineData("scheduler.paused", "info", "overview events queue decisions")]
    [InlineData("playbook.enabled", "info", "events playbooks queue decisions")]
    [InlineData("safety.frozen", "info", "overview events playbooks queue decisions")]
    [InlineData("node.started", "info", "overview events incidents queue")]
    public void An_event_touches_the_topics_whose_rows_it_may_have_changed(string type, string severity, string touched)
    {
        var fact = Fact(type, severity, Priority.P3);
        Assert.Equal(
            touched.Split(' ').Order(StringComparer.Ordinal),
            Topics.All.Where(topic => topic.Value.IsTouchedBy(fact)).Select(topic => topic.Key).Order(StringComparer.Ordinal)
        );
    }

    [Theory]
    [InlineData("app.started", Priority.P0, true)]
    [InlineData("app.started", Priority.P1, false)]
    [InlineData("approval.requested", Priority.P2, true)]
    [InlineData("approval.granted", Priority.P2, true)]
    [InlineData("approval.denied", Priority.P2, true)]
    [InlineData("approval.expired", Priority.P2, true)]
    [InlineData("approval.revoked", Priority.P2, true)]
    [InlineData("approval.signed", Priority.P2, false)]
    [InlineData("agent.degraded", Priority.P2, true)]
    [InlineData("agent.recovered", Priority.P2, true)]
    public void What_a_person_has_to_see_at_once_is_urgent(string type, Priority priority, bool isUrgent) =>
        Assert.Equal(isUrgent, Topics.IsUrgent(Fact(type, "info", priority)));

    private static Event Fact(string type, string severity, Priority priority)
    {
        Assert.True(Words.TryParse(severity, out Severity how));
        return new Event
        {
            Id = new EventId("e-1"),
            Type = type,
            Source = "spec",
            Timestamp = 1,
            Severity = how,
            Priority = priority,
        };
    }
}
