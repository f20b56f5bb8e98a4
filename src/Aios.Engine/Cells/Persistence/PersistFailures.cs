using System.Collections.Concurrent;

namespace Aios.Engine.Cells.Persistence;

/// <summary>
/// How often in a row an actor's events were not stored, over all its lives: each life that ends so is followed by another, without end, so
/// somebody has to count.
/// </summary>
internal sealed class PersistFailures
{
    private readonly ConcurrentDictionary<string, (int Count, Exception Last)> _failing = new(StringComparer.Ordinal);

    public void Failed(string persistenceId, Exception cause) =>
        _failing.AddOrUpdate(persistenceId, _ => (1, cause), (_, before) => (before.Count + 1, cause));

    public void Stored(string persistenceId)
    {
        if (!_failing.IsEmpty)
            _failing.TryRemove(persistenceId, out _);
    }

    public IReadOnlyList<(string PersistenceId, int Count, Exception Last)> AtLeast(int count) =>
        [.. _failing.Where(each => each.Value.Count >= count).Select(each => (each.Key, each.Value.Count, each.Value.Last))];
}
