using Aios.Engine.Cells;
using Aios.Engine.Cells.Persistence;
using Akka.Actor;

namespace Akka.Persistence.Snapshot;

/// <summary>
/// Base of every snapshot store. Named as <c>class</c> in a config section, with a constructor (<see cref="Akka.Configuration.Config"/>) that gets
/// this section, or none. Every task it returns is waited for; one that fails is told to the persistent actor, never lost.
/// </summary>
public abstract class SnapshotStore : ActorBase
{
    /// <summary>The newest within the bounds that can be read, or null. One that cannot be read is passed over, with a warning in the log.</summary>
    protected abstract Task<SelectedSnapshot?> LoadAsync(
        string persistenceId,
        SnapshotSelectionCriteria criteria,
        CancellationToken cancellationToken
    );

    /// <summary>Stores a snapshot, in place of one of the same number.</summary>
    protected abstract Task SaveAsync(SnapshotMetadata metadata, object snapshot, CancellationToken cancellationToken);

    /// <summary>Deletes the snapshot of this number, if there is one.</summary>
    protected abstract Task DeleteAsync(SnapshotMetadata metadata, CancellationToken cancellationToken);

    /// <summary>Deletes all within the bounds.</summary>
    protected abstract Task DeleteAsync(string persistenceId, SnapshotSelectionCriteria criteria, CancellationToken cancellationToken);

    /// <summary>For messages of the plug-in's own. False when it does not handle the message.</summary>
    protected virtual bool ReceivePluginInternal(object message) => false;

    protected sealed override bool Receive(object message)
    {
        switch (message)
        {
            case LoadSnapshotRequest load:
                _ = Load(load);
                return true;
            case SaveSnapshotRequest save:
                _ = Run(save, token => SaveAsync(save.Metadata, save.Snapshot, token), save.Succeed);
                return true;
            case DeleteSnapshotRequest delete:
                _ = Run(delete, token => DeleteAsync(delete.Metadata, token), delete.Succeed);
                return true;
            case DeleteSnapshotsRequest delete:
                _ = Run(delete, token => DeleteAsync(delete.PersistenceId, delete.Criteria, token), delete.Succeed);
                return true;
            default:
                return ReceivePluginInternal(message);
        }
    }

    private async Task Load(LoadSnapshotRequest request)
    {
        try
        {
            request.Succeed(
                await LoadAsync(request.PersistenceId, request.Criteria, CancellationToken.None).ConfigureAwait(Turns.Ambient is not null)
            );
        }
        catch (Exception cause)
        {
            request.Fail(cause);
        }
    }

    private static async Task Run(PluginRequest request, Func<CancellationToken, Task> work, Action succeed)
    {
        try
        {
            await work(CancellationToken.None).ConfigureAwait(Turns.Ambient is not null);
        }
        catch (Exception cause)
        {
            request.Fail(cause);
            return;
        }
        succeed();
    }
}
