using System.Runtime.InteropServices;

namespace Aios.Platform.Machine;

/// <summary>How many columns and lines a terminal shows (TIOCGWINSZ of ioctl_tty(2)); 0: it does not know.</summary>
public readonly partial record struct TerminalSize(int Columns, int Lines)
{
    private const nuint GetWindowSize = 0x5413;

    /// <summary>Null when the descriptor is no terminal.</summary>
    public static TerminalSize? Of(int descriptor) =>
        Ioctl(descriptor, GetWindowSize, out var found) == 0 ? new TerminalSize(found.Columns, found.Lines) : null;

    [LibraryImport("libc", EntryPoint = "ioctl")]
    private static partial int Ioctl(int descriptor, nuint request, out Fields fields);

    /// <summary>struct winsize; the rest is in pixels, and unused.</summary>
    [StructLayout(LayoutKind.Sequential, Size = 8)]
    private struct Fields
    {
        public ushort Lines;
        public ushort Columns;
    }
}
