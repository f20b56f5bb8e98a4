using Aios.Loop.Vocabulary;

namespace Aios.Loop.Scheduling;

/// <summary>What people say to the queue, and what it answers once that is on record.</summary>
public static class QueueProtocol
{
    public interface ICommand;

    public interface IReply;

    /// <summary>Stop, or go on.</summary>
    /// <param name="By">Who says it, for the record.</param>
    public sealed record ChangeStanding(QueueMode Mode, string Reason, string By) : ICommand;

    /// <summary>Take waiting events out of the queue, at most <see cref="QueueFilter.MostAtOnce"/>.</summary>
    /// <param name="IsDry">Only say which.</param>
    public sealed record CancelEvents(QueueFilter Filter, string Reason, string By, bool IsDry) : ICommand;

    /// <summary>Events that were shed or cancelled come back.</summary>
    /// <param name="Left">So many more that fit were not named.</param>
    public sealed record RequeueEvents(IReadOnlyList<RecordedEvent> Events, string Reason, string By, int Left = 0) : ICommand;

    public sealed record Stands(QueueStanding Standing, int StepsRunning, int Waiting) : IReply;

    /// <param name="IsDone">It has happened, and is on record; else it would.</param>
    /// <param name="Left">So many more fit.</param>
    public sealed record Chosen(IReadOnlyList<RecordedEvent> Events, int Left, bool IsDone) : IReply;

    public sealed record Refused(Refusal Refusal) : IReply;
}
