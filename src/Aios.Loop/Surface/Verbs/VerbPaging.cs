namespace Aios.Loop.Surface.Verbs;

/// <summary>How a long list is asked for in parts. Its order does not change while rows come and go.</summary>
/// <param name="Size">The argument that says how many.</param>
/// <param name="After">The argument that says after which item a part begins.</param>
/// <param name="Key">The member of an item whose value goes there.</param>
public sealed record VerbPaging(string Size, string After, string Key)
{
    /// <summary>A flag without which the list comes in another order, or null.</summary>
    public string? Order { get; init; }
}
