using Aios.Loop.Reacting;
using Aios.Loop.Vocabulary;
using Aios.Node.Tests.Playbooks;

namespace Aios.Node.Tests.Inspection;

/// <summary>A playbook that rests, before an event that it would answer.</summary>
internal static class FakeTrial
{
    public static (Playbook Playbook, Trial Trial, Refusal? Refusal) Of(string id)
    {
        var playbook = Sample.Read(Sample.Good);
        if (id != playbook.Id.Value)
            return (null!, null!, new Refusal("playbook", id, "it is not loaded", "look again"));
        var fact = new Event
        {
            Id = new EventId("e-1"),
            Type = "resource.disk_low",
            Source = "sensor/disk",
            Timestamp = FakeViews.Start,
            Severity = Severity.Error,
            Priority = Priority.P1,
            Payload = LooseJson.Object(("sensor", "disk"), ("target", "/var"), ("pid", 42), ("start_time", 7)),
        };
        var recorded = new RecordedEvent(118, "n", 1, fact);
        var plan = PlanRules.Plan(playbook, recorded).Plan;
        return (playbook, new Trial(recorded, FakeViews.Start, plan, "it rests for another 30 s", ["severity is 2"]), null);
    }
}
