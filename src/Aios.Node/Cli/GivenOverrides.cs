using Aios.Actors.Spine;
using Aios.Actors.Wire;
using Aios.Journal.Log;
using Aios.Journal.Maintenance;
using Aios.Journal.Store;
using Aios.Loop.Overrides;
using Aios.Loop.Vocabulary;
using Aios.Node.Settings;
using Aios.Platform.Files;

namespace Aios.Node.Cli;

/// <summary>What runs changed about the settings of a data folder, read beside its node or without one.</summary>
internal static class GivenOverrides
{
    /// <summary>The settings with these changes; what does not count or cannot be read is told as progress.</summary>
    public static async Task<(NodeSettings Settings, OverridesState Overrides)> Lay(NodeSettings written, LocalCall call)
    {
        var overrides = OverridesState.Empty;
        try
        {
            overrides = Read(DataFolder.OpenExisting(call.DataPath));
        }
        catch (DataFolderException)
        {
            // No node ran here yet.
        }
        catch (Exception fault) when (fault is LogCorruptException or InvalidDataException)
        {
            await call.Output.Progress($"what runs changed cannot be read: {fault.Message}");
        }
        var (settings, ignored) = new ChangeableSettings(written).With(overrides);
        foreach (var (key, allowed) in ignored)
            await call.Output.Progress(
                $"{key} ({Shown.Clean(overrides.Of(key)!.Value)}), set by {overrides.Of(key)!.Told}, is ignored: it must be {allowed}"
            );
        return (settings, overrides);
    }

    private static OverridesState Read(DataFolder folder)
    {
        var before = Standing(folder);
        var filter = new EventFilter { FromSeq = before.UpTo + 1, AnyOfTypes = OverrideCodec.Types };
        return new EventLogReader(folder)
            .Query(filter)
            .Aggregate(StandingCodec.Read(before).Overrides, (state, record) => OverrideCodec.Apply(state, record.Event));
    }

    private static Standing Standing(DataFolder folder)
    {
        try
        {
            using var store = StateDatabase.OpenReader(folder);
            return new StateKeeper(store).Standing();
        }
        catch (DataFolderException)
        {
            return Journal.Maintenance.Standing.Nothing;
        }
    }
}
