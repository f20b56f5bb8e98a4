using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Aios.Journeys.Tests.Processes;

/// <summary>The few calls of libc that the framework does not offer.</summary>
internal static class Native
{
    public const int Kill = 9;
    public const int Terminate = 15;
    public const int Continue = 18;
    public const int Stop = 19;

    public static bool IsRoot => geteuid() == 0;

    public static void Send(int pid, int signal)
    {
        if (kill(pid, signal) != 0)
            throw new Win32Exception(Marshal.GetLastPInvokeError(), $"kill({pid}, {signal})");
    }

    /// <summary>A named pipe: who reads it waits until somebody writes.</summary>
    public static void MakePipe(string path)
    {
        if (mkfifo(path, 0x180) != 0)
            throw new Win32Exception(Marshal.GetLastPInvokeError(), $"mkfifo({path})");
    }

    [DllImport("libc", SetLastError = true)]
    private static extern int kill(int pid, int signal);

    [DllImport("libc")]
    private static extern uint geteuid();

    [DllImport("libc", SetLastError = true)]
    private static extern int mkfifo([MarshalAs(UnmanagedType.LPUTF8Str)] string path, uint mode);
}
