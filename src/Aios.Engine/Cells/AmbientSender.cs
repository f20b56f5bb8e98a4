using Akka.Actor;

namespace Aios.Engine.Cells;

/// <summary>Who sends when nobody is named: the actor whose turn it is, or what was set for the flow of a test.</summary>
internal static class AmbientSender
{
    private static readonly AsyncLocal<IActorRef?> Flow = new();
    private static volatile bool _used;

    public static IActorRef? Current =>
        ActorCell.Current is { } cell ? cell.Self
        : _used ? Flow.Value
        : null;

    public static void Set(IActorRef? sender)
    {
        _used = true;
        Flow.Value = sender;
    }
}
