using Aios.Engine.Cells;

namespace Akka.Actor;

/// <summary>An actor with one handler per type, asked in the order they were declared.</summary>
public abstract class ReceiveActor : ActorBase
{
    private HandlerList? _declaring = new();

    protected ReceiveActor() => OwnCell.Become(_declaring!.Handle);

    protected sealed override bool Receive(object message) => false;

    /// <summary>Declares a new set of handlers that replaces the present one from the next message on.</summary>
    protected void Become(Action configure)
    {
        var before = _declaring;
        var declared = new HandlerList();
        _declaring = declared;
        try
        {
            configure();
        }
        finally
        {
            _declaring = before;
        }
        OwnCell.Become(declared.Handle);
    }

    protected void Receive<T>(Action<T> handler, Predicate<T>? shouldHandle = null) => Declare(new ActionHandler<T>(handler, shouldHandle));

    protected void Receive<T>(Predicate<T> shouldHandle, Action<T> handler) => Receive(handler, shouldHandle);

    /// <param name="handler">True when it handled the message; else the next handler is asked.</param>
    protected void Receive<T>(Func<T, bool> handler) => Declare(new FuncHandler<T>(handler));

    protected void Receive(Type messageType, Action<object> handler, Predicate<object>? shouldHandle = null) =>
        Declare(new TypeHandler(messageType, handler, shouldHandle));

    protected void ReceiveAny(Action<object> handler)
    {
        Declare(new ActionHandler<object>(handler, null));
        _declaring!.Close();
    }

    /// <summary>The constructor is over: from here on handlers belong into <see cref="Become(Action)"/>.</summary>
    internal void Declared() => _declaring = null;

    private void Declare(Handler handler)
    {
        if (_declaring is null)
            throw new InvalidOperationException(
                $"{GetType().Name} may declare handlers only in its constructor and inside Become(() => ...), not while it processes a message."
            );
        _declaring.Add(handler);
    }
}
