using Aios.Loop.Vocabulary;

namespace Aios.Loop.Sensing;

/// <summary>What the looks at one target have found so far.</summary>
public sealed record CheckState
{
    public static CheckState Empty { get; } = new();

    /// <summary>So many looks in a row found it down.</summary>
    public int Failures { get; init; }

    /// <summary>So many answers in a row were slow.</summary>
    public int Slow { get; init; }

    /// <summary>Of its size in bytes.</summary>
    public Trend Growth { get; init; } = Trend.Empty;
}

/// <summary>One figure of one target beside its bounds.</summary>
/// <param name="Type">The event that says it is over them.</param>
/// <param name="Aspect">Null when it is about the target as such: it has the plain name then.</param>
public sealed record Finding(string Type, string? Aspect, double Value, ThresholdSettings Bounds)
{
    /// <summary>The name under which it stands, recovers and is verified: <c>/var/log/app.log#growth</c>.</summary>
    public string TargetOf(string target) => Aspect is null ? target : $"{target}#{Aspect}";
}

/// <summary>What one look means. A finding that an earlier look made and this one does not is over.</summary>
public sealed record Judgement(CheckState State, IReadOnlyList<Finding> Findings);
