using System.Runtime.InteropServices;

namespace Aios.Journeys.Tests.Processes;

/// <summary>The executable that was built together with these tests.</summary>
internal static class AiosExecutable
{
    public static string Path { get; } = Find();

    /// <summary>The environment of every child: what the caller has, less what steers a node, plus where the runtime is.</summary>
    public static IReadOnlyDictionary<string, string> Environment { get; } = Compose();

    /// <summary>The executable with all that it needs, as a copy that may be spoilt.</summary>
    public static string CopyTo(string folder)
    {
        var built = System.IO.Path.GetDirectoryName(Path)!;
        foreach (var file in Directory.EnumerateFiles(built, "*", SearchOption.AllDirectories))
        {
            var copy = System.IO.Path.Combine(folder, System.IO.Path.GetRelativePath(built, file));
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
        return System.IO.Path.Combine(folder, System.IO.Path.GetFileName(Path));
    }

    private static string Find()
    {
        var here = new DirectoryInfo(AppContext.BaseDirectory);
        var beside = System.IO.Path.Combine(here.FullName, "aios");
        if (File.Exists(beside))
            return beside;
        var (framework, configuration) = (here.Name, here.Parent!.Name);
        for (var at = here.Parent; at is not null; at = at.Parent)
            if (
                System.IO.Path.Combine(at.FullName, "src/Aios.Node/bin", configuration, framework, "aios") is var built
                && File.Exists(built)
            )
                return built;
        throw new FileNotFoundException($"no executable aios beside {here.FullName}, nor in src/Aios.Node/bin; build Aios.Node first");
    }

    private static Dictionary<string, string> Compose()
    {
        string[] kept = ["PATH", "HOME", "LANG", "TMPDIR", "DOTNET_ROOT", "DOTNET_ROOT_X64"];
        var found = new Dictionary<string, string>();
        foreach (var name in kept)
            if (System.Environment.GetEnvironmentVariable(name) is { } value)
                found[name] = value;
        // …/shared/Microsoft.NETCore.App/VERSION/ is three levels below the root.
        found.TryAdd(
            "DOTNET_ROOT",
            System.IO.Path.GetFullPath(System.IO.Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "../../.."))
        );
        return found;
    }
}
