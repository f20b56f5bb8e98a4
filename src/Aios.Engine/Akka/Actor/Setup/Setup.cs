namespace Akka.Actor.Setup;

/// <summary>Something handed to an actor system when it is made; at most one of each type.</summary>
public abstract class Setup
{
    public ActorSystemSetup And(Setup other) => ActorSystemSetup.Create(this, other);
}

/// <summary>All of it. Immutable.</summary>
public sealed class ActorSystemSetup
{
    public static readonly ActorSystemSetup Empty = new(new Dictionary<Type, Setup>());
    private readonly IReadOnlyDictionary<Type, Setup> _byType;

    private ActorSystemSetup(IReadOnlyDictionary<Type, Setup> byType) => _byType = byType;

    /// <summary>Of two of the same type the later one counts.</summary>
    public static ActorSystemSetup Create(params Setup[] setup) =>
        new(setup.GroupBy(s => s.GetType()).ToDictionary(g => g.Key, g => g.Last()));

    public ActorSystemSetup And(Setup setup) => Create([.. _byType.Values, setup]);

    internal T? Find<T>()
        where T : Setup => (T?)_byType.GetValueOrDefault(typeof(T));
}
