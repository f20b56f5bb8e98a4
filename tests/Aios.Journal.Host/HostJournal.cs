using System.Text.Json;
using Aios.Journal.Log;
using Aios.Journal.Maintenance;
using Aios.Journal.Store;
using Aios.Loop.Vocabulary;
using Aios.Platform.Files;
using Aios.Platform.Sqlite;
using Microsoft.Data.Sqlite;

namespace Aios.Journal.Host;

/// <summary>What a node remembers with, and nothing else of it: the event log, the database beside it, and the maintenance of both.</summary>
public sealed class HostJournal : IDisposable
{
    /// <summary>Whoever applies the records, as the scheduler does.</summary>
    public const string Reader = "scheduler";

    /// <summary>Room that is kept on the disk.</summary>
    public const long ReserveBytes = 1 << 20;

    private static readonly JournalSettings Days = JournalSettings.Default with { PlainDays = 1, KeepDays = 2 };

    private readonly DataFolder _folder;
    private readonly SqliteStore _store;
    private readonly StateKeeper _state;
    private readonly CursorStore _cursors;
    private readonly LogKeeper _keeper;

    /// <param name="day">From 1 on.</param>
    /// <param name="visitor">Sees what is on record, as at every start.</param>
    public HostJournal(string path, int day, Action<RecordedEvent>? visitor = null)
    {
        Clock = new HostClock(day);
        _folder = DataFolder.OpenOrCreate(path);
        Log = OpenLog(_folder, Clock, visitor);
        _store = StateDatabase.Open(_folder);
        (_state, _cursors, _keeper) = (new StateKeeper(_store), new CursorStore(_store), new LogKeeper(_folder, Days));
    }

    public HostClock Clock { get; }

    public EventLog Log { get; }

    /// <summary>The last record that was applied.</summary>
    public long Applied => _cursors.Read(Reader);

    /// <summary>What deleted days said.</summary>
    public Standing Standing => _state.Standing();

    public static EventLog OpenLog(DataFolder folder, TimeProvider clock, Action<RecordedEvent>? visitor = null) =>
        EventLog.Open(
            folder,
            new EventLogOptions(new NodeIdentity("host-0001", 1, 1), clock, visitor)
            {
                // Checkpoints often enough to be among what is done in a day; and a disk that fails is tried again by every append.
                Settings = new()
                {
                    ReserveBytes = ReserveBytes,
                    CheckpointEvery = 2,
                    RetryInterval = TimeSpan.Zero,
                },
            }
        );

    /// <summary>Appends one event; what follows the log has followed when this returns.</summary>
    public AppendResult Append(string id, Priority priority, int padding = 0)
    {
        var fact = new Event
        {
            Id = new EventId(id),
            Type = "proof.step",
            Source = "proof/host",
            Timestamp = Clock.GetUtcNow().ToUnixTimeMilliseconds(),
            Severity = Severity.Info,
            Priority = priority,
            HasSuppliedId = true,
            Payload = JsonElement.Parse($$"""{"padding":"{{new string('x', padding)}}"}"""),
        };
        var result = Log.Append([fact]).GetAwaiter().GetResult();
        Log.SettleIndex();
        return result;
    }

    /// <summary>Stores that a record is applied; on disk when this returns.</summary>
    /// <exception cref="SqliteException">It is not.</exception>
    public void Apply(long seq) => _cursors.Write(Reader, seq).GetAwaiter().GetResult();

    /// <summary>Archives, summarises and deletes what is due, in both stores.</summary>
    /// <exception cref="IOException">The disk failed.</exception>
    public MaintenanceReport Keep()
    {
        var report = _keeper.Run(Clock.Today, new TakenOver(_state, _cursors));
        _state.Prune(_keeper.Floor, []);
        return report;
    }

    public void Dispose()
    {
        Log.Dispose();
        _store.Dispose();
    }

    /// <summary>Of a day that is deleted the ids stay.</summary>
    private sealed class TakenOver(StateKeeper state, CursorStore cursors) : IRetirement
    {
        public long NeededAfter => cursors.Read(Reader);

        public void TakeOver(IEnumerable<RecordedEvent> records, long lastSeq)
        {
            var before = state.Standing();
            var more = records
                .Where(record => record.Seq > before.UpTo)
                .Select(record => new StandingFact("event", record.Event.Id.Value, record.Seq, "{}"));
            state.Write(new Standing(Math.Max(before.UpTo, lastSeq), [.. before.Facts, .. more]));
        }
    }
}
