using System.Diagnostics;
using System.Text;

namespace Aios.Journal.Tests;

/// <summary>check_chain.py: the log's format read by another language, from its documentation alone.</summary>
internal static class ChainChecker
{
    /// <summary>Output is number of records and last hash; a fault is an error.</summary>
    public static (string Output, string Error) Run(JournalFolder folder)
    {
        var start = new ProcessStartInfo(PythonFactAttribute.Find()!) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "check_chain.py"));
        start.ArgumentList.Add(Path.GetDirectoryName(folder.Today)!);
        start.StandardOutputEncoding = start.StandardErrorEncoding = Encoding.UTF8;
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (output.Trim(), error.GetAwaiter().GetResult().Trim());
    }
}
