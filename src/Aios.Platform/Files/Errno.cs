using System.Runtime.InteropServices;

namespace Aios.Platform.Files;

/// <summary>The kernel's error numbers that this room tells apart.</summary>
internal static class Errno
{
    public const int NotPermitted = 1;
    public const int Missing = 2;
    public const int Interrupted = 4;
    public const int InputOutput = 5;
    public const int WouldBlock = 11;
    public const int AccessDenied = 13;
    public const int Exists = 17;
    public const int NotADirectory = 20;
    public const int IsADirectory = 21;
    public const int TooManyOpen = 24;
    public const int TooBig = 27;
    public const int NoSpace = 28;
    public const int ReadOnly = 30;
    public const int Loop = 40;
    public const int Quota = 122;

    public static string Describe(int errno) => Marshal.GetPInvokeErrorMessage(errno);

    /// <summary>On Unix the framework leaves the raw error number in <see cref="Exception.HResult"/> of an I/O error.</summary>
    public static int Of(IOException error) => error is StorageSyncException sync ? sync.ErrorNumber : error.HResult & 0xFFFF;
}
