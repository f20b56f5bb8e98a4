using System.Runtime.InteropServices;

namespace Aios.Gateway.Tests;

internal static class Native
{
    private const int Here = -100;
    private const uint RenameExchange = 2;

    [DllImport("libc", EntryPoint = "renameat2")]
    private static extern int RenameAt(
        int oldFolder,
        [MarshalAs(UnmanagedType.LPUTF8Str)] string oldPath,
        int newFolder,
        [MarshalAs(UnmanagedType.LPUTF8Str)] string newPath,
        uint flags
    );

    [DllImport("libc", EntryPoint = "mkfifo")]
    private static extern int MakeFifo([MarshalAs(UnmanagedType.LPUTF8Str)] string path, uint mode);

    /// <summary>A named pipe: who reads it waits until somebody writes.</summary>
    public static void MakePipe(string path) => Assert.Equal(0, MakeFifo(path, 0x180));

    /// <summary>Two names change places in one step.</summary>
    public static void Exchange(string one, string other) => _ = RenameAt(Here, one, Here, other, RenameExchange);
}
