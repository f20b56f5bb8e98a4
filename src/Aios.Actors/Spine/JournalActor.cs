using Aios.Actors.Wire;
using Aios.Journal.Log;
using Aios.Loop.Vocabulary;
using Akka.Actor;
using Akka.Event;
using static Aios.Actors.Spine.JournalProtocol;

namespace Aios.Actors.Spine;

/// <summary>Appends, waits for the sync, remembers, publishes, answers: in that order, in the order of the log.</summary>
public sealed class JournalActor : ReceiveActor, IWithTimers
{
    /// <summary>Refusals of a full queue are told once and then counted for so long.</summary>
    public static readonly TimeSpan CountsFor = TimeSpan.FromSeconds(10);

    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly EventLog _events;
    private readonly Memory _memory;
    private bool _unwell;
    private long _refused;
    private Append? _last;

    public JournalActor(EventLog events, Memory memory)
    {
        (_events, _memory) = (events, memory);
        Receive<Append>(Start);
        Receive<Finished>(Finish);
        Receive<TellCount>(_ => Count());
        Receive<GetJournalHealth>(_ =>
            Sender.Tell(new JournalHealth(_events.SyncedSeq, _events.QueuedRecords, _events.Syncs, _events.Trouble?.Reason))
        );
    }

    public ITimerScheduler Timers { get; set; } = null!;

    private void Start(Append append)
    {
        var (self, asker) = (Self, Sender);
        if (_last is not null)
        {
            asker.TellSurely(new AppendFailed("the node stops", "The next start goes on with it.", IsRetryable: true, append.Tag), Self);
            return;
        }
        foreach (var fact in append.Events)
            if (EventRules.Check(fact) is { } refusal)
            {
                asker.TellSurely(new AppendFailed(refusal.ToString(), refusal.Remedy, IsRetryable: false, append.Tag), Self);
                return;
            }
        if (append.IsLast)
            _last = append;
        // Called on the writer's thread after the sync, in order: a tell keeps that order. Lost, the records would be on disk and known to nobody.
        _events.Append(append.Events, result => self.TellSurely(new Finished(result, append, asker), ActorRefs.NoSender));
    }

    private void Finish(Finished done)
    {
        if (done.Result is not AppendResult.Stored stored)
        {
            var refusal = ((AppendResult.Refused)done.Result).Refusal;
            Tell(refusal);
            if (ReferenceEquals(done.Append, _last))
                _last = null;
            done.Asker.TellSurely(
                new AppendFailed(refusal.Reason, refusal.Remedy, refusal is LogUnavailable or LogQueueFull, done.Append.Tag)
                {
                    RetryAfter = (refusal as LogUnavailable)?.RetryAfter,
                },
                Self
            );
            return;
        }
        if (_unwell && _events.Trouble is null)
        {
            _log.Info("The event log works again.");
            _unwell = false;
        }
        for (var i = 0; i < stored.Records.Count; i++)
        {
            if (stored.Duplicates.Contains(i))
                continue;
            var record = stored.Records[i];
            _memory.Write(_memory.Current.Apply(record));
            if (RunCodec.IsEnd(record.Event) && _memory.Current.Find(RunCodec.RunOf(record.Event)) is { IsOver: true } over)
                _memory.Runs.Add(over);
            Context.System.EventStream.Publish(record);
            _events.Subscriptions.Publish(record);
        }
        done.Asker.TellSurely(new Appended(stored.Records, stored.Duplicates, done.Append.Tag), Self);
    }

    // One line when it begins: whoever floods the log must not flood the log for people too.
    private void Tell(LogRefusal refusal)
    {
        var isFirst = refusal is LogUnavailable ? !_unwell : _refused++ == 0;
        if (isFirst)
            _log.Error("The event log refuses: {0}", refusal);
        if (refusal is LogUnavailable)
            _unwell = true;
        else if (isFirst)
            Timers.StartSingleTimer("count", TellCount.Instance, CountsFor);
    }

    private void Count()
    {
        if (_refused > 1)
            _log.Warning("The event log refused {0} more appends within {1} s.", _refused - 1, CountsFor.TotalSeconds);
        _refused = 0;
    }

    private sealed record TellCount
    {
        public static readonly TellCount Instance = new();
    }

    private sealed record Finished(AppendResult Result, Append Append, IActorRef Asker);
}
