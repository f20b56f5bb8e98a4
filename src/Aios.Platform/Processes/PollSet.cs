using System.Diagnostics;
using Aios.Platform.Native;

namespace Aios.Platform.Processes;

/// <summary>Descriptors to wait for, each with what to do when it is ready.</summary>
internal sealed class PollSet
{
    private Libc.PollEntry[] _entries = new Libc.PollEntry[16];
    private readonly List<Action> _actions = [];

    public void Clear() => _actions.Clear();

    /// <summary>A descriptor below 0 is left out.</summary>
    public void Add(int descriptor, short wanted, Action action)
    {
        if (descriptor < 0)
            return;
        if (_actions.Count == _entries.Length)
            Array.Resize(ref _entries, _entries.Length * 2);
        _entries[_actions.Count] = new Libc.PollEntry { Descriptor = descriptor, Wanted = wanted };
        _actions.Add(action);
    }

    /// <summary>Waits until one is ready or the stopwatch shows <paramref name="due"/>, then does what the ready ones ask for.</summary>
    public unsafe void Wait(long due)
    {
        var count = _actions.Count;
        fixed (Libc.PollEntry* entries = _entries)
        {
            if (Libc.Poll(entries, (nuint)count, Timeout(due)) <= 0)
                return;
        }
        for (var index = 0; index < count; index++)
        {
            if (_entries[index].Ready != 0)
                _actions[index]();
        }
    }

    private static int Timeout(long due)
    {
        if (due == long.MaxValue)
            return -1;
        var left = due - Stopwatch.GetTimestamp();
        return left <= 0 ? 0 : (int)Math.Min(60_000, left * 1000 / Stopwatch.Frequency + 1);
    }
}
