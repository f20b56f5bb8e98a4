using System.Globalization;
using System.Text.Json;
using Aios.Journal.Log;
using Aios.Loop.Vocabulary;
using Aios.Platform.Files;

// The event log alone in a process, so that its crash points can be counted: appends one event after another to the folder and writes each
// id to standard output once it is acknowledged. Arguments: folder, prefix of the ids, how many.
var (path, prefix, count) = (args[0], args[1], int.Parse(args[2], CultureInfo.InvariantCulture));
var folder = DataFolder.OpenOrCreate(path);
using var log = EventLog.Open(folder, new EventLogOptions(new NodeIdentity("host-0001", 1, 1), TimeProvider.System));
const int MostRefused = 100;
var refused = 0;
for (var number = 1; number <= count; number++)
{
    var fact = new Event
    {
        Id = new EventId($"{prefix}-{number}"),
        Type = "proof.step",
        Source = "proof/host",
        Timestamp = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds(),
        Severity = Severity.Info,
        Priority = Priority.P1,
        HasSuppliedId = true,
        Payload = JsonElement.Parse($$"""{"number":{{number}}}"""),
    };
    if (await log.Append([fact]) is AppendResult.Stored)
        Console.WriteLine(fact.Id);
    else if (++refused == MostRefused)
        break;
}
return refused == 0 ? 0 : 1;
