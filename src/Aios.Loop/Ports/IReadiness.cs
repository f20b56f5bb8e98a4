using Aios.Loop.Surface;

namespace Aios.Loop.Ports;

/// <summary>Whether a node may take work.</summary>
public interface IReadiness
{
    /// <summary>What keeps it from that; empty: it may. Bounded in time, and asks no actor.</summary>
    Task<IReadOnlyList<NotReady>> Failing();
}
