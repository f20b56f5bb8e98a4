namespace Aios.Engine.Cells;

internal abstract class Handler
{
    public abstract bool Handle(object message);
}

internal sealed class ActionHandler<T>(Action<T> handler, Predicate<T>? shouldHandle) : Handler
{
    public override bool Handle(object message)
    {
        if (message is not T typed || shouldHandle?.Invoke(typed) == false)
            return false;
        handler(typed);
        return true;
    }
}

internal sealed class FuncHandler<T>(Func<T, bool> handler) : Handler
{
    public override bool Handle(object message) => message is T typed && handler(typed);
}

internal sealed class TypeHandler(Type type, Action<object> handler, Predicate<object>? shouldHandle) : Handler
{
    public override bool Handle(object message)
    {
        if (!type.IsInstanceOfType(message) || shouldHandle?.Invoke(message) == false)
            return false;
        handler(message);
        return true;
    }
}

/// <summary>Handlers in order; the first that takes the message has it.</summary>
internal sealed class HandlerList
{
    private Handler[] _handlers = [];
    private bool _closed;

    public void Add(Handler handler)
    {
        if (_closed)
            throw new InvalidOperationException("A handler declared after ReceiveAny would never be asked; declare ReceiveAny last.");
        _handlers = [.. _handlers, handler];
    }

    public void Close() => _closed = true;

    public bool Handle(object message)
    {
        foreach (var handler in _handlers)
        {
            if (handler.Handle(message))
                return true;
        }
        return false;
    }
}
