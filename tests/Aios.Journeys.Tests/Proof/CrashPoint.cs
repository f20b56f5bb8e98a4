using System.Globalization;
using System.Text.RegularExpressions;

namespace Aios.Journeys.Tests.Proof;

/// <summary>A call that changes something on a disk: the so many-th of its kind that its thread makes while it is looked at.</summary>
internal sealed partial record CrashPoint(string Thread, string Call, int Number)
{
    public const string Main = "main";
    public const string Sqlite = "aios-sqlite";

    /// <summary>Behind the data folder's path.</summary>
    public const string WriteAheadLog = "/aios.db-wal";

    // What SQLite keeps there lasts nowhere: it is made anew.
    private const string SharedMemory = "/aios.db-shm";

    public const string Calls =
        "fdatasync,fsync,pwrite64,pwritev,rename,renameat,renameat2,ftruncate,truncate,unlink,unlinkat,fallocate,mkdir,mkdirat";

    /// <summary>Picks them out of what strace wrote about all threads.</summary>
    /// <param name="threads">Those that were there when the host was open, by name; the first one that shows is the main one.</param>
    /// <param name="place">Calls on what lies there count.</param>
    public static IReadOnlyList<CrashPoint> Read(IEnumerable<string> trace, IReadOnlyDictionary<string, int> threads, string place)
    {
        var names = threads.ToDictionary(each => each.Value, each => each.Key);
        var counts = new Dictionary<(int, string), int>();
        var points = new List<CrashPoint>();
        foreach (var call in trace.Select(line => Line().Match(line)).Where(match => match.Success))
        {
            var (thread, name, arguments) = (
                int.Parse(call.Groups[1].Value, CultureInfo.InvariantCulture),
                call.Groups[2].Value,
                call.Groups[3].Value
            );
            names.TryAdd(thread, names.ContainsValue(Main) ? $"a thread without a name ({thread})" : Main);
            // SQLite's thread is there before anybody can look at it alone: it is known by what it writes to.
            if (names[thread] == Sqlite && !arguments.Contains(WriteAheadLog, StringComparison.Ordinal))
                continue;
            var number = counts[(thread, name)] = counts.GetValueOrDefault((thread, name)) + 1;
            if (arguments.Contains(place, StringComparison.Ordinal) && !arguments.Contains(SharedMemory, StringComparison.Ordinal))
                points.Add(new CrashPoint(names[thread], name, number));
        }
        return points;
    }

    public override string ToString() => $"{Thread}-{Call}-{Number}";

    [GeneratedRegex(@"^(\d+) +(\w+)\((.*)")]
    private static partial Regex Line();
}
