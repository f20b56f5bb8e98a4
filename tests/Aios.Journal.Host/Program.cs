using System.Globalization;
using Aios.Journal.Host;
using Aios.Journal.Log;
using Aios.Journal.Store;
using Aios.Loop.Vocabulary;
using Aios.Platform.Files;
using Aios.Platform.Machine;
using Microsoft.Data.Sqlite;

// The journal alone in a process, so that its crash points can be counted. Every id is written to standard output once it is acknowledged;
// other lines begin with '#'. What to do, and with which folder:
//   append FOLDER PREFIX COUNT PER-DAY DAY   appends so many; days pass in between, and each begins with maintenance
//   fill FOLDER PREFIX DAY                   appends while the disk is filled up and freed again
//   open-log FOLDER DAY, open-state FOLDER   opens one of the two stores, recovers it, and closes it
const int MostRefused = 100;

// Longer than what is left of any block of the file.
const int Padding = 8 * 1024;
return args[0] switch
{
    "append" => Append(args[1], args[2], Number(3), Number(4), Number(5)),
    "fill" => Fill(args[1], args[2], Number(3)),
    "open-log" => Opened(HostJournal.OpenLog(DataFolder.OpenOrCreate(args[1]), new HostClock(Number(2)))),
    "open-state" => Opened(StateDatabase.Open(DataFolder.OpenOrCreate(args[1]))),
    var other => throw new ArgumentException(other),
};

int Number(int at) => int.Parse(args[at], CultureInfo.InvariantCulture);

static int Opened(IDisposable store)
{
    store.Dispose();
    return 0;
}

static int Append(string path, string prefix, int count, int perDay, int day)
{
    using var journal = new HostJournal(path, day);
    Announce();
    var refused = 0;
    for (var number = 1; number <= count && refused < MostRefused; number++)
    {
        var isNewDay = number > 1 && (number - 1) % perDay == 0;
        if (isNewDay)
            journal.Clock.NextDay();
        if (Step(journal, $"{prefix}-{number}", isNewDay))
            continue;
        refused++;
        Console.WriteLine($"# refused {prefix}-{number}");
    }
    return refused == 0 ? 0 : 1;
}

static bool Step(HostJournal journal, string id, bool isNewDay)
{
    if (journal.Append(id, Priority.P1) is not AppendResult.Stored stored)
        return false;
    Console.WriteLine(id);
    try
    {
        journal.Apply(stored.Records[0].Seq);
        Console.WriteLine($"# applied {stored.Records[0].Seq}");
        return !isNewDay || journal.Keep().Faults.Count == 0;
    }
    catch (Exception error) when (error is IOException or SqliteException)
    {
        return false;
    }
}

static int Fill(string path, string prefix, int day)
{
    using var journal = new HostJournal(path, day);
    Announce();
    var filler = Path.Combine(Path.GetDirectoryName(path)!, "filler");
    var isRight = Stored("before", Priority.P3, 0);
    new FileStream(
        filler,
        new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            PreallocationSize = DiskSpace.Of(path).AvailableBytes,
        }
    ).Dispose();
    isRight &= !Stored("can-wait", Priority.P3, Padding) && !File.Exists(Path.Combine(path, "reserve.bin"));
    isRight &= Stored("cannot-wait", Priority.P0, Padding);
    File.Delete(filler);
    isRight &= Stored("after", Priority.P3, Padding) && File.Exists(Path.Combine(path, "reserve.bin"));
    return isRight ? 0 : 1;

    bool Stored(string id, Priority priority, int padding)
    {
        if (journal.Append($"{prefix}-{id}", priority, padding) is not AppendResult.Stored)
            return false;
        Console.WriteLine($"{prefix}-{id}");
        return true;
    }
}

// Which thread is which; then waits until whoever wants to watch one of them does, and lets it go on.
static void Announce()
{
    foreach (var thread in Directory.GetDirectories("/proc/self/task"))
        Console.WriteLine($"# thread {Path.GetFileName(thread)} {File.ReadAllText(Path.Combine(thread, "comm")).Trim()}");
    Console.WriteLine("# open");
    Console.In.ReadLine();
}
