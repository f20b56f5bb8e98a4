using System.Collections.Concurrent;
using Aios.Engine.Queues;
using Akka.Actor;
using Akka.Configuration;
using Akka.Dispatch;

namespace Aios.Engine.Cells;

/// <summary>Mailbox types by config path, each made once.</summary>
internal sealed class Mailboxes
{
    private const string DefaultPath = "akka.actor.default-mailbox";
    private readonly Settings _settings;
    private readonly MailboxType _default;
    private readonly ConcurrentDictionary<string, MailboxType> _byPath = new(StringComparer.Ordinal);

    public Mailboxes(Settings settings)
    {
        _settings = settings;
        _default = Make(DefaultPath);
        StashCapacity = settings.Config.GetInt($"{DefaultPath}.stash-capacity", 10_000);
    }

    public int StashCapacity { get; }

    /// <exception cref="ConfigurationException">The path has no usable mailbox-type.</exception>
    public MessageQueue<IActorRef> For(Props props) => (props.Mailbox is { } path ? _byPath.GetOrAdd(path, Make) : _default).Create();

    private MailboxType Make(string path)
    {
        var section = _settings.Config.GetConfig(path);
        var name =
            section?.GetString("mailbox-type")
            ?? throw new ConfigurationException(
                $"{path}.mailbox-type is missing; set it to the full name of a mailbox type, such as \"Akka.Dispatch.UnboundedMailbox\"."
            );
        return TypeNames.New<MailboxType>(name, $"{path}.mailbox-type", _settings, section);
    }
}
