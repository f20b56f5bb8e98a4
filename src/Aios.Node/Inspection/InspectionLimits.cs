namespace Aios.Node.Inspection;

/// <summary>Limits of the inspection port.</summary>
internal sealed record InspectionLimits
{
    public static InspectionLimits Default { get; } = new();

    public int MaxClients { get; init; } = 8;

    /// <summary>A client that asks nothing for so long is closed.</summary>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>A client that does not take an answer for so long is closed.</summary>
    public TimeSpan WriteTimeout { get; init; } = TimeSpan.FromSeconds(10);
}

/// <summary>One line of the audit: who asked what, and what became of it.</summary>
/// <param name="Pid">0 when the kernel did not tell.</param>
/// <param name="Arguments">As JSON, cut to 500 characters.</param>
/// <param name="DurationMs">From the request to its end.</param>
internal sealed record AuditLine(
    DateTimeOffset At,
    int Pid,
    uint? UserId,
    string Verb,
    string Arguments,
    int Code,
    string? Error,
    double DurationMs
);
