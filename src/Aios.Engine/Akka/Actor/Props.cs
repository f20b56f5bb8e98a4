using System.Linq.Expressions;
using Aios.Engine.Cells;

namespace Akka.Actor;

/// <summary>The recipe for an actor; immutable, used again at every restart.</summary>
public sealed class Props
{
    private readonly ActorFactory _factory;

    private Props(ActorFactory factory) => _factory = factory;

    public Type Type => _factory.Type;

    public string TypeName => Type.AssemblyQualifiedName ?? Type.Name;

    public object?[] Arguments => _factory.Arguments;

    /// <summary>Config path of the mailbox; null for the default one.</summary>
    public string? Mailbox { get; private init; }

    /// <summary>Config path of the dispatcher; null for the default one.</summary>
    public string? Dispatcher { get; private init; }

    /// <summary>Overrides what the actor itself says.</summary>
    public SupervisorStrategy? SupervisorStrategy { get; private init; }

    /// <summary>One constructor call. Its arguments are evaluated now, once, and used again at every restart.</summary>
    /// <exception cref="ArgumentException">The expression is anything else than <c>() =&gt; new Actor(...)</c>.</exception>
    public static Props Create<TActor>(Expression<Func<TActor>> factory, SupervisorStrategy? supervisorStrategy = null)
        where TActor : ActorBase => new(ActorFactory.Of(factory)) { SupervisorStrategy = supervisorStrategy };

    public static Props Create<TActor>(params object?[] args)
        where TActor : ActorBase => Create(typeof(TActor), args);

    public static Props Create<TActor>(SupervisorStrategy? supervisorStrategy)
        where TActor : ActorBase, new() => Create(typeof(TActor)).WithSupervisorStrategy(supervisorStrategy);

    /// <exception cref="ArgumentException">The type is no actor.</exception>
    public static Props Create(Type type, params object?[]? args) => new(ActorFactory.Of(type, args ?? [null]));

    public Props WithMailbox(string mailbox) => With(mailbox, Dispatcher, SupervisorStrategy);

    public Props WithDispatcher(string dispatcher) => With(Mailbox, dispatcher, SupervisorStrategy);

    public Props WithSupervisorStrategy(SupervisorStrategy? supervisorStrategy) => With(Mailbox, Dispatcher, supervisorStrategy);

    /// <summary>Makes the actor; only inside the engine, where an actor is being made.</summary>
    internal ActorBase NewActor() => _factory.New();

    private Props With(string? mailbox, string? dispatcher, SupervisorStrategy? strategy) =>
        new(_factory)
        {
            Mailbox = mailbox,
            Dispatcher = dispatcher,
            SupervisorStrategy = strategy,
        };
}
