using Aios.Loop.Effects;
using Aios.Loop.Reacting;
using Aios.Loop.Surface;
using Aios.Node.Settings;
using Aios.Platform.Files;

namespace Aios.Node.Composition;

/// <summary>What a node is made of.</summary>
/// <param name="Console">Lines for people, from notify steps.</param>
/// <param name="Catalog">The playbooks as they are loaded now.</param>
/// <param name="Watchdog">Called at every beat.</param>
/// <param name="Fault">Hears of what nobody else can report.</param>
/// <param name="MayBeginLog">A person knows that records of the log are missing and wants to go on without them.</param>
internal sealed record NodeParts(
    DataFolder Folder,
    NodeSettings Settings,
    TimeProvider Time,
    Random Random,
    Akka.Configuration.Config EngineConfig,
    Func<Catalog> Catalog,
    Func<EffectAction.Notify, Task> Console,
    Action Watchdog,
    Action<Exception> Fault,
    bool MayBeginLog = false
)
{
    /// <summary>Puts another level of the log into force.</summary>
    public Action<LogLevel> LogAt { get; init; } = _ => { };

    /// <summary>As the files have them; null: as <see cref="Settings"/>.</summary>
    public NodeSettings? Written { get; init; }
}

internal static class NodeVersion
{
    public static string Text { get; } = typeof(NodeVersion).Assembly.GetName().Version?.ToString(3) ?? "0.0.0";
}
