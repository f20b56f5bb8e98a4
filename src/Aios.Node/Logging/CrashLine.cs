using Aios.Loop.Surface.Verbs;
using Aios.Node.Output;
using Serilog;

namespace Aios.Node.Logging;

/// <summary>The last words of a process that an exception ends: one line on stderr, the whole of it in the log, exit code 70.</summary>
internal sealed class CrashLine : IDisposable
{
    public const int ExitCode = 70;

    private readonly ILogger _log;
    private readonly TextWriter _errors;
    private readonly Action _closeLog;
    private readonly Action<int> _exit;
    private int _told;

    /// <summary>From now on until disposed every exception that nobody handles ends the process here.</summary>
    /// <param name="closeLog">Brings what was logged into the file.</param>
    /// <param name="exit">Ends the process: <see cref="Environment.Exit"/>.</param>
    public CrashLine(ILogger log, TextWriter errors, Action closeLog, Action<int> exit)
    {
        (_log, _errors, _closeLog, _exit) = (log, errors, closeLog, exit);
        AppDomain.CurrentDomain.UnhandledException += OnUnhandled;
        TaskScheduler.UnobservedTaskException += OnUnobserved;
    }

    public void Dispose()
    {
        AppDomain.CurrentDomain.UnhandledException -= OnUnhandled;
        TaskScheduler.UnobservedTaskException -= OnUnobserved;
    }

    /// <summary>Also for an exception that reached the entry point. Only the first one is told.</summary>
    public void Tell(Exception error)
    {
        if (Interlocked.Exchange(ref _told, 1) == 1)
            return;
        try
        {
            _log.Fatal(error, "the node ends: {Reason:l}", Say.Cause(error));
            _closeLog();
        }
        finally
        {
            try
            {
                _errors.WriteLine($"aios: the node ends: {Say.Cause(error)}; the log has the details");
                _errors.Flush();
            }
            finally
            {
                _exit(ExitCode);
            }
        }
    }

    private void OnUnhandled(object sender, UnhandledExceptionEventArgs args) =>
        Tell(args.ExceptionObject as Exception ?? new InvalidOperationException($"{args.ExceptionObject}"));

    // A task that nobody waited for: what it was for did not happen, the process is whole.
    private void OnUnobserved(object? sender, UnobservedTaskExceptionEventArgs args)
    {
        _log.Error(args.Exception, "a task failed and nobody looked: {Reason:l}", Say.Cause(args.Exception));
        args.SetObserved();
    }
}
