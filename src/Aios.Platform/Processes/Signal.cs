namespace Aios.Platform.Processes;

/// <summary>A signal by its POSIX name; the numbers are those of Linux on x64 and arm64.</summary>
public readonly record struct Signal(string Name, int Number)
{
    public static readonly Signal Hup = new("HUP", 1);
    public static readonly Signal Int = new("INT", 2);
    public static readonly Signal Quit = new("QUIT", 3);
    public static readonly Signal Kill = new("KILL", 9);
    public static readonly Signal Usr1 = new("USR1", 10);
    public static readonly Signal Usr2 = new("USR2", 12);
    public static readonly Signal Term = new("TERM", 15);
    public static readonly Signal Cont = new("CONT", 18);
    public static readonly Signal Stop = new("STOP", 19);

    public static IReadOnlyList<Signal> All { get; } = [Hup, Int, Quit, Kill, Usr1, Usr2, Term, Cont, Stop];

    /// <summary>Finds <c>TERM</c>; <c>SIGTERM</c> is the same.</summary>
    public static bool TryParse(string name, out Signal signal)
    {
        var wanted = name.StartsWith("SIG", StringComparison.Ordinal) ? name[3..] : name;
        signal = All.FirstOrDefault(known => known.Name == wanted);
        return signal != default;
    }

    public override string ToString() => Name;
}
