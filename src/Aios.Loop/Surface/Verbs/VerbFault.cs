namespace Aios.Loop.Surface.Verbs;

/// <summary>What kept a verb from ending well, for fronts that tell more apart than exit codes do.</summary>
public enum VerbFault
{
    /// <summary>Nothing did, or nothing that has a name here.</summary>
    None,

    /// <summary>What the arguments name is not there.</summary>
    NotFound,

    /// <summary>It is there, and does not allow this as it stands now.</summary>
    Conflict,

    /// <summary>Who should have answered did not, in time or at all; later it may.</summary>
    Unavailable,

    /// <summary>This node cannot do it, whoever asks.</summary>
    Unsupported,
}
