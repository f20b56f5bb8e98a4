using System.Collections.Concurrent;
using System.Linq.Expressions;
using System.Reflection;
using Akka.Actor;

namespace Aios.Engine.Cells;

/// <summary>One constructor with its arguments.</summary>
internal sealed class ActorFactory
{
    private static readonly ConcurrentDictionary<ConstructorInfo, ConstructorInvoker> Invokers = new();
    private readonly ConstructorInfo? _constructor;
    private ConstructorInvoker? _invoker;

    private ActorFactory(Type type, ConstructorInfo? constructor, object?[] arguments)
    {
        Type = type;
        Arguments = arguments;
        _constructor = constructor;
    }

    public Type Type { get; }

    public object?[] Arguments { get; }

    public static ActorFactory Of<TActor>(Expression<Func<TActor>> factory)
        where TActor : ActorBase
    {
        ArgumentNullException.ThrowIfNull(factory);
        if (factory.Body is not NewExpression { Constructor: { } constructor } call)
            throw new ArgumentException(
                $"Props.Create takes one constructor call, such as () => new {typeof(TActor).Name}(...); '{factory.Body}' is not one "
                    + "(no factory method, no object initializer). Pass what the actor needs to its constructor.",
                nameof(factory)
            );
        return new ActorFactory(call.Type, constructor, [.. call.Arguments.Select(ExpressionValue.Of)]);
    }

    public static ActorFactory Of(Type type, object?[] arguments)
    {
        ArgumentNullException.ThrowIfNull(type);
        if (!typeof(ActorBase).IsAssignableFrom(type))
            throw new ArgumentException($"{type} is no actor: it must derive from {typeof(ActorBase)}.", nameof(type));
        return new ActorFactory(type, Find(type, arguments), arguments);
    }

    public ActorBase New()
    {
        if (_constructor is null)
            throw new MissingMethodException(
                $"{Type} has no constructor for ({string.Join(", ", Arguments.Select(a => a?.GetType().Name ?? "null"))})."
            );
        _invoker ??= Invokers.GetOrAdd(_constructor, static c => ConstructorInvoker.Create(c));
        try
        {
            return (ActorBase)_invoker.Invoke(Arguments.AsSpan());
        }
        catch (TargetInvocationException wrapped) when (wrapped.InnerException is { } cause)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(cause);
            throw;
        }
    }

    private static ConstructorInfo? Find(Type type, object?[] arguments) =>
        type.IsAbstract
            ? null
            : type.GetConstructors(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
                .FirstOrDefault(c => Fits(c.GetParameters(), arguments));

    private static bool Fits(ParameterInfo[] parameters, object?[] arguments) =>
        parameters.Length == arguments.Length
        && parameters
            .Zip(arguments)
            .All(p => p.Second is null ? !p.First.ParameterType.IsValueType : p.First.ParameterType.IsInstanceOfType(p.Second));
}
