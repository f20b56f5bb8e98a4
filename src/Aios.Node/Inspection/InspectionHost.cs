using Aios.Loop.Ports;

namespace Aios.Node.Inspection;

/// <summary>What the inspection port needs of its node.</summary>
/// <param name="Audit">Takes one line per request and per refused connection; must not block. What it throws is ignored.</param>
internal sealed record InspectionHost(IVerbs Verbs, TimeProvider Clock, PeerRules Peers, Action<AuditLine> Audit)
{
    public InspectionLimits Settings { get; init; } = InspectionLimits.Default;

    public void Note(AuditLine line)
    {
        try
        {
            Audit(line);
        }
        catch (Exception)
        {
            // A client must not be able to end the port by way of a full log disk.
        }
    }
}
