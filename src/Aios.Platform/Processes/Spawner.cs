using System.Text;
using Aios.Platform.Native;

namespace Aios.Platform.Processes;

/// <summary>The parent's side of a started child. Descriptors are -1 when there is nothing (any more) to read or write.</summary>
internal sealed class Spawned
{
    public required int Pid { get; init; }
    public required int Pidfd { get; init; }
    public int Input { get; set; }
    public int Output { get; set; }
    public int Errors { get; set; }

    /// <summary>What a waiting child (<see cref="LimitSetter"/>) reads before it goes on.</summary>
    public int Gate { get; set; }

    public void Close()
    {
        Gate = ChildPipe.Closed(Gate);
        (Input, Output, Errors) = (ChildPipe.Closed(Input), ChildPipe.Closed(Output), ChildPipe.Closed(Errors));
        _ = ChildPipe.Closed(Pidfd);
    }
}

/// <summary>Starts a child by posix_spawn(3) as leader of its own session, with default signals and only descriptors 0, 1, 2 and its gate.</summary>
internal static unsafe class Spawner
{
    private const short Flags = 0x04 | 0x08 | 0x80; // SETSIGDEF, SETSIGMASK, SETSID
    private const int WriteOnly = 1;
    private const int SetFlags = 4; // F_SETFL
    private const nint CloseRange = 436;
    private const nint CloseOnExecOnly = 4;

    /// <summary>The error number is 0 when it runs.</summary>
    /// <param name="gate">It has a pipe to wait at as descriptor 3.</param>
    public static int Start(
        IReadOnlyList<string> arguments,
        IReadOnlyList<string> environment,
        string folder,
        bool input,
        bool output,
        bool gate,
        out Spawned? child
    )
    {
        child = null;
        Span<int> ends = [-1, -1, -1, -1, -1, -1, -1, -1];
        try
        {
            if (!OpenEnds(ends, input, output, gate))
                return Libc.LastError;
            // What this process itself inherited open would go on to the child; what .NET opens does not.
            _ = Libc.SystemCall(CloseRange, 3, int.MaxValue, CloseOnExecOnly, 0);
            var error = Spawn(arguments, environment, folder, ends, out var pid);
            if (error != 0)
                return error;
            var pidfd = Pidfd.Open(pid);
            child = new Spawned
            {
                Pid = pid,
                Pidfd = pidfd,
                Input = Keep(ref ends[1]),
                Output = Keep(ref ends[2]),
                Errors = Keep(ref ends[4]),
                Gate = Keep(ref ends[7]),
            };
            return 0;
        }
        finally
        {
            foreach (var end in ends)
            {
                if (end >= 0)
                    _ = Libc.Close(end);
            }
        }
    }

    /// <summary>Pairs of (read, write) for input, output, errors and the gate; what is not wanted has the empty device at the child's end.</summary>
    private static bool OpenEnds(Span<int> ends, bool input, bool output, bool gate)
    {
        fixed (int* at = ends)
        fixed (byte* device = "/dev/null\0"u8)
        {
            if (gate && Libc.Pipe(at + 6, Libc.CloseOnExec) != 0)
                return false;
            if (input ? Libc.Pipe(at, Libc.CloseOnExec) != 0 : (ends[0] = Libc.Open(device, Libc.CloseOnExec, 0)) < 0)
                return false;
            return output
                ? Libc.Pipe(at + 2, Libc.CloseOnExec) == 0 && Libc.Pipe(at + 4, Libc.CloseOnExec) == 0
                : (ends[3] = Libc.Open(device, WriteOnly | Libc.CloseOnExec, 0)) >= 0
                    && (ends[5] = Libc.Open(device, WriteOnly | Libc.CloseOnExec, 0)) >= 0;
        }
    }

    private static int Spawn(IReadOnlyList<string> arguments, IReadOnlyList<string> environment, string folder, Span<int> ends, out int pid)
    {
        // Larger than glibc's and musl's structures (80 and 336 bytes).
        var actions = stackalloc byte[512];
        var attributes = stackalloc byte[512];
        var signals = stackalloc byte[128];
        new Span<byte>(signals, 128).Clear();
        _ = Libc.ActionsInit(actions);
        _ = Libc.AttributesInit(attributes);
        using var texts = new NativeTexts();
        try
        {
            for (var target = 0; target < 3; target++)
                _ = Libc.ActionsDuplicate(actions, ends[target == 0 ? 0 : target * 2 + 1], target);
            if (ends[6] >= 0)
                _ = Libc.ActionsDuplicate(actions, ends[6], 3);
            _ = Libc.ActionsChangeFolder(actions, texts.Add(folder));
            _ = Libc.AttributesSignalMask(attributes, signals);
            new Span<byte>(signals, 8).Fill(0xFF);
            _ = Libc.AttributesSignalDefaults(attributes, signals);
            _ = Libc.AttributesFlags(attributes, Flags);
            int started;
            var error = Libc.Spawn(
                &started,
                texts.Add(arguments[0]),
                actions,
                attributes,
                texts.AddAll(arguments),
                texts.AddAll(environment)
            );
            pid = started;
            return error;
        }
        finally
        {
            _ = Libc.ActionsDestroy(actions);
            _ = Libc.AttributesDestroy(attributes);
        }
    }

    private static int Keep(ref int end)
    {
        var kept = end;
        end = -1;
        if (kept >= 0)
            _ = Libc.Control(kept, SetFlags, Libc.NonBlocking);
        return kept;
    }

    /// <summary>NUL-terminated UTF-8 texts outside the managed heap, freed together.</summary>
    private sealed class NativeTexts : IDisposable
    {
        private readonly List<nint> _blocks = [];

        public byte* Add(string text)
        {
            var bytes = Encoding.UTF8.GetByteCount(text);
            var block = (byte*)Block(bytes + 1);
            Encoding.UTF8.GetBytes(text, new Span<byte>(block, bytes));
            block[bytes] = 0;
            return block;
        }

        public byte** AddAll(IReadOnlyList<string> texts)
        {
            var list = (byte**)Block((texts.Count + 1) * sizeof(byte*));
            for (var index = 0; index < texts.Count; index++)
                list[index] = Add(texts[index]);
            list[texts.Count] = null;
            return list;
        }

        public void Dispose()
        {
            foreach (var block in _blocks)
                System.Runtime.InteropServices.Marshal.FreeHGlobal(block);
        }

        private nint Block(int bytes)
        {
            var block = System.Runtime.InteropServices.Marshal.AllocHGlobal(bytes);
            _blocks.Add(block);
            return block;
        }
    }
}
