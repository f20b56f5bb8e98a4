using Aios.Loop.Surface;

namespace Aios.Loop.Ports;

/// <summary>Keeps on record who asked for what.</summary>
public interface IAudit
{
    /// <summary>Returns when the entry is on disk.</summary>
    /// <exception cref="IOException">It could not be kept; what it speaks of must not be acknowledged.</exception>
    Task Note(AuditEntry entry);
}
