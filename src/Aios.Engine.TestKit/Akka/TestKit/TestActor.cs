using System.Collections.Concurrent;
using Akka.Actor;

namespace Akka.TestKit;

/// <summary>A message with who sent it.</summary>
internal sealed record Received(object Message, IActorRef Sender);

/// <summary>Puts what it receives where the test looks for it.</summary>
internal sealed class TestActor(BlockingCollection<Received> queue, Func<object, bool> ignored) : ActorBase
{
    protected override bool Receive(object message)
    {
        switch (message)
        {
            case WatchRequest watch:
                Context.Watch(watch.Subject);
                Sender.Tell(Done.Instance);
                break;
            case UnwatchRequest unwatch:
                Context.Unwatch(unwatch.Subject);
                Sender.Tell(Done.Instance);
                break;
            default:
                if (!ignored(message))
                    queue.Add(new Received(message, Sender));
                break;
        }
        return true;
    }

    internal sealed record WatchRequest(IActorRef Subject);

    internal sealed record UnwatchRequest(IActorRef Subject);
}
