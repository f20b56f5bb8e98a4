using Aios.Engine.Queues;
using Akka.Actor;
using Akka.Configuration;

namespace Akka.Dispatch;

/// <summary>
/// Kind of mailbox, named by <c>mailbox-type</c> in a config section. A type has a constructor (<see cref="Settings"/>, <see cref="Config"/>),
/// the latter being its section. Every mailbox is bounded by <c>mailbox-capacity</c>, 10,000 messages unless set, and refuses what is beyond.
/// </summary>
public abstract class MailboxType
{
    protected MailboxType(Settings settings, Config config)
    {
        Settings = settings;
        Config = config;
        Capacity = config.GetInt("mailbox-capacity", settings.Config.GetInt("akka.actor.default-mailbox.mailbox-capacity", 10_000));
        if (Capacity < 1)
            throw new ConfigurationException($"mailbox-capacity is {Capacity}; it must be 1 or more messages.");
    }

    public Settings Settings { get; }

    public Config Config { get; }

    /// <summary>In messages.</summary>
    internal int Capacity { get; }

    internal abstract MessageQueue<IActorRef> Create();
}

/// <summary>First in, first out.</summary>
public class UnboundedMailbox(Settings settings, Config config) : MailboxType(settings, config)
{
    internal override MessageQueue<IActorRef> Create() => new ChunkQueue<IActorRef>(Capacity);
}

/// <summary>First in, first out; the name says what is true of all.</summary>
public class BoundedMailbox(Settings settings, Config config) : MailboxType(settings, config)
{
    internal override MessageQueue<IActorRef> Create() => new ChunkQueue<IActorRef>(Capacity);
}
