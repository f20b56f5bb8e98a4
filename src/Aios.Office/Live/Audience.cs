using Aios.Loop.Conditions;

namespace Aios.Office.Live;

/// <summary>Everybody who looks, and what each is sent. Belongs to the projection, which calls it under its lock.</summary>
/// <param name="open">The stream of a key, new or known; null: there are too many.</param>
internal sealed class Audience(
    LiveLimits limits,
    string boot,
    TimeProvider clock,
    Func<long> now,
    Func<StreamKey, Condition?, LiveStream?> open
)
{
    private readonly HashSet<Viewer> _viewers = [];

    public int Count => _viewers.Count;

    public bool IsEmpty => _viewers.Count == 0;

    /// <returns>False when there are too many.</returns>
    public bool Enter(Viewer viewer) => _viewers.Count < limits.Viewers && _viewers.Add(viewer);

    public void Leave(Viewer viewer)
    {
        _viewers.Remove(viewer);
        foreach (var stream in viewer.Streams)
            stream.Leave(viewer, now());
        viewer.Follows = null;
        viewer.Outbox.Close();
    }

    public void Greet(Viewer viewer, Hello hello)
    {
        viewer.Reader = ReaderRules.Greet(viewer.Reader, now());
        var before = viewer.Streams.ToHashSet();
        viewer.Follows = [.. hello.Subscriptions.Select((asked, at) => Answer(viewer, asked, at))];
        foreach (var stream in before.Except(viewer.Streams))
            stream.Leave(viewer, now());
        var isRoomy = Tell(viewer);
        foreach (var stream in viewer.Streams.ToList())
        {
            var resumes = viewer.Follows.Where(follow => follow.Stream == stream).Select(follow => follow.Asked.Resume).ToList();
            var isKept = before.Contains(stream) && resumes.All(resume => resume?.Epoch == boot && resume.Stream == stream.Name);
            // Whoever followed it on this very socket has been sent all of it, or is owed it.
            if (!isKept)
                isRoomy = Start(viewer, stream, resumes) && isRoomy;
        }
        if (!isRoomy)
            Relieve([viewer]);
    }

    /// <summary>Sends the snapshot of one stream that the viewer is owed; false when it is owed none that there is.</summary>
    public bool Pay(Viewer viewer)
    {
        if (viewer.Streams.FirstOrDefault(stream => stream.CanShow && stream.Owed.Contains(viewer)) is not { } stream)
            return false;
        if (!Pay(viewer, stream))
            Relieve([viewer]);
        return true;
    }

    /// <summary>The stream can be shown now, and could not before.</summary>
    public void Pay(LiveStream stream) => Relieve([.. stream.Owed.ToList().Where(viewer => !Pay(viewer, stream))]);

    /// <summary>Whether the stream can be shown has changed: all who follow it hear why.</summary>
    public void Tell(LiveStream stream)
    {
        List<Viewer> all = [.. stream.Viewers, .. stream.Owed];
        foreach (var viewer in all)
            stream.Take(viewer, isOwed: true);
        Relieve([.. all.Where(viewer => !Tell(viewer))]);
    }

    public void Beat()
    {
        foreach (var viewer in _viewers.Where(IsStuck))
            viewer.End(Farewell.TooSlow);
        List<Viewer> full = [];
        foreach (var viewer in _viewers.Where(viewer => viewer.Follows is not null))
        {
            var sent = viewer.Streams.Where(stream => stream.Viewers.Contains(viewer)).Select(stream => (stream.Name, stream.Seq));
            if (!Put(viewer, Frames.Beat(boot, clock.GetUtcNow(), sent)))
                full.Add(viewer);
        }
        Relieve(full);
    }

    /// <summary>Their outboxes are full.</summary>
    public void Relieve(IEnumerable<Viewer> full)
    {
        foreach (var viewer in full)
        {
            (viewer.Reader, var relief) = ReaderRules.Full(viewer.Reader, now());
            if (relief == Relief.Goodbye)
            {
                viewer.End(Farewell.TooSlow);
                continue;
            }
            viewer.Outbox.Clear();
            if (relief == Relief.SlowGroup)
                viewer.Follows = [.. viewer.Follows!.Select(follow => follow with { Stream = SlowOf(viewer, follow.Stream) })];
            foreach (var stream in viewer.Streams)
                stream.Take(viewer, isOwed: true);
            Tell(viewer);
        }
    }

    // Its side of the connection is there and takes nothing, not even a ping.
    private bool IsStuck(Viewer viewer) => viewer.SendingSince is { } since && clock.GetElapsedTime(since) > limits.PongWithin;

    private Follow Answer(Viewer viewer, Subscription asked, int at)
    {
        if (at >= limits.Subscriptions)
            return new Follow(asked, null, $"a socket has at most {limits.Subscriptions} subscriptions");
        var (key, condition, refused) = StreamKey.Of(asked, viewer.Role, viewer.Reader.IsSlow);
        if (key is null)
            return new Follow(asked, null, refused);
        return open(key, condition) is { } stream
            ? new Follow(asked, stream, null)
            : new Follow(asked, null, $"all viewers together have {limits.Streams} different filters already, the most there may be");
    }

    private LiveStream? SlowOf(Viewer viewer, LiveStream? stream)
    {
        if (stream is not { Key.IsSlow: false } || open(stream.Key with { IsSlow = true }, stream.Filter) is not { } slow)
            return stream;
        stream.Leave(viewer, now());
        return slow;
    }

    private bool Start(Viewer viewer, LiveStream stream, IReadOnlyList<Resume?> resumes)
    {
        // Of several that ask for the same, the one that has least.
        var missed = resumes.Contains(null) ? null : stream.Since(resumes.MinBy(resume => resume!.Seq));
        if (missed is null || !viewer.Outbox.HasRoom(missed))
        {
            stream.Take(viewer, isOwed: true);
            return !stream.CanShow || Pay(viewer, stream);
        }
        stream.Take(viewer, isOwed: false);
        return missed.All(frame => viewer.Outbox.Put(frame));
    }

    private bool Pay(Viewer viewer, LiveStream stream)
    {
        stream.Take(viewer, isOwed: false);
        return viewer.Outbox.Put(stream.Snapshot(clock.GetUtcNow()));
    }

    private bool Tell(Viewer viewer) => Put(viewer, Frames.Ready(boot, limits.Beat, viewer.Role, viewer.Follows!));

    private static bool Put(Viewer viewer, Frame frame)
    {
        var hasRoom = viewer.Outbox.Put(frame, isOfStream: false);
        frame.LetGo();
        return hasRoom;
    }
}
