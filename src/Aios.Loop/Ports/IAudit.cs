using Aios.Loop.Surface;

namespace Aios.Loop.Ports;

/// <summary>Keeps on record who asked for what.</summary>
public interface IAudit
{
    /// <summary>Returns when the entry is on disk.</summary>
    /// <exception cref="IOException">It could not be kept; what it speaks of must not be acknowledged.</exception>
    Task Note(AuditEntry entry);

    /// <summary>The newest that fit, oldest first.</summary>
    /// <exception cref="IOException">The record is damaged or cannot be read.</exception>
    Task<IReadOnlyList<AuditRecord>> Query(AuditQuery query);

    /// <summary>Reads the whole record and checks that nothing in it was changed, added or taken out. It takes as long as the disk does.</summary>
    Task<AuditCheck> Verify();
}
