using Akka.Actor;

namespace Aios.Actors.Spine;

/// <summary>
/// For messages of which there are only a few and that nobody sends again: a flood may have filled the mailbox of whom they are for. Not for
/// what comes from outside: that has to be refused when there is no room.
/// </summary>
internal static class Arrival
{
    /// <summary>As Tell, in its order; a full mailbox takes it too, as it does every outcome of a task.</summary>
    public static void TellSurely(this IActorRef recipient, object message, IActorRef? sender) =>
        Task.FromResult(message).PipeTo(recipient, sender);
}
