namespace Aios.Node.Settings;

/// <summary>From sources to checked settings, or to everything that is wrong with them.</summary>
internal static class SettingsLoader
{
    /// <summary>Never throws for what a user wrote; the caller shows <see cref="SettingsResult.ErrorText"/> and exits with 3.</summary>
    public static SettingsResult Load(SettingsSources sources)
    {
        var faults = new FaultList();
        var settings = SettingsComposition.Compose(sources, faults) is { } root ? NodeSettingsReader.Read(root, faults) : null;
        return new SettingsResult(faults.IsEmpty ? settings : null, faults.Faults);
    }
}

/// <summary>Either settings or at least one fault.</summary>
internal sealed record SettingsResult(NodeSettings? Settings, IReadOnlyList<PlacedFault> Faults)
{
    /// <summary>One line per fault, each <c>place: key (value) must be …</c>; empty when there is none.</summary>
    public string ErrorText => string.Join('\n', Faults);
}
