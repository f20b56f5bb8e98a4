using System.Diagnostics;

namespace Aios.Journeys.Tests.Processes;

/// <summary>A process that was started here: its lines as they come, its end, and its certain end when this is disposed.</summary>
internal sealed class Child : IAsyncDisposable
{
    /// <summary>For one thing to happen on a machine that has other work; what takes longer hangs.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly Lock _gate = new();
    private readonly List<string> _output = [];
    private readonly List<string> _errors = [];
    private readonly List<(Func<string, bool> Fits, TaskCompletionSource<string> Found)> _waiting = [];
    private readonly List<(Func<string, bool> Fits, TaskCompletionSource<string> Found)> _waitingForErrors = [];
    private readonly Process _process;
    private readonly string _title;

    private Child(Process process, string title) => (_process, _title) = (process, title);

    public int Pid => _process.Id;
    public bool HasEnded => _process.HasExited;

    /// <summary>The lines of standard output so far.</summary>
    public IReadOnlyList<string> Output
    {
        get
        {
            lock (_gate)
                return [.. _output];
        }
    }

    /// <param name="isSpokenTo">Its standard input stays open until <see cref="GoOn"/>.</param>
    public static Child Start(
        string program,
        IEnumerable<string> arguments,
        IReadOnlyDictionary<string, string>? variables = null,
        bool isSpokenTo = false
    )
    {
        var info = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        info.Environment.Clear();
        foreach (var (name, value) in AiosExecutable.Environment.Concat(variables ?? new Dictionary<string, string>()))
            info.Environment[name] = value;
        var child = new Child(new Process { StartInfo = info }, $"{Path.GetFileName(program)} {string.Join(' ', info.ArgumentList)}");
        child._process.OutputDataReceived += (_, line) => child.Take(line.Data, child._output, child._waiting);
        child._process.ErrorDataReceived += (_, line) => child.Take(line.Data, child._errors, child._waitingForErrors);
        child._process.Start();
        if (!isSpokenTo)
            child.GoOn();
        child._process.BeginOutputReadLine();
        child._process.BeginErrorReadLine();
        return child;
    }

    /// <summary>The first line of standard output that fits, also one that came before.</summary>
    public Task<string> Line(string what, Func<string, bool> fits) => Line(what, fits, _output, _waiting);

    /// <summary>The same of standard error.</summary>
    public Task<string> ErrorLine(string what, Func<string, bool> fits) => Line(what, fits, _errors, _waitingForErrors);

    private async Task<string> Line(
        string what,
        Func<string, bool> fits,
        List<string> lines,
        List<(Func<string, bool> Fits, TaskCompletionSource<string> Found)> waiting
    )
    {
        var found = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
            if (lines.FirstOrDefault(fits) is { } before)
                found.SetResult(before);
            else
                waiting.Add((fits, found));
        var ended = _process.WaitForExitAsync();
        if (await Task.WhenAny(found.Task, ended).Waiting(Patience, () => $"{what} from {Told()}") == ended && !found.Task.IsCompleted)
            throw new JourneyException($"{_title} ended with code {_process.ExitCode} before {what}\n{Told()}");
        return await found.Task;
    }

    /// <summary>Waits for the end; everything that was written is there then.</summary>
    public async Task<Ended> End()
    {
        await _process.WaitForExitAsync().Waiting(Patience, () => $"the end of {Told()}");
        lock (_gate)
            return new Ended(_title, _process.ExitCode, string.Join('\n', _output), string.Join('\n', _errors));
    }

    /// <summary>Ends its standard input.</summary>
    public void GoOn() => _process.StandardInput.Close();

    public void Signal(int signal) => Native.Send(Pid, signal);

    public string Told()
    {
        lock (_gate)
            return $"{_title} (pid {Pid})\n--- stdout\n{Shorten(_output)}\n--- stderr\n{Shorten(_errors)}";
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static string Shorten(List<string> lines) => string.Join('\n', lines.TakeLast(80));

    private void Take(string? line, List<string> lines, List<(Func<string, bool> Fits, TaskCompletionSource<string> Found)> waiting)
    {
        if (line is null)
            return;
        lock (_gate)
        {
            lines.Add(line);
            foreach (var each in waiting.Where(each => each.Fits(line)).ToList())
            {
                each.Found.TrySetResult(line);
                waiting.Remove(each);
            }
        }
    }
}

/// <summary>A process that is over.</summary>
internal sealed record Ended(string Title, int Code, string Output, string Errors)
{
    /// <summary>Checks the exit code; a wrong one shows everything that was said.</summary>
    public Ended With(int code) =>
        Code == code
            ? this
            : throw new JourneyException($"{Title} ended with {Code}, expected {code}\n--- stdout\n{Output}\n--- stderr\n{Errors}");

    public override string ToString() => $"{Title} → {Code}\n--- stdout\n{Output}\n--- stderr\n{Errors}";
}
