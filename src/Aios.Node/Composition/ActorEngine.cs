using System.Diagnostics.Metrics;
using Aios.Actors.Spine;
using Aios.Loop.Ports;
using Aios.Loop.Surface;
using Aios.Platform.Sqlite;
using Akka.Actor;
using Akka.Actor.Setup;
using Akka.Configuration;

namespace Aios.Node.Composition;

/// <summary>What the node wants of an actor engine beyond the API of Akka.NET, and what it makes do with where an engine does not offer it.</summary>
internal static partial class ActorEngine
{
    /// <summary>Starts a system whose persistent actors use the node's own store.</summary>
    public static ActorSystem Start(string name, Config config, SqliteStore store)
    {
        var setup = ActorSystemSetup.Empty;
        Keep(store, ref config, ref setup);
        return ActorSystem.Create(name, setup.And(BootstrapSetup.Create().WithConfig(config)));
    }

    /// <summary>Shows the actors, or says that this engine does not.</summary>
    public static IInspector Inspect(ActorSystem system)
    {
        IInspector offered = new NoInspector();
        Offer(system, ref offered);
        return offered;
    }

    /// <summary>Actors that fail at every start, and those that do not give their thread back; none where the engine does not tell.</summary>
    /// <param name="longestTurn">Longer than any message should take; 5 s unless given.</param>
    public static IEnumerable<Trouble> Troubles(ActorSystem system, TimeSpan? longestTurn = null)
    {
        IEnumerable<Trouble> found = [];
        Look(system, longestTurn, ref found);
        return found;
    }

    /// <summary>What the engine tells to whoever measures the node; null where it does not.</summary>
    public static Meter? Measure(ActorSystem system, object scope)
    {
        Meter? made = null;
        Tell(system, scope, ref made);
        return made;
    }

    static partial void Tell(ActorSystem system, object scope, ref Meter? made);

    /// <summary>Where this engine keeps what actors remember.</summary>
    static partial void Keep(SqliteStore store, ref Config config, ref ActorSystemSetup setup);

    static partial void Look(ActorSystem system, TimeSpan? longestTurn, ref IEnumerable<Trouble> found);

    static partial void Offer(ActorSystem system, ref IInspector offered);
}

/// <summary>Stands in where an engine shows nothing of its actors.</summary>
internal sealed class NoInspector : IInspector
{
    public IReadOnlyList<ActorView> Hierarchy(string path, int maxDepth, int maxCount) =>
        throw new NotSupportedException("the actors of this node cannot be shown: its actor engine offers no look at them");
}
