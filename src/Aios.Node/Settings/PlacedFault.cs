using Aios.Loop.Vocabulary;
using Aios.Platform.Hocon;

namespace Aios.Node.Settings;

/// <summary>Something wrong in a file, an environment variable or an option, and where.</summary>
/// <param name="At">Line 0: the place has no lines, only the name counts.</param>
internal sealed record PlacedFault(Origin At, string Text)
{
    public override string ToString() => $"{Place.Text(At)}: {Text}";
}

internal static class Place
{
    /// <summary><c>file:line:column</c>, or the name alone for an environment variable, an option or a file that cannot be read.</summary>
    public static string Text(Origin origin) => origin.Line == 0 ? origin.File : origin.ToString();

    public static Origin Whole(string name) => new(name, 0, 0);

    public static Origin Of(HoconOrigin origin) =>
        origin.File.StartsWith(EnvironmentLayer.Mark) || origin.File.StartsWith(OverrideLayer.Mark, StringComparison.Ordinal)
            ? Whole(origin.File)
            : new Origin(origin.File, origin.Line, origin.Column);
}

/// <summary>Gathers faults in the order in which they are met.</summary>
internal sealed class FaultList
{
    private readonly List<PlacedFault> _faults = [];

    public IReadOnlyList<PlacedFault> Faults => _faults;

    public bool IsEmpty => _faults.Count == 0;

    public void Add(Origin at, string text) => _faults.Add(new PlacedFault(at, text));

    public void Add(HoconOrigin at, string text) => Add(Place.Of(at), text);

    public void AddRange(IEnumerable<PlacedFault> faults) => _faults.AddRange(faults);
}
