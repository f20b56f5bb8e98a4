using Aios.Engine.Cells;

namespace Akka.Persistence;

/// <summary>A persistent actor with one handler per type: <c>Recover</c> for the past, <c>Command</c> for what comes.</summary>
public abstract class ReceivePersistentActor : Eventsourced
{
    private readonly HandlerList _recovers = new();
    private HandlerList? _declaring = new();

    protected ReceivePersistentActor() => OwnCell.Become(_declaring!.Handle);

    protected sealed override bool ReceiveRecover(object message) => _recovers.Handle(message);

    protected sealed override bool ReceiveCommand(object message) => false;

    /// <summary>Declares a new set of command handlers that replaces the present one from the next message on.</summary>
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

    protected void Recover<T>(Action<T> handler, Predicate<T>? shouldHandle = null) =>
        _recovers.Add(new ActionHandler<T>(handler, shouldHandle));

    protected void Recover<T>(Predicate<T> shouldHandle, Action<T> handler) => Recover(handler, shouldHandle);

    /// <param name="handler">True when it handled the message; else the next handler is asked.</param>
    protected void Recover<T>(Func<T, bool> handler) => _recovers.Add(new FuncHandler<T>(handler));

    protected void Recover(Type messageType, Action<object> handler, Predicate<object>? shouldHandle = null) =>
        _recovers.Add(new TypeHandler(messageType, handler, shouldHandle));

    protected void RecoverAny(Action<object> handler)
    {
        _recovers.Add(new ActionHandler<object>(handler, null));
        _recovers.Close();
    }

    protected void Command<T>(Action<T> handler, Predicate<T>? shouldHandle = null) => Declare(new ActionHandler<T>(handler, shouldHandle));

    protected void Command<T>(Predicate<T> shouldHandle, Action<T> handler) => Command(handler, shouldHandle);

    /// <param name="handler">True when it handled the message; else the next handler is asked.</param>
    protected void Command<T>(Func<T, bool> handler) => Declare(new FuncHandler<T>(handler));

    protected void Command(Type messageType, Action<object> handler, Predicate<object>? shouldHandle = null) =>
        Declare(new TypeHandler(messageType, handler, shouldHandle));

    protected void CommandAny(Action<object> handler)
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
