using Akka.Actor;
using Akka.Event;

namespace Aios.Actors.Spine;

/// <summary>Something that is wrong with the node itself and concerns more than one answer.</summary>
/// <param name="Key">The same as long as it is the same trouble.</param>
public readonly record struct Trouble(string Key, string Text);

/// <summary>
/// Looks for troubles of the node: one line in the log when one begins, one when it is over.
/// Give it a thread of its own: it is to see also that there is none left.
/// </summary>
public sealed class TroubleWatch : ReceiveActor, IWithTimers
{
    public static readonly TimeSpan Rhythm = TimeSpan.FromSeconds(2);

    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly Func<IEnumerable<Trouble>> _look;
    private Dictionary<string, string> _known = [];

    public TroubleWatch(Func<IEnumerable<Trouble>> look)
    {
        _look = look;
        Receive<Look>(_ => Compare());
    }

    public ITimerScheduler Timers { get; set; } = null!;

    protected override void PreStart() => Timers.StartPeriodicTimer("look", Look.Instance, Rhythm, Rhythm);

    private void Compare()
    {
        var now = _look().DistinctBy(trouble => trouble.Key).ToDictionary(trouble => trouble.Key, trouble => trouble.Text);
        foreach (var (key, text) in now)
            if (!_known.ContainsKey(key))
                _log.Warning("Trouble: {0}", text);
        foreach (var (key, text) in _known)
            if (!now.ContainsKey(key))
                _log.Info("Over: {0}", text);
        _known = now;
    }

    private sealed record Look
    {
        public static readonly Look Instance = new();
    }
}
