using System.Diagnostics;
using System.Text;
using Aios.Platform.Machine;
using Aios.Platform.Native;

namespace Aios.Platform.Processes;

/// <summary>
/// One child from start to end. Running → (time-out or stop) Ending by TERM → Killing → ended, not reaped → Draining its pipes, killing what
/// is left of its tree → reaped. All but the two requests and the killing happens on the watching thread.
/// </summary>
/// <param name="killTree">Kills on another thread, one tree after the other.</param>
internal sealed class ChildRun(ChildSpec spec, Action<int, string, Action<int>> killTree, string mark)
{
    private static readonly TimeSpan DrainLimit = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan KillLimit = TimeSpan.FromSeconds(1);

    private readonly TaskCompletionSource<ChildResult> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<ProcessIdentity?> _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CapturedOutput _output = new(spec.KeptOutputBytes);
    private readonly CapturedOutput _errors = new(spec.KeptOutputBytes);
    private readonly byte[] _input = Encoding.UTF8.GetBytes(spec.Input ?? "");
    private readonly long _began = Stopwatch.GetTimestamp();
    private Spawned? _child;
    private Phase _phase;
    private long _due = long.MaxValue;
    private int _written;
    private volatile bool _stopped;
    private bool _timedOut;
    private bool _ended;
    private int _leftovers;

    private enum Phase
    {
        Running,
        Ending,
        Killing,
        Draining,
        Sweeping,
        Over,
    }

    public ChildSpec Spec => spec;

    public string Mark => mark;

    public Task<ChildResult> Completion => _completion.Task;

    public Task<ProcessIdentity?> Process => _started.Task;

    /// <summary>Null until it runs.</summary>
    public ProcessIdentity? Identity => _started.Task.IsCompletedSuccessfully ? _started.Task.Result : null;

    public bool IsOver => _phase == Phase.Over;

    /// <summary>Stopwatch time of the next thing to do when nothing happens.</summary>
    public long Due => _stopped && _phase == Phase.Running ? 0 : _due;

    /// <summary>On the starting thread, before the watching thread knows of it.</summary>
    public void Started(Spawned child)
    {
        _child = child;
        _started.TrySetResult(ProcessIdentity.Of(child.Pid));
        if (spec.Timeout is { } timeout)
            _due = Stopwatch.GetTimestamp() + Ticks(timeout);
    }

    public void NotStarted(ChildEnd end, string fault)
    {
        _phase = Phase.Over;
        _started.TrySetResult(null);
        _completion.TrySetResult(new ChildResult(end, null, null, fault, _output, _errors, Stopwatch.GetElapsedTime(_began), null, 0));
    }

    /// <summary>On any thread; the watching thread has to be woken.</summary>
    public void Stop() => _stopped = true;

    public void AddTo(PollSet poll)
    {
        if (_phase < Phase.Draining)
            poll.Add(_child!.Pidfd, Libc.PollIn, ExitSeen);
        poll.Add(_child!.Output, Libc.PollIn, ReadOutput);
        poll.Add(_child.Errors, Libc.PollIn, ReadErrors);
        poll.Add(_child.Input, Libc.PollOut, WriteInput);
    }

    private void ExitSeen() => (_phase, _due) = (Phase.Draining, Stopwatch.GetTimestamp() + Ticks(DrainLimit));

    private void ReadOutput() => _child!.Output = ChildPipe.Read(_child.Output, _output);

    private void ReadErrors() => _child!.Errors = ChildPipe.Read(_child.Errors, _errors);

    private void WriteInput() => _child!.Input = ChildPipe.Write(_child.Input, _input, ref _written);

    /// <summary>What time alone brings about, and the end.</summary>
    public void Advance(long now)
    {
        if (_phase == Phase.Draining && (now >= _due || (_child!.Output < 0 && _child.Errors < 0)))
            Sweep();
        else if (now < Due)
            return;
        else if (_phase == Phase.Running)
            AskToEnd();
        else if (_phase == Phase.Ending)
            KillTree(now);
        else if (_phase == Phase.Killing)
            End(ChildEnd.StillRunning, null);
    }

    private void AskToEnd()
    {
        (_timedOut, _ended) = (!_stopped, true);
        (_phase, _due) = (Phase.Ending, Stopwatch.GetTimestamp() + Ticks(spec.Grace));
        _ = Libc.Kill(-_child!.Pid, Signal.Term.Number);
        _ = Libc.Kill(-_child.Pid, Signal.Cont.Number);
    }

    private void KillTree(long now)
    {
        (_phase, _due) = (Phase.Killing, now + Ticks(KillLimit));
        killTree(_child!.Pid, mark, killed => _leftovers += killed);
    }

    private void Sweep()
    {
        (_phase, _due) = (Phase.Sweeping, long.MaxValue);
        if (!_ended && spec.LeavesTree)
            Finish();
        else
            killTree(
                _child!.Pid,
                mark,
                killed =>
                {
                    _leftovers += killed;
                    Finish();
                }
            );
    }

    private void Finish()
    {
        ReadOutput();
        ReadErrors();
        var status = Reap();
        var signal = status & 0x7F;
        var end =
            _timedOut ? ChildEnd.TimedOut
            : _ended ? ChildEnd.Stopped
            : signal == 0 ? ChildEnd.Exited
            : ChildEnd.Signalled;
        End(end, status);
    }

    private unsafe int? Reap()
    {
        int status;
        while (true)
        {
            var reaped = Libc.WaitPid(_child!.Pid, &status, Libc.NoHang);
            if (reaped == _child.Pid)
                return status;
            // Somebody who ignores SIGCHLD made the kernel reap it: how it ended is not known.
            if (reaped == 0 || Libc.LastError != Libc.Eintr)
                return null;
        }
    }

    private void End(ChildEnd end, int? status)
    {
        _phase = Phase.Over;
        _due = long.MaxValue;
        _child!.Close();
        var signal = status & 0x7F;
        var code = signal == 0 ? (status >> 8) & 0xFF : null;
        var elapsed = Stopwatch.GetElapsedTime(_began);
        _completion.TrySetResult(
            new ChildResult(end, code, signal > 0 ? signal : null, "", _output, _errors, elapsed, Identity, _leftovers)
        );
    }

    private static long Ticks(TimeSpan time) => (long)(time.TotalSeconds * Stopwatch.Frequency);
}
