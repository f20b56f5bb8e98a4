using Aios.Loop.Scheduling;
using Aios.Loop.Vocabulary;
using FsCheck.Fluent;

namespace Aios.Loop.Tests.Scheduling;

/// <summary>Five slots, steps of 30 seconds, ten times more events than they can take: in virtual time.</summary>
public sealed class OverloadSpecs
{
    private const int StepMs = 30_000;
    private const int UrgentStepMs = 100;
    private const int Tick = 1_000;

    private readonly QueueModel _queue = new()
    {
        Settings = SchedulingSettings.Default with
        {
            QueueCapacity = 32,
            HandOffWindow = 4,
            BoundP2 = TimeSpan.FromMinutes(1),
            BoundP3 = TimeSpan.FromMinutes(2),
        },
    };
    private readonly Dictionary<long, (Priority Priority, long At)> _arrived = [];
    private readonly Dictionary<long, long> _began = [];
    private readonly PriorityQueue<long, long> _ends = new();

    [Fact]
    public void Every_event_is_started_or_shed_within_its_bound_and_P0_gets_its_slot_at_once() =>
        Draw.ForAll(Draw.Three(Draw.Int(1, 3), Draw.Int(0, 1_200), Draw.Int(0, 19)).ListOf(120), steps => new OverloadSpecs().Check(steps));

    [Fact]
    public void A_run_that_waited_for_a_person_has_the_whole_bound_from_then_on()
    {
        _queue.Settings = SchedulingSettings.Default with { MaxConcurrent = 3 };
        _queue.Arrive(priority: Priority.P1);
        _queue.Dispatch();
        _queue.Settle(1);
        foreach (var holder in (string[])["a", "b"])
            _queue.Ask(holder, Priority.P1);
        Assert.Equal(["a", "b"], _queue.Grant());
        _queue.Now = 3_600_000;
        _queue.Ask("approved", Priority.P1, eventSeq: 1);
        _queue.Now += 29_999;
        Assert.Empty(_queue.Expire());
        _queue.Now += 1;
        Assert.Equal(["approved"], _queue.Expire());
        Assert.Equal((0, 1L), (_queue.State.Slots.Asked.Count, _queue.State.Shed));
    }

    private void Check(IEnumerable<(int Priority, int Wait, int Luck)> steps)
    {
        var urgentUntil = 0L;
        foreach (var (priority, wait, luck) in steps)
        {
            Pass(wait);
            var isUrgent = luck == 0 && _queue.Now >= urgentUntil;
            var seq = _queue.Arrive(priority: isUrgent ? Priority.P0 : (Priority)priority).Seq;
            _arrived[seq] = (isUrgent ? Priority.P0 : (Priority)priority, _queue.Now);
            Work();
            if (!isUrgent)
                continue;
            urgentUntil = _queue.Now + UrgentStepMs;
            Assert.Equal(_queue.Now, _began.GetValueOrDefault(seq, -1));
        }
        Pass(160_000);
        Assert.Equal((0, _queue.Seq), (_queue.State.Waiting, _queue.State.Checkpoint));
        foreach (var (seq, (priority, at)) in _arrived)
        {
            var bound = (long)_queue.Settings.BoundOf(priority).TotalMilliseconds + Tick;
            var hasBegun = _began.TryGetValue(seq, out var began);
            var waited = hasBegun ? began - at : _queue.Left[seq].WaitedMs;
            Assert.True(waited <= bound, $"event {seq} of {priority} waited {waited} ms, {_queue.Left[seq]}");
            Assert.True(hasBegun || _queue.Left[seq].How is "bound" or "queue-full", $"event {seq}: {_queue.Left[seq]}");
        }
    }

    private void Pass(long ms)
    {
        for (var until = _queue.Now + ms; _queue.Now < until; )
        {
            var beat = (_queue.Now / Tick + 1) * Tick;
            var next = Math.Min(until, beat);
            _queue.Now = _ends.TryPeek(out _, out var end) ? Math.Min(next, Math.Max(end, _queue.Now)) : next;
            while (_ends.TryPeek(out var run, out var at) && at <= _queue.Now)
            {
                _ends.Dequeue();
                _queue.Release($"{run}");
            }
            if (_queue.Now == beat)
                _queue.Expire();
            Work();
        }
    }

    // The reactor answers every event at once with a run.
    private void Work()
    {
        while (_queue.Dispatch() is { Count: > 0 } dispatched)
            foreach (var seq in dispatched)
            {
                _queue.Ask($"{seq}", _arrived[seq].Priority, eventSeq: seq);
                _queue.Settle(seq);
                Grant();
            }
        Grant();
    }

    private void Grant()
    {
        foreach (var run in _queue.Grant().Select(long.Parse))
        {
            _began[run] = _queue.Now;
            _ends.Enqueue(run, _queue.Now + (_arrived[run].Priority == Priority.P0 ? UrgentStepMs : StepMs));
        }
    }
}
