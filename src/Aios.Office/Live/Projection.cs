using System.Security.Cryptography;
using Aios.Loop.Conditions;
using Aios.Loop.Reacting;
using Aios.Loop.Vocabulary;

namespace Aios.Office.Live;

/// <summary>
/// The one look at the node for all who look at the office: hears its events while anybody follows a stream, has the rows read that they
/// say may have changed, and sends each stream's changes to those who follow it. It works in turns, at most one in 33 ms, so that a
/// thousand events wake it once. With no stream it hears nothing and no timer runs.
/// </summary>
internal sealed class Projection : IDisposable
{
    private readonly Lock _gate = new();
    private readonly OfficeHost _host;
    private readonly LiveLimits _limits;
    private readonly Inbox _inbox = new();
    private readonly Alarm _alarm;
    private readonly Audience _audience;
    private readonly Dictionary<StreamKey, LiveStream> _streams = [];
    private readonly CancellationTokenSource _over = new();
    private readonly long _began;
    private IDisposable? _following;
    private long _named;
    private long _turnedAt;
    private long _beatAt;

    public Projection(OfficeHost host, LiveLimits limits)
    {
        (_host, _limits, _began) = (host, limits, host.Clock.GetTimestamp());
        _turnedAt = -FlushRules.LeastGapMs;
        _alarm = new Alarm(host.Clock, Turn);
        _audience = new Audience(limits, Boot, host.Clock, () => Now, Open);
    }

    /// <summary>Another one at each start of the process.</summary>
    public string Boot { get; } = RandomNumberGenerator.GetHexString(16, lowercase: true);

    /// <summary>Streams that are kept, looked at or not.</summary>
    public int Streams => Guarded(() => _streams.Count);

    public int Viewers => Guarded(() => _audience.Count);

    private long Now => (long)_host.Clock.GetElapsedTime(_began).TotalMilliseconds;

    /// <returns>False when there are too many already.</returns>
    public bool Enter(Viewer viewer) =>
        Guarded(() =>
        {
            if (_audience.IsEmpty)
                _beatAt = Now + (long)_limits.Beat.TotalMilliseconds;
            return _audience.Enter(viewer);
        });

    public void Leave(Viewer viewer) => Guarded(() => _audience.Leave(viewer));

    /// <summary>What the viewer asks for takes the place of all that it followed before.</summary>
    public void Greet(Viewer viewer, Hello hello) => Guarded(() => _audience.Greet(viewer, hello));

    /// <summary>Puts one of the snapshots that are owed to a viewer into its outbox; to be called when that is empty.</summary>
    public bool Pay(Viewer viewer) => Guarded(() => _audience.Pay(viewer));

    public void Dispose()
    {
        lock (_gate)
        {
            _over.Cancel();
            _following?.Dispose();
            foreach (var stream in _streams.Values)
                stream.End();
            _streams.Clear();
        }
        _alarm.Dispose();
    }

    private LiveStream? Open(StreamKey key, Condition? filter)
    {
        if (_streams.TryGetValue(key, out var known))
            return known;
        if (_streams.Count >= _limits.Streams)
            return null;
        _following ??= _host.Views.Follow(Hear);
        return _streams[key] = new LiveStream(key, filter, $"{key.Topic}.{++_named}", Boot);
    }

    private void Hear(RecordedEvent record)
    {
        if (_inbox.Put(record))
            _alarm.At(Volatile.Read(ref _turnedAt) + FlushRules.LeastGapMs, Now);
    }

    private void Turn()
    {
        try
        {
            List<LiveStream> toRead = [];
            Guarded(() =>
            {
                var now = Now;
                Volatile.Write(ref _turnedAt, now);
                TakeEvents(now);
                if (_beatAt <= now && !_audience.IsEmpty)
                    Beat(now);
                Flush(now);
                EndUnseen(now);
                toRead.AddRange(_streams.Values.Where(stream => stream.ReadAt <= now));
                toRead.ForEach(stream => stream.BeginRead());
            });
            foreach (var stream in toRead)
                _ = Read(stream);
        }
        catch (Exception fault)
        {
            _host.Fault(fault);
            // Whoever looks is not given up for it.
            _alarm.At(Now + FlushRules.SlowGapMs, Now);
        }
    }

    private void TakeEvents(long now)
    {
        var (heard, missed) = _inbox.Take();
        foreach (var record in heard)
        {
            var (scope, isUrgent) = (new EventScope(record), Topics.IsUrgent(record.Event));
            foreach (var stream in _streams.Values)
                stream.Hear(record, scope, isUrgent, now);
        }
        if (missed > 0)
            foreach (var stream in _streams.Values)
                stream.Miss(missed, now);
    }

    // Gauges, and whatever else changes without a record of it, are read as often as a beat is sent.
    private void Beat(long now)
    {
        _beatAt = now + (long)_limits.Beat.TotalMilliseconds;
        foreach (var stream in _streams.Values.Where(stream => stream.LeftAt is null))
            stream.Touch();
        _audience.Beat();
    }

    private void Flush(long now)
    {
        foreach (var stream in _streams.Values.Where(stream => stream.FlushAt <= now).ToList())
            _audience.Relieve(stream.Flush(_host.Clock.GetUtcNow(), now));
    }

    private void EndUnseen(long now)
    {
        foreach (var stream in _streams.Values.Where(stream => EndsAt(stream) <= now).ToList())
        {
            _streams.Remove(stream.Key);
            stream.End();
        }
        if (_streams.Count > 0)
            return;
        _following?.Dispose();
        _following = null;
    }

    private async Task Read(LiveStream stream)
    {
        var began = Now;
        TopicRows read;
        try
        {
            read = await TopicReader.Read(stream.Topic, _host.Verbs, stream.Key.Sees, _over.Token);
        }
        catch (OperationCanceledException)
        {
            return;
        }
        catch (Exception fault)
        {
            _host.Fault(fault);
            read = TopicRows.Unread(fault.Message);
        }
        Guarded(() => Take(stream, read, began));
    }

    private void Take(LiveStream stream, TopicRows read, long began)
    {
        var (now, could, fault) = (Now, stream.CanShow, stream.Fault);
        stream.EndRead(read, now - began, now);
        if (stream.Fault != fault)
            _audience.Tell(stream);
        if (stream.CanShow && !could)
            _audience.Pay(stream);
        Flush(now);
    }

    private long? EndsAt(LiveStream stream) => stream.LeftAt + (long)_limits.Linger.TotalMilliseconds;

    // Whatever happens here may bring something nearer.
    private void Guarded(Action what) =>
        Guarded(() =>
        {
            what();
            return true;
        });

    private T? Guarded<T>(Func<T> what)
    {
        lock (_gate)
        {
            if (_over.IsCancellationRequested)
                return default;
            var result = what();
            _alarm.At(NextAt(), Now);
            return result;
        }
    }

    private long NextAt()
    {
        var next = _audience.IsEmpty ? long.MaxValue : _beatAt;
        foreach (var stream in _streams.Values)
        {
            next = Math.Min(next, stream.FlushAt ?? next);
            next = Math.Min(next, stream.ReadAt ?? next);
            next = Math.Min(next, EndsAt(stream) ?? next);
        }
        return next;
    }
}
