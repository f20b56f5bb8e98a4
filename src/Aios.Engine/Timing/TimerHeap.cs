namespace Aios.Engine.Timing;

/// <summary>Entries by due time, then by order of arrival; any entry can be taken out in logarithmic time. Not thread-safe.</summary>
internal sealed class TimerHeap
{
    private readonly List<TimerEntry> _entries = [];
    private long _order;

    public int Count => _entries.Count;

    public TimerEntry? First => _entries.Count == 0 ? null : _entries[0];

    public void Add(TimerEntry entry)
    {
        entry.Order = _order++;
        entry.Index = _entries.Count;
        _entries.Add(entry);
        Up(entry.Index);
    }

    public void Remove(TimerEntry entry)
    {
        var index = entry.Index;
        if (index < 0 || index >= _entries.Count || !ReferenceEquals(_entries[index], entry))
            return;
        entry.Index = -1;
        var last = _entries[^1];
        _entries.RemoveAt(_entries.Count - 1);
        if (ReferenceEquals(last, entry))
            return;
        Put(last, index);
        Up(index);
        Down(last.Index);
    }

    private static bool Before(TimerEntry one, TimerEntry other) => one.Due != other.Due ? one.Due < other.Due : one.Order < other.Order;

    private void Put(TimerEntry entry, int index)
    {
        _entries[index] = entry;
        entry.Index = index;
    }

    private void Up(int index)
    {
        var entry = _entries[index];
        while (index > 0 && Before(entry, _entries[(index - 1) / 2]))
        {
            Put(_entries[(index - 1) / 2], index);
            index = (index - 1) / 2;
        }
        Put(entry, index);
    }

    private void Down(int index)
    {
        var entry = _entries[index];
        while (index * 2 + 1 < _entries.Count)
        {
            var child = index * 2 + 1;
            if (child + 1 < _entries.Count && Before(_entries[child + 1], _entries[child]))
                child++;
            if (!Before(_entries[child], entry))
                break;
            Put(_entries[child], index);
            index = child;
        }
        Put(entry, index);
    }
}
