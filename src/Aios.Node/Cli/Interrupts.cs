using System.Runtime.InteropServices;
using Aios.Loop.Surface.Verbs;
using Aios.Node.Verbs;

namespace Aios.Node.Cli;

/// <summary>SIGINT and SIGTERM: the first one asks to end, the second one ends the process at once.</summary>
internal sealed class Interrupts : IDisposable
{
    private readonly CancellationTokenSource _asked = new();
    private readonly List<PosixSignalRegistration> _registrations = [];
    private int _count;

    public CancellationToken Token => _asked.Token;

    /// <summary>What an interrupted verb ends with.</summary>
    public int Code { get; private set; } = ExitCode.Interrupted;

    /// <summary>Listens to this process's signals.</summary>
    public static Interrupts OfProcess()
    {
        var interrupts = new Interrupts();
        foreach (var signal in (PosixSignal[])[PosixSignal.SIGINT, PosixSignal.SIGTERM])
            interrupts._registrations.Add(
                PosixSignalRegistration.Create(
                    signal,
                    context =>
                    {
                        context.Cancel = true;
                        if (!interrupts.Take(context.Signal))
                            Environment.Exit(interrupts.Code);
                    }
                )
            );
        return interrupts;
    }

    /// <summary>False when it is not the first.</summary>
    public bool Take(PosixSignal signal)
    {
        Code = signal == PosixSignal.SIGTERM ? ExitCode.Terminated : ExitCode.Interrupted;
        if (Interlocked.Increment(ref _count) > 1)
            return false;
        _asked.Cancel();
        return true;
    }

    public void Dispose()
    {
        foreach (var registration in _registrations)
            registration.Dispose();
        _asked.Dispose();
    }
}
