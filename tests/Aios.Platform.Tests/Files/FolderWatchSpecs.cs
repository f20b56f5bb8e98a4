using System.Threading.Channels;
using Aios.Platform.Files;

namespace Aios.Platform.Tests.Files;

public sealed class FolderWatchSpecs : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly HeldTime _time = new();
    private int _told;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_notice_is_told_once_nothing_happened_for_the_debounce_time()
    {
        using var watch = Watch();
        File.WriteAllText(_folder.Below("a.conf"), "x");

        await _time.NextArming(FolderWatch.Debounce);
        Assert.Equal(0, _told);
        _time.FireArmed(FolderWatch.Debounce);

        Assert.Equal(1, _told);
    }

    [Fact]
    public void Looking_finds_what_was_added_changed_or_deleted_and_nothing_else()
    {
        using var watch = Watch();
        var file = _folder.Below("a.conf");

        Assert.Equal(0, ToldByLooking(() => File.WriteAllText(_folder.Below("b.txt"), "x")));
        Assert.Equal(1, ToldByLooking(() => File.WriteAllText(file, "x")));
        Assert.Equal(1, ToldByLooking(() => File.SetLastWriteTimeUtc(file, DateTime.UnixEpoch)));
        Assert.Equal(0, ToldByLooking(() => { }));
        Assert.Equal(1, ToldByLooking(() => File.Delete(file)));
    }

    [Fact]
    public void A_folder_may_come_later()
    {
        using var watch = new FolderWatch(_folder.Below("later"), "*.conf", _time, () => _told++);

        Assert.Equal(1, ToldByLooking(() => Directory.CreateDirectory(_folder.Below("later"))));
        Assert.Equal(1, ToldByLooking(() => File.WriteAllText(_folder.Below("later/a.conf"), "x")));
    }

    private FolderWatch Watch() => new(_folder.Path, "*.conf", _time, () => _told++);

    private int ToldByLooking(Action change)
    {
        var before = _told;
        change();
        _time.FireArmed(FolderWatch.PollInterval);
        return _told - before;
    }

    /// <summary>Timers that fire only when a spec says so.</summary>
    private sealed class HeldTime : TimeProvider
    {
        private readonly Channel<TimeSpan> _armings = Channel.CreateUnbounded<TimeSpan>();
        private readonly List<HeldTimer> _timers = [];

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = new HeldTimer(this, callback) { Due = dueTime };
            _timers.Add(timer);
            return timer;
        }

        public async Task NextArming(TimeSpan due)
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
            while (await _armings.Reader.ReadAsync(patience.Token) != due) { }
        }

        public void FireArmed(TimeSpan due) => _timers.Single(timer => timer.Due == due).Callback(null);

        private sealed class HeldTimer(HeldTime time, TimerCallback callback) : ITimer
        {
            public TimerCallback Callback => callback;

            public TimeSpan Due { get; set; }

            public bool Change(TimeSpan dueTime, TimeSpan period)
            {
                Due = dueTime;
                return time._armings.Writer.TryWrite(dueTime);
            }

            public void Dispose() { }

            public ValueTask DisposeAsync() => default;
        }
    }
}
