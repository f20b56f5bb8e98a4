using System.Globalization;
using Akka.Actor;

namespace Aios.Engine.Cells;

internal sealed class Child(LocalActorRef actor)
{
    public LocalActorRef Ref => actor;

    /// <summary>Told to stop; its parent may be waiting for it.</summary>
    public bool Stopping { get; set; }

    public RestartCount Restarts { get; } = new();
}

/// <summary>The children of one actor by name. Changed by the parent and by the end of a child, read from anywhere.</summary>
internal sealed class Children
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Child> _byName = new(StringComparer.Ordinal);
    private long _unnamed;
    private bool _closed;

    /// <summary>Of an actor that has ended.</summary>
    public static Children Closed { get; } = new() { _closed = true };

    public IReadOnlyList<Child> All
    {
        get
        {
            lock (_lock)
                return [.. _byName.Values];
        }
    }

    public bool IsEmpty
    {
        get
        {
            lock (_lock)
                return _byName.Count == 0;
        }
    }

    public bool AnyStopping
    {
        get
        {
            lock (_lock)
                return _byName.Values.Any(c => c.Stopping);
        }
    }

    public Child? Find(string name)
    {
        lock (_lock)
            return _byName.GetValueOrDefault(name);
    }

    public Child? Find(IActorRef actor)
    {
        lock (_lock)
            return _byName.GetValueOrDefault(actor.Path.Name) is { } child && ReferenceEquals(child.Ref, actor) ? child : null;
    }

    /// <exception cref="InvalidActorNameException">The name is taken.</exception>
    /// <exception cref="InvalidOperationException">The parent is ending.</exception>
    public void Add(ActorPath parent, string? name, Func<ActorPath, LocalActorRef> make)
    {
        lock (_lock)
        {
            if (_closed)
                throw new InvalidOperationException(
                    $"{parent} is stopping or has stopped and cannot make the child '{name ?? "$"}' any more."
                );
            var given = name ?? Unnamed();
            if (_byName.ContainsKey(given))
                throw new InvalidActorNameException(
                    $"Actor name [{given}] is not unique: {parent} has a child of this name that has not ended yet."
                );
            _byName.Add(given, new Child(make(new ActorPath(parent, given, ActorSystemImpl.NextUid()))));
        }
    }

    public void Remove(LocalActorRef child)
    {
        lock (_lock)
        {
            if (_byName.GetValueOrDefault(child.Path.Name) is { } found && ReferenceEquals(found.Ref, child))
                _byName.Remove(child.Path.Name);
        }
    }

    /// <summary>Marks all children as stopping and lets no new one in.</summary>
    public IReadOnlyList<Child> Close()
    {
        lock (_lock)
        {
            _closed = true;
            foreach (var child in _byName.Values)
                child.Stopping = true;
            return [.. _byName.Values];
        }
    }

    private string Unnamed() => "$" + (_unnamed++).ToString("x", CultureInfo.InvariantCulture);
}
