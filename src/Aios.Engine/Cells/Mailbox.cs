using Aios.Engine.Queues;
using Aios.Engine.Timing;
using Akka.Actor;

namespace Aios.Engine.Cells;

/// <summary>
/// The inbox of one actor and its turn to run. A turn is asked for when the first message arrives and given back when nothing is left: the
/// writer puts its message in, then looks at the turn; the runner gives the turn back, then looks for messages. Both with a full fence in
/// between, so that a message is never left lying.
/// </summary>
internal sealed class Mailbox(ActorCell cell, MessageQueue<IActorRef> queue, Dispatcher dispatcher) : IThreadPoolWorkItem
{
    private const int Idle = 0;
    private const int Scheduled = 1;
    private SystemSignal? _system;
    private Dispatcher _dispatcher = dispatcher;
    private int _turn;
    private volatile bool _closed;
    private long _refused;
    private long _since;

    public ActorCell Cell => cell;

    public MessageQueue<IActorRef> Queue => queue;

    public Dispatcher Dispatcher => _dispatcher;

    public bool IsClosed => _closed;

    /// <summary>When the present turn, or the message timed last in it, began; zero between turns. Readable from anywhere.</summary>
    public long RunningSince => Volatile.Read(ref _since);

    /// <summary>Messages that found no room.</summary>
    public long Refused => Volatile.Read(ref _refused);

    /// <param name="mustArrive">It goes in over the bound; only the end of the actor stops it.</param>
    public void Post(object message, IActorRef? sender, bool mustArrive = false)
    {
        if (message is null)
            throw new InvalidMessageException($"A message to {cell.Self} is null; send a value.");
        if (_closed)
        {
            cell.SystemImpl.ToDeadLetters(message, sender, cell.Self);
        }
        else if (
            queue.TryEnqueue(message, sender) || ((mustArrive || MustNotBeLost(message)) && queue.TryEnqueue(message, sender, force: true))
        )
        {
            AskForTurn();
        }
        else
        {
            Interlocked.Increment(ref _refused);
            cell.SystemImpl.CountRefused();
            cell.SystemImpl.ToDeadLetters(message, sender, cell.Self);
        }
    }

    public void PostSystem(SystemSignal signal)
    {
        SystemSignal? top;
        do
        {
            top = Volatile.Read(ref _system);
            signal.Next = top;
        } while (Interlocked.CompareExchange(ref _system, signal, top) != top);
        AskForTurn();
    }

    /// <summary>From now on messages become dead letters, on a thread of the default dispatcher.</summary>
    public void Close(Dispatcher afterwards)
    {
        _closed = true;
        _dispatcher = afterwards;
    }

    public void Execute()
    {
        var before = ActorCell.Current;
        ActorCell.Current = cell;
        Volatile.Write(ref _since, MachineClock.Ticks());
        try
        {
            Run();
        }
        catch (Exception fault)
        {
            cell.SystemImpl.ReportFault(fault, cell);
        }
        finally
        {
            ActorCell.Current = before;
            Volatile.Write(ref _since, 0);
            Interlocked.Exchange(ref _turn, Idle);
            if (
                Volatile.Read(ref _system) is not null
                || ((_closed || !(cell.IsSuspended || cell.IsHeld)) && (queue.HasMessages || cell.HasUnstashed))
            )
                AskForTurn();
        }
    }

    private void Run()
    {
        var start = _since;
        if (RunSystem())
            start = MachineClock.Ticks();
        if (_closed)
        {
            Drain();
            return;
        }
        var left = _dispatcher.Throughput;
        var timed = true;
        while (!cell.IsSuspended && !cell.IsHeld && cell.TryNext(out var envelope))
        {
            if (timed)
            {
                Volatile.Write(ref _since, start);
                cell.Invoke(envelope);
                var end = MachineClock.Ticks();
                timed = cell.Meter.Took(envelope.Message, end - start);
                start = end;
            }
            else
            {
                cell.Invoke(envelope);
            }
            if (Volatile.Read(ref _system) is not null)
            {
                RunSystem();
                if (_closed)
                {
                    Drain();
                    return;
                }
            }
            if (--left <= 0)
                return;
        }
    }

    /// <summary>False when there was nothing to do.</summary>
    private bool RunSystem()
    {
        var ran = false;
        while (Volatile.Read(ref _system) is not null)
        {
            ran = true;
            SystemSignal? reversed = null;
            for (var signal = Interlocked.Exchange(ref _system, null); signal is not null; )
            {
                var next = signal.Next;
                signal.Next = reversed;
                reversed = signal;
                signal = next;
            }
            while (reversed is not null)
            {
                var next = reversed.Next;
                reversed.Next = null;
                cell.InvokeSystem(reversed);
                reversed = next;
            }
        }
        return ran;
    }

    private void Drain()
    {
        while (cell.TryNext(out var envelope))
            cell.SystemImpl.ToDeadLetters(envelope.Message, envelope.Sender, cell.Self);
    }

    /// <summary>The engine's own, of which an actor can have only a few: none of them comes a second time.</summary>
    private static bool MustNotBeLost(object message) =>
        message is PoisonPill or Terminated or TimeoutTick or TimerTick { Once: true } or IMustArrive;

    private void AskForTurn()
    {
        if (Volatile.Read(ref _turn) == Idle && Interlocked.CompareExchange(ref _turn, Scheduled, Idle) == Idle)
            _dispatcher.Schedule(this);
    }
}
