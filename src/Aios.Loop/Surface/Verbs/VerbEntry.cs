namespace Aios.Loop.Surface.Verbs;

/// <summary>One verb as every front offers it: command line, inspection port, web palette.</summary>
/// <param name="Name">Noun first, then verb: <c>events query</c>.</param>
/// <param name="Palette">The group under which help lists it.</param>
/// <param name="Schema">What its items look like: <c>aios.events/1</c>, described by <see cref="Ports.IVerbs.MembersOf"/>.</param>
/// <param name="Example">A whole command line that parses.</param>
public sealed record VerbEntry(
    string Name,
    string Palette,
    string Summary,
    VerbEffect Effect,
    VerbRole LeastRole,
    VerbScope Scope,
    string Schema,
    string Example
)
{
    public IReadOnlyList<VerbArgument> Arguments { get; init; } = [];

    /// <summary>Its items are for programs: one JSON line each, unless another form is asked for.</summary>
    public bool WritesLines { get; init; }

    /// <summary>Goes on until it is interrupted; no time limit applies.</summary>
    public bool Streams { get; init; }

    /// <summary>Takes as long as the disk does: a front that cannot wait says where the answer will be.</summary>
    public bool TakesLong { get; init; }

    /// <summary>Its answer opens a door: it is shown once and kept nowhere.</summary>
    public bool TellsSecret { get; init; }

    /// <summary>Null: it answers whole.</summary>
    public VerbPaging? Paging { get; init; }

    /// <summary>What <c>--fail-on</c> may ask of its rows; null: it is no list.</summary>
    public VerbRows? Rows { get; init; }

    /// <summary>It changes nothing and ends by itself: it can be asked again and again.</summary>
    public bool CanBeWatched =>
        Effect == VerbEffect.Read && !Streams && !TakesLong && !WritesLines && Arguments.All(argument => argument.Name != "watch");
}

public enum VerbEffect
{
    Read,
    Write,
    Destructive,
}

/// <summary>Where a verb runs.</summary>
public enum VerbScope
{
    /// <summary>In the process that was started, without a node.</summary>
    Local,

    /// <summary>In the node of the data folder.</summary>
    Node,

    /// <summary>In any node of the cluster.</summary>
    Cluster,
}

public enum VerbRole
{
    Viewer,
    Operator,
    Approver,
    Admin,

    /// <summary>Posts events and may do nothing else.</summary>
    Source,
}

public static class VerbRoles
{
    public static bool Permits(this VerbRole granted, VerbEntry entry) =>
        granted == VerbRole.Source ? entry.LeastRole == VerbRole.Source
        : entry.LeastRole == VerbRole.Source ? granted >= VerbRole.Operator
        : granted >= entry.LeastRole;

    public static string Text(this VerbRole role) => role.ToString().ToLowerInvariant();
}
