using System.Text;
using Aios.Platform.Machine;

namespace Aios.Platform.Processes;

/// <summary>
/// What stands in the environment of every child and so of all that comes out of it: <c>PID-START-COUNT WORK FOLDER</c>, the process that
/// started it, what it was started for, and the folder that this process works in. Without an owner the last two are missing.
/// </summary>
/// <param name="Starter">Who started it.</param>
internal readonly record struct ChildMark(string Text, ProcessIdentity Starter, string Work, string Folder)
{
    public const string Name = "AIOS_CHILD";
    private const int MaxEnvironmentBytes = 2 * 1024 * 1024;
    private static readonly byte[] Prefix = Encoding.UTF8.GetBytes($"{Name}=");

    public static string TextOf(ProcessIdentity starter, long count, ChildOwner? owner)
    {
        var child = $"{starter.Pid}-{starter.StartTicks}-{count}";
        return owner is null ? child : $"{child} {owner.Work.Replace(' ', '_')} {owner.Folder}";
    }

    public static byte[] CookieOf(string mark) => Encoding.UTF8.GetBytes($"{Name}={mark}\0");

    public static byte[] EnvironmentOf(int pid) => ProcFile.ReadAll(pid, "environ"u8, MaxEnvironmentBytes);

    /// <summary>The owned mark that a process carries; null when it carries none, or its environment cannot be read.</summary>
    public static ChildMark? Of(int pid)
    {
        ReadOnlySpan<byte> environment = EnvironmentOf(pid);
        foreach (var range in environment.Split((byte)0))
            if (environment[range] is var variable && variable.StartsWith(Prefix))
                return Parse(Encoding.UTF8.GetString(variable[Prefix.Length..]));
        return null;
    }

    private static ChildMark? Parse(string text) =>
        text.Split(' ', 3) is [var child, var work, var folder]
        && child.Split('-') is [var pid, var start, _]
        && int.TryParse(pid, out var starter)
        && long.TryParse(start, out var ticks)
            ? new ChildMark(text, new ProcessIdentity(starter, ticks), work, folder)
            : null;
}

/// <summary>Whose work a child does, so that another process that works in the same folder later can end what was left of it.</summary>
/// <param name="Folder">Full path.</param>
/// <param name="Work">What for; blanks are replaced.</param>
public sealed record ChildOwner(string Folder, string Work);
