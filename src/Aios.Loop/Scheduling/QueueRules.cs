using Aios.Loop.Vocabulary;
using static Aios.Loop.Scheduling.QueueProtocol;
using static Aios.Loop.Scheduling.SchedulingProtocol;
using IFact = Aios.Loop.Scheduling.SchedulingProtocol.IEvent;

namespace Aios.Loop.Scheduling;

/// <summary>What people may do with the queue.</summary>
public static class QueueRules
{
    /// <summary>Why it makes no sense, or null. What is to be said twice was said by somebody else before.</summary>
    public static Refusal? Refuse(SchedulingState state, ChangeStanding asked) =>
        state.Standing.Mode != asked.Mode ? null
        : asked.Mode == QueueMode.Running ? No("it runs already", "'aios queue ls' shows what waits")
        : No($"{Shown.Clean(state.Standing.By)} has said so already", "'aios queue resume' lets it go on");

    /// <summary>The waiting events that fit, in the order in which they would be answered, and how many more there are.</summary>
    public static (IReadOnlyList<QueuedEvent> Chosen, int Left) Choose(SchedulingState state, QueueFilter filter)
    {
        var fit = state.Lanes.SelectMany(lane => lane).Where(entry => filter.Holds(entry.Recorded)).ToList();
        return (fit.Count > QueueFilter.MostAtOnce ? fit[..QueueFilter.MostAtOnce] : fit, Math.Max(0, fit.Count - QueueFilter.MostAtOnce));
    }

    public static Decision<IFact> Cancel(SchedulingState state, IEnumerable<QueuedEvent> chosen, Moment now)
    {
        var time = state.TimeOf(now);
        return new Decision<IFact>([.. chosen.Select(entry => new EventCancelled(entry, time - entry.Arrived))]);
    }

    public static Decision<IFact> Stand(QueueStanding standing, Moment now) => Decision<IFact>.Of(new StandingChanged(standing, now));

    /// <summary>An event that waits, or is with the reactor, does not come back: it never went.</summary>
    public static bool MayComeBack(SchedulingState state, RecordedEvent target) =>
        !state.HandedOver.ContainsKey(target.Seq) && !state.Again.Contains(target.Seq);

    /// <summary>Events are taken from the log: while the queue stands still only as long as there is room, so that none is shed for that.</summary>
    public static bool MayAdmit(SchedulingState state, SchedulingSettings settings) => !state.Standing.IsHalted || HasRoom(state, settings);

    public static bool HasRoom(SchedulingState state, SchedulingSettings settings) => state.Waiting < settings.QueueCapacity;

    private static Refusal No(string why, string remedy) => new("queue", "standing", why, remedy);
}
