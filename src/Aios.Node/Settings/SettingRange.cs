namespace Aios.Node.Settings;

/// <summary>The bounds of a number, a duration or a size as they are enforced: what is said of a value beyond them.</summary>
internal static class SettingRange
{
    private const string MustBe = " must be ";

    /// <summary>Null when every value of its type is taken.</summary>
    public static string? Of(SettingValue setting)
    {
        var said = Beyond(setting.Allowed).SelectMany(value => Refusals(setting.Key, value)).Distinct().ToList();
        return said.Count == 0 ? null : string.Join("; ", said);
    }

    /// <summary>The least and the most that the type can say.</summary>
    private static string[] Beyond(string allowed) =>
        allowed == ScalarKinds.Duration.Allowed ? ["-1ms", "1000000d"]
        : allowed == ScalarKinds.Bytes.Allowed ? ["1", "4EiB"]
        : allowed == ScalarKinds.Integer.Allowed || allowed == ScalarKinds.Long.Allowed ? [$"{int.MinValue}", $"{int.MaxValue}"]
        : allowed == ScalarKinds.Number.Allowed ? ["-1e300", "1e300"]
        : [];

    private static IEnumerable<string> Refusals(string key, string value)
    {
        var variables = new Dictionary<string, string> { [EnvironmentLayer.VariableOf(key)] = value };
        foreach (var fault in SettingsLoader.Load(SettingsSources.Default with { Environment = variables }).Faults)
            if (
                fault.Text.StartsWith($"{key} (", StringComparison.Ordinal)
                && fault.Text.IndexOf(MustBe, StringComparison.Ordinal) is > 0 and var at
            )
                yield return fault.Text[(at + MustBe.Length)..];
    }
}
