using Aios.Loop.Vocabulary;

namespace Aios.Journal.Log;

/// <summary>Who wants to hear of which records. One that throws is counted and disturbs nobody; hearing is quick work, or a signal to do it elsewhere.</summary>
public sealed class EventSubscriptions
{
    private readonly Lock _gate = new();
    private readonly HashSet<Subscription> _subscribers = [];
    private TypeTrie<Subscription>? _trie = new([]);
    private long _failures;

    /// <summary>Exceptions of subscribers so far.</summary>
    public long Failures => Volatile.Read(ref _failures);

    /// <param name="pattern">Exact, <c>prefix.*</c>, <c>*.suffix</c> or <c>*</c>.</param>
    /// <param name="heard">Called on the publisher's thread, for every record from now on that fits, until this subscription is disposed.</param>
    /// <exception cref="ArgumentException">The pattern is none.</exception>
    public IDisposable Subscribe(string pattern, Action<RecordedEvent> heard)
    {
        _ = new TypePattern(pattern);
        var subscription = new Subscription(this, pattern, heard);
        Change(all => all.Add(subscription));
        return subscription;
    }

    /// <summary>Tells everybody whom it concerns. Called after the record is on disk.</summary>
    public void Publish(RecordedEvent record)
    {
        foreach (var subscription in Compiled().Of(record.Event.Type))
            try
            {
                subscription.Heard(record);
            }
            catch (Exception)
            {
                Interlocked.Increment(ref _failures);
            }
    }

    /// <summary>Many may come and go between two records: the tree is made when it is needed.</summary>
    private TypeTrie<Subscription> Compiled()
    {
        if (Volatile.Read(ref _trie) is { } trie)
            return trie;
        lock (_gate)
        {
            trie = _trie ?? new(_subscribers.Select(subscription => (subscription.Pattern, subscription)));
            Volatile.Write(ref _trie, trie);
            return trie;
        }
    }

    private void Change(Func<HashSet<Subscription>, bool> change)
    {
        lock (_gate)
        {
            if (change(_subscribers))
                Volatile.Write(ref _trie, null);
        }
    }

    private sealed class Subscription(EventSubscriptions owner, string pattern, Action<RecordedEvent> heard) : IDisposable
    {
        public string Pattern => pattern;

        public Action<RecordedEvent> Heard => heard;

        public void Dispose() => owner.Change(all => all.Remove(this));
    }
}
