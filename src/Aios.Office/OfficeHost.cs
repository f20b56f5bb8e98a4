using Aios.Loop.Ports;
using Aios.Office.Access;
using Aios.Office.Live;

namespace Aios.Office;

/// <summary>What the office needs of its node.</summary>
/// <param name="NodeId">Names the cookie: browsers share cookies between the ports of one host.</param>
public sealed record OfficeHost(
    IVerbs Verbs,
    IViews Views,
    IInspector Inspector,
    IAccessStore Access,
    IAudit Audit,
    TimeProvider Clock,
    OfficeSettings Settings,
    string NodeId
)
{
    /// <summary>Whether the node may take work; null: always.</summary>
    public IReadiness? Readiness { get; init; }

    /// <summary>What the node measures of itself; null: only the office is measured.</summary>
    public IMeasurements? Measurements { get; init; }

    /// <summary>The same that the store tells, when tokens can be revoked by another front.</summary>
    public OpenDoors Doors { get; init; } = new();

    internal LiveLimits Live { get; init; } = LiveLimits.Default;

    /// <summary>Hears of what no caller can be told; must not block.</summary>
    public Action<Exception> Fault { get; init; } = static _ => { };
}
