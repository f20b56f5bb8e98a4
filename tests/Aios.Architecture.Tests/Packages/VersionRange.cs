namespace Aios.Architecture.Tests.Packages;

/// <summary>An interval of versions in NuGet's notation, e.g. <c>[6.0.0,6.0.10)</c> or <c>(,13.0.1)</c>.</summary>
internal sealed record VersionRange(PackageVersion? From, bool WithFrom, PackageVersion? To, bool WithTo)
{
    public static VersionRange Parse(string text)
    {
        var ends = text.Length > 2 ? text[1..^1].Split(',') : [];
        if (ends.Length != 2 || text[0] is not ('(' or '[') || text[^1] is not (')' or ']'))
            throw new FormatException($"'{text}' is no interval like [1.0.0,2.0.0)");
        return new(End(ends[0]), text[0] == '[', End(ends[1]), text[^1] == ']');

        static PackageVersion? End(string end) => end.Trim().Length == 0 ? null : PackageVersion.Parse(end.Trim());
    }

    public bool Contains(PackageVersion version) =>
        (From is null || version.CompareTo(From) is var low && (low > 0 || (WithFrom && low == 0)))
        && (To is null || version.CompareTo(To) is var high && (high < 0 || (WithTo && high == 0)));
}

/// <summary>Numbers, then an optional pre-release label, which sorts before the release.</summary>
internal sealed record PackageVersion(Version Number, string Label) : IComparable<PackageVersion>
{
    public static PackageVersion Parse(string text)
    {
        var parts = text.Split('+')[0].Split('-', 2);
        if (!Version.TryParse(parts[0], out var number))
            throw new FormatException($"'{text}' is no version");
        return new(
            new(number.Major, number.Minor, Math.Max(number.Build, 0), Math.Max(number.Revision, 0)),
            parts.ElementAtOrDefault(1) ?? ""
        );
    }

    public override string ToString() => Label.Length == 0 ? Number.ToString(Number.Revision > 0 ? 4 : 3) : $"{Number.ToString(3)}-{Label}";

    public int CompareTo(PackageVersion? other)
    {
        var byNumber = Number.CompareTo(other?.Number);
        if (byNumber != 0 || Label == other?.Label)
            return byNumber;
        if (Label.Length == 0 || other!.Label.Length == 0)
            return Label.Length == 0 ? 1 : -1;
        return string.CompareOrdinal(Label, other.Label);
    }
}
