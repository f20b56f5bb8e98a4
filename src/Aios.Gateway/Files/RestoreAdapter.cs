using Aios.Loop.Effects;
using Aios.Platform.Files;

namespace Aios.Gateway.Files;

/// <summary>Puts back one kind of what steps keep.</summary>
public interface IRestores
{
    /// <summary>The <see cref="Snapshot.Kind"/> that it puts back.</summary>
    string Kind { get; }

    /// <param name="name"><c>RUN/STEP</c></param>
    Task<AdapterResult> Restore(string name, Snapshot snapshot, TimeSpan timeout);
}

/// <summary>Undoes a step by what was kept before it.</summary>
public sealed class RestoreAdapter(SnapshotStore snapshots, IEnumerable<IRestores> kinds) : IEffectAdapter
{
    private readonly Dictionary<string, IRestores> _kinds = kinds.ToDictionary(each => each.Kind);

    public string Kind => "restore";

    public Task<AdapterResult> Do(EffectAction action, TimeSpan timeout)
    {
        var restore = (EffectAction.Restore)action;
        var name = restore.Snapshot;
        Snapshot? snapshot;
        try
        {
            snapshot = snapshots.Find(name);
        }
        catch (DataFolderException fault)
        {
            return Task.FromResult(new AdapterResult(EffectResult.Error, fault.Message));
        }
        return snapshot switch
        {
            null when restore.IfKept => Done(EffectResult.Ok, $"there is no snapshot {name}: the step had changed nothing when it failed"),
            null => Done(EffectResult.NotFound, $"there is no snapshot {name}; nothing can be put back"),
            { Kind: "expendable" } => Done(EffectResult.Ok, $"{snapshot.Value}: expendable, it stays deleted"),
            _ when _kinds.TryGetValue(snapshot.Kind, out var kind) => kind.Restore(name, snapshot, timeout),
            _ => Done(EffectResult.Refused, $"nothing here puts back a {snapshot.Kind}"),
        };
    }

    private static Task<AdapterResult> Done(EffectResult result, string detail) => Task.FromResult(new AdapterResult(result, detail));
}
