using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Aios.Benchmarks.Node;

/// <summary>A process with a data folder of its own; its lines carry the time since it was started.</summary>
internal sealed class Running : IDisposable
{
    private const int TermSignal = 15;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly string _folder = Directory.CreateTempSubdirectory("aios-bench-").FullName;
    private readonly Process _process;
    private readonly long _began;

    public Running(string executable, params string[] arguments)
    {
        var start = new ProcessStartInfo(executable, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["AIOS_DATA"] = Path.Combine(_folder, "data");
        _began = Stopwatch.GetTimestamp();
        _process = Process.Start(start)!;
        _process.ErrorDataReceived += (_, _) => { };
        _process.BeginErrorReadLine();
    }

    public int Pid => _process.Id;

    /// <summary>Milliseconds from the start until a line begins like this.</summary>
    public double Until(params string[] beginnings)
    {
        while (_process.StandardOutput.ReadLine() is { } line)
            if (beginnings.Any(beginning => line.StartsWith(beginning, StringComparison.Ordinal)))
                return Stopwatch.GetElapsedTime(_began).TotalMilliseconds;
        throw new InvalidOperationException(
            $"{_process.StartInfo.FileName} ended without a line that begins with {string.Join(" or ", beginnings)}"
        );
    }

    public void Dispose()
    {
        _ = Kill(_process.Id, TermSignal);
        _process.StandardInput.Close();
        _process.StandardOutput.ReadToEnd();
        if (!_process.WaitForExit(Patience))
            _process.Kill();
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int Kill(int pid, int signal);
}
