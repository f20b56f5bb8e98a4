namespace Aios.Loop.Ports;

/// <summary>What a node measures of itself. It is the scope of all its meters: a process may hold several nodes.</summary>
public interface IMeasurements
{
    /// <summary>
    /// Makes the instruments at the first call, and asks the actors for what nobody else knows. Bounded; never throws: what was not answered
    /// is left out.
    /// </summary>
    Task Refresh();
}
