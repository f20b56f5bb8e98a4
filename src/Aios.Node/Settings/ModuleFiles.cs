using System.Reflection;
using System.Text;

namespace Aios.Node.Settings;

/// <summary>The configuration that is part of the executable, by its path in the repository: <c>hocon/aios.conf</c>.</summary>
internal static class ModuleFiles
{
    private static readonly Assembly Own = typeof(ModuleFiles).Assembly;

    /// <summary>Lowest first.</summary>
    public static IReadOnlyList<string> Modules { get; } =
    ["hocon/akka.conf", "hocon/inspection.conf", "hocon/office.conf", "hocon/aios.conf"];

    public static IReadOnlyList<string> Profiles { get; } =
    [.. Below("hocon/profiles/").Select(name => Path.GetFileNameWithoutExtension(name))];

    public static IReadOnlyList<string> Playbooks { get; } = [.. Below("hocon/playbooks/")];

    /// <exception cref="ArgumentException">There is no such file in the executable.</exception>
    public static string Read(string name)
    {
        using var stream =
            Own.GetManifestResourceStream(name) ?? throw new ArgumentException($"the executable holds no {name}", nameof(name));
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }

    private static IEnumerable<string> Below(string folder) =>
        Own.GetManifestResourceNames().Where(name => name.StartsWith(folder, StringComparison.Ordinal)).Order(StringComparer.Ordinal);
}
