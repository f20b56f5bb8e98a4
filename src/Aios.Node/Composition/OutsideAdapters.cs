using Aios.Actors.Spine;
using Aios.Gateway;
using Aios.Gateway.Files;
using Aios.Gateway.Http;
using Aios.Gateway.Notifying;
using Aios.Gateway.Services;
using Aios.Loop.Effects;
using Aios.Loop.Vocabulary;
using Aios.Platform.Processes;

namespace Aios.Node.Composition;

/// <summary>What the door of a node can do, within what the settings list.</summary>
internal static class OutsideAdapters
{
    /// <summary>What steps keep. Of a run that is stuck a person may still take the rollback up again.</summary>
    public static SnapshotStore Snapshots(NodeParts parts, Memory memory) =>
        new(
            parts.Folder,
            parts.Time,
            run => memory.Current.Find(new RunId(run)) is { IsOver: false } or { Phase: RunPhase.Stuck },
            parts.Settings.Effects.SnapshotBytes
        );

    public static IEnumerable<IEffectAdapter> All(NodeParts parts, SnapshotStore snapshots, IRuntimeSettings changing)
    {
        var targets = parts.Settings.Targets;
        var files = new FileScope(targets.Folders, targets.Expendable, parts.Folder.FullPath)
        {
            Rotated = [.. targets.Files.Where(file => file.Rotate).Select(file => file.Path)],
        };
        var services = new ServiceAdapter(targets.Services, snapshots, Systemd.OfThisMachine) { Restarts = targets.Restarts };
        var rotation = new RotateAdapter(files, snapshots, parts.Time);
        var settings = new SettingAdapter(changing, snapshots);
        return
        [
            new ProcessAdapter(ChildEnvironment.Minimal, parts.Folder.FullPath, parts.Settings.Effects.Programs),
            new SignalAdapter(),
            new NotifyAdapter(parts.Console, new WebhookChannel(parts.Settings.Notify), new SmtpChannel(parts.Settings.Notify.Smtp))
            {
                Unnamed = parts.Settings.Notify.Escalate,
            },
            new FileAdapter(files, snapshots),
            new CleanAdapter(files, snapshots, parts.Time),
            rotation,
            new SnapshotAdapter(files, snapshots),
            new HttpAdapter(new UrlScope(targets.Urls)),
            services,
            settings,
            new RestoreAdapter(snapshots, [new FileRestore(files, snapshots), rotation, services, settings]),
        ];
    }
}
