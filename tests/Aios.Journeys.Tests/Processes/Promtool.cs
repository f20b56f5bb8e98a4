using System.Diagnostics;

namespace Aios.Journeys.Tests.Processes;

/// <summary>The checker that comes with Prometheus.</summary>
internal static class Promtool
{
    public const string Name = "promtool";

    /// <summary>What it says about this; its code, 0 when all is well.</summary>
    public static async Task<(int Code, string Said)> Run(string input, params string[] arguments)
    {
        using var process = Process.Start(
            new ProcessStartInfo(Name, arguments)
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }
        )!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await errors);
    }
}

/// <summary>Skipped, with what to install, where promtool is missing.</summary>
public sealed class PromtoolFactAttribute : FactAttribute
{
    public PromtoolFactAttribute() => Skip = Requirement.Promtool!;
}
