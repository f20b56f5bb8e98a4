namespace Aios.Loop.Effects;

/// <summary>Where a run stands.</summary>
public enum RunPhase
{
    Planned,

    /// <summary>People are asked whether it may go on.</summary>
    WaitingApproval,
    Approved,
    Running,
    Waiting,
    Verifying,
    Failed,
    Compensating,

    /// <summary>Nobody but a person can say whether an effect happened.</summary>
    WaitingForPerson,

    /// <summary>Somebody ended it; what it did is being put back.</summary>
    Cancelling,
    Verified,
    RolledBack,
    Stuck,
    Cancelled,

    /// <summary>Somebody said no.</summary>
    Denied,

    /// <summary>Nobody said yes in time.</summary>
    Expired,

    /// <summary>Its playbook only watches: everything was decided and recorded, nothing was done.</summary>
    Shadowed,
}

public static class RunPhases
{
    public static bool IsTerminal(this RunPhase phase) => phase >= RunPhase.Verified;

    /// <summary>It says nothing about how well a playbook repairs: people ended it, or it only watched.</summary>
    public static bool IsByPeople(this RunPhase phase) => phase >= RunPhase.Cancelled;

    /// <summary>As events and lists show it: <c>rolled-back</c>.</summary>
    public static string Text(this RunPhase phase) =>
        phase switch
        {
            RunPhase.WaitingApproval => "waiting-approval",
            RunPhase.RolledBack => "rolled-back",
            RunPhase.WaitingForPerson => "waiting-for-person",
            _ => phase.ToString().ToLowerInvariant(),
        };
}
