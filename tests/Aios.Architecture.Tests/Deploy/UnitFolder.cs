using System.Diagnostics;
using Aios.Architecture.Tests.Tree;

namespace Aios.Architecture.Tests.Deploy;

/// <summary>The unit with the drop-ins asked for, laid out as in /etc/systemd/system, in a folder of its own.</summary>
internal sealed class UnitFolder : IDisposable
{
    public const string Tool = "systemd-analyze";

    private readonly string _root = Directory.CreateTempSubdirectory("aios-unit-").FullName;

    public UnitFolder(string unit, params string[] dropIns)
    {
        File.WriteAllText(Unit, unit);
        var folder = Directory.CreateDirectory($"{Unit}.d").FullName;
        foreach (var name in dropIns)
            File.WriteAllText(Path.Combine(folder, name), Shipped(name));
    }

    private string Unit => Path.Combine(_root, "aios.service");

    public static string Shipped(string name) => Repository.Here.Read($"deploy/systemd/{name}").Text;

    /// <summary>Whether the exposure is at most this many tenths; the report is what the tool says.</summary>
    public (bool Within, string Report) Exposure(int tenths) =>
        Run("security", "--offline=yes", "--no-pager", $"--threshold={tenths}", Unit) is var (code, output) ? (code == 0, output) : default;

    /// <summary>What the tool complains about; the executable is replaced by one that every machine has.</summary>
    public string Faults()
    {
        File.WriteAllText(Unit, File.ReadAllText(Unit).Replace("/usr/local/bin/aios up", "/bin/true"));
        return Run("verify", "--man=no", Unit).Output;
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private static (int Code, string Output) Run(params string[] arguments)
    {
        var start = new ProcessStartInfo(Tool, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + errors.Result);
    }
}

/// <summary>Skipped, with the reason and what to install, where systemd-analyze is missing.</summary>
internal sealed class UnitFactAttribute : FactAttribute
{
    public UnitFactAttribute()
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':');
        if (!folders.Any(folder => File.Exists(Path.Combine(folder, UnitFolder.Tool))))
            Skip = $"{UnitFolder.Tool} is not on this machine: apt-get install systemd";
    }
}
