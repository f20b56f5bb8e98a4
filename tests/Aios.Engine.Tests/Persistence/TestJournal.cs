using System.Collections.Concurrent;
using System.Collections.Immutable;
using Aios.Engine.Cells;
using Akka.Actor;
using Akka.Configuration;
using Akka.Persistence;
using Akka.Persistence.Journal;

namespace Aios.Engine.Tests.Persistence;

/// <summary>A journal with faults on order: <c>Added(-1)</c> fails, <c>Added(-2)</c> waits until it was told "go", as the recovery of "held..." does.</summary>
public sealed class TestJournal : MemoryJournal
{
    public const string Settings =
        LedgerSerializer.Settings
        + """
            test-journal.class = "Aios.Engine.Tests.Persistence.TestJournal, Aios.Engine.Tests"
            akka.persistence.journal.plugin = test-journal

            """;

    private static readonly ConcurrentDictionary<string, int> Starts = new();
    private IActorRef? _curious;
    private bool _writes;
    private readonly TaskCompletionSource _go = new();

    public TestJournal(Config config)
    {
        var start = Starts.AddOrUpdate(config.GetString("key", "") ?? "", 1, (_, before) => before + 1);
        if (start <= config.GetInt("failing-starts"))
            throw new IOException("no disk");
    }

    public static IActorRef Of(ActorSystem system) => ((LocalActorRef)SupervisorOf(system)).Cell.Child("plugin");

    public static IActorRef SupervisorOf(ActorSystem system) => ((ActorSystemImpl)system).SystemGuardian.Cell.Child("test-journal");

    public override async Task<long> ReadHighestSequenceNrAsync(string persistenceId, long fromSequenceNr, CancellationToken token)
    {
        if (persistenceId.StartsWith("held", StringComparison.Ordinal))
            await _go.Task;
        return await base.ReadHighestSequenceNrAsync(persistenceId, fromSequenceNr, token);
    }

    protected override async Task<IImmutableList<Exception?>?> WriteMessagesAsync(
        IEnumerable<AtomicWrite> messages,
        CancellationToken token
    )
    {
        var payloads = messages.SelectMany(m => m.Payload).Select(e => e.Payload).ToList();
        if (payloads.Contains(new Added(-1)))
            throw new IOException("disk full");
        if (payloads.Contains(new Added(-2)))
        {
            _writes = true;
            _curious?.Tell("writes");
            await _go.Task;
        }
        return await base.WriteMessagesAsync(messages, token);
    }

    protected override bool ReceivePluginInternal(object message)
    {
        if (message is "tell of a write")
        {
            _curious = Sender;
            if (_writes)
                _curious.Tell("writes");
            return true;
        }
        if (message is not "go")
            return false;
        _go.TrySetResult();
        return true;
    }
}
