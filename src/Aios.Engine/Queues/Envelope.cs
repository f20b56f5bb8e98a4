namespace Aios.Engine.Queues;

/// <summary>A message and who sent it, null when nobody did.</summary>
internal readonly struct Envelope<TSender>(object message, TSender? sender)
    where TSender : class
{
    public readonly object Message = message;
    public readonly TSender? Sender = sender;
}
