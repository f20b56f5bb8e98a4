using Aios.Loop.Surface.Verbs;

namespace Aios.Office.Live;

/// <summary>A subscription of somebody, and what became of it.</summary>
/// <param name="Stream">Null when it was refused when it was asked for.</param>
internal sealed record Follow(Subscription Asked, LiveStream? Stream, string? Why)
{
    /// <summary>Why nothing comes; null: its frames come, or will.</summary>
    public string? Refused => Why ?? Stream!.Fault;
}

/// <summary>One socket that looks. What it follows belongs to the projection; its outbox is for any thread.</summary>
internal sealed class Viewer(VerbRole role)
{
    private readonly TaskCompletionSource _ending = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Farewell? _farewell;
    private long _sendingSince = long.MaxValue;

    public VerbRole Role => role;

    public Outbox Outbox { get; } = new();

    /// <summary>Null until it said hello.</summary>
    public IReadOnlyList<Follow>? Follows { get; set; }

    public ReaderState Reader { get; set; }

    public Farewell? Farewell => Volatile.Read(ref _farewell);

    /// <summary>Completes with the first farewell.</summary>
    public Task Ending => _ending.Task;

    /// <summary>When the frame was begun that its socket has not taken yet, by the clock's timestamp; null: there is none.</summary>
    public long? SendingSince
    {
        get => Volatile.Read(ref _sendingSince) is var since and < long.MaxValue ? since : null;
        set => Volatile.Write(ref _sendingSince, value ?? long.MaxValue);
    }

    public IEnumerable<LiveStream> Streams => (Follows ?? []).Select(follow => follow.Stream).OfType<LiveStream>().Distinct();

    /// <summary>The first one counts. What waits is not sent any more.</summary>
    public void End(Farewell farewell)
    {
        if (Interlocked.CompareExchange(ref _farewell, farewell, null) is not null)
            return;
        _ending.TrySetResult();
        Outbox.Wake();
    }
}
