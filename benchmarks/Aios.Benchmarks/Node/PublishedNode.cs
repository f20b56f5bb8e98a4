using System.Diagnostics;
using Aios.Loop.Surface.Verbs;

namespace Aios.Benchmarks.Node;

/// <summary>The executable as it ships, and an empty program made the same way; both are published once per run, into a temporary folder.</summary>
internal static class PublishedNode
{
    private const string EmptyProject = """
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <OutputType>Exe</OutputType>
            <TargetFramework>net10.0</TargetFramework>
            <RuntimeIdentifier>linux-x64</RuntimeIdentifier>
            <PublishSingleFile>true</PublishSingleFile>
            <ConcurrentGarbageCollection>false</ConcurrentGarbageCollection>
            <InvariantGlobalization>true</InvariantGlobalization>
          </PropertyGroup>
        </Project>
        """;
    private static readonly string Folder = MakeFolder();
    private static readonly Lazy<string> Node = new(() => Publish(Path.Combine(Repository.Root, "src", "Aios.Node"), "aios"));
    private static readonly Lazy<string> Empty = new(MakeEmpty);

    public static string Executable => Node.Value;

    /// <summary>Writes one line and waits for its input to end.</summary>
    public static string EmptyExecutable => Empty.Value;

    private static string MakeEmpty()
    {
        var source = Directory.CreateDirectory(Path.Combine(Folder, "source")).FullName;
        File.WriteAllText(Path.Combine(source, "empty.csproj"), EmptyProject);
        File.WriteAllText(Path.Combine(source, "Program.cs"), "System.Console.WriteLine(\"READY\"); System.Console.In.Read();");
        return Publish(source, "empty");
    }

    private static string Publish(string project, string name)
    {
        var output = Path.Combine(Folder, name);
        string[] arguments =
        [
            "publish",
            project,
            "-c",
            "Release",
            "-r",
            "linux-x64",
            "-p:PublishReadyToRun=true",
            "--self-contained",
            "false",
            "-v",
            "quiet",
            "-o",
            output,
        ];
        Console.Error.WriteLine($"\rdotnet {string.Join(' ', arguments)}");
        var start = new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true };
        using var publish = Process.Start(start)!;
        var text = publish.StandardOutput.ReadToEnd();
        publish.WaitForExit();
        return publish.ExitCode == 0 ? Path.Combine(output, name) : throw new InvalidOperationException($"dotnet publish failed:\n{text}");
    }

    private static string MakeFolder()
    {
        var path = Directory.CreateTempSubdirectory("aios-bench-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(path, recursive: true);
        return path;
    }
}
