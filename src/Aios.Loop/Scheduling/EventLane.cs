using System.Collections;
using System.Collections.Immutable;

namespace Aios.Loop.Scheduling;

/// <summary>
/// The waiting events of one priority, oldest first. Both ends cost the same however many wait; what is taken out of the middle is only
/// marked, and leaves when an end comes to it.
/// </summary>
public sealed class EventLane : IReadOnlyCollection<QueuedEvent>
{
    private readonly ImmutableStack<QueuedEvent> _front;
    private readonly ImmutableStack<QueuedEvent> _back;
    private readonly int _inFront;
    private readonly int _inBack;
    private readonly ImmutableHashSet<long> _gone;

    // The tops of both stacks are never marked as gone, and neither stack is empty when two or more wait.
    private EventLane(
        ImmutableStack<QueuedEvent> front,
        int inFront,
        ImmutableStack<QueuedEvent> back,
        int inBack,
        ImmutableHashSet<long> gone
    )
    {
        (_front, _inFront, _back, _inBack, _gone) = (front, inFront, back, inBack, gone);
        Drop(ref _front, ref _inFront, ref _gone);
        Drop(ref _back, ref _inBack, ref _gone);
        if (_inFront == 0 && _inBack > 1)
            Share(ref _back, ref _inBack, ref _front, ref _inFront, ref _gone, keep: 1);
        else if (_inBack == 0 && _inFront > 1)
            Share(ref _front, ref _inFront, ref _back, ref _inBack, ref _gone, keep: (_inFront - _gone.Count + 1) / 2);
    }

    public static EventLane Empty { get; } = new([], 0, [], 0, []);

    /// <summary>Those that still wait.</summary>
    public int Count => _inFront + _inBack - _gone.Count;

    public QueuedEvent? First =>
        !_front.IsEmpty ? _front.Peek()
        : _back.IsEmpty ? null
        : _back.Peek();

    public QueuedEvent? Last =>
        !_back.IsEmpty ? _back.Peek()
        : _front.IsEmpty ? null
        : _front.Peek();

    public EventLane With(QueuedEvent entry) => new(_front, _inFront, _back.Push(entry), _inBack + 1, _gone);

    /// <exception cref="InvalidOperationException">It is neither of the ends and was taken out before.</exception>
    public EventLane Without(QueuedEvent entry) =>
        Is(_front, entry) ? new(_front.Pop(), _inFront - 1, _back, _inBack, _gone)
        : Is(_back, entry) ? new(_front, _inFront, _back.Pop(), _inBack - 1, _gone)
        : Count > 2 && !_gone.Contains(entry.Place) ? new(_front, _inFront, _back, _inBack, _gone.Add(entry.Place))
        : throw new InvalidOperationException($"event {entry.Seq} does not wait");

    public IEnumerator<QueuedEvent> GetEnumerator()
    {
        foreach (var entry in _front.Concat(_back.Reverse()))
            if (_gone.IsEmpty || !_gone.Contains(entry.Place))
                yield return entry;
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static bool Is(ImmutableStack<QueuedEvent> stack, QueuedEvent entry) => !stack.IsEmpty && stack.Peek().Place == entry.Place;

    private static void Drop(ref ImmutableStack<QueuedEvent> stack, ref int count, ref ImmutableHashSet<long> gone)
    {
        while (!gone.IsEmpty && !stack.IsEmpty && gone.Contains(stack.Peek().Place))
        {
            gone = gone.Remove(stack.Peek().Place);
            stack = stack.Pop();
            count--;
        }
    }

    /// <summary>Moves what lies below the upper <paramref name="keep"/> to the other, empty side; what is gone stays behind.</summary>
    private static void Share(
        ref ImmutableStack<QueuedEvent> from,
        ref int inFrom,
        ref ImmutableStack<QueuedEvent> to,
        ref int inTo,
        ref ImmutableHashSet<long> gone,
        int keep
    )
    {
        var left = new List<QueuedEvent>();
        foreach (var entry in from)
            if (!gone.IsEmpty && gone.Contains(entry.Place))
                gone = gone.Remove(entry.Place);
            else if (left.Count < keep)
                left.Add(entry);
            else
            {
                to = to.Push(entry);
                inTo++;
            }
        from = [];
        for (var i = left.Count - 1; i >= 0; i--)
            from = from.Push(left[i]);
        inFrom = left.Count;
    }
}
