using Aios.Journal.Decisions;
using Aios.Journal.Log;
using Aios.Journal.Store;
using Aios.Loop.Vocabulary;
using Aios.Platform.Files;
using Aios.Platform.Sqlite;

namespace Aios.Actors.Tests;

/// <summary>A data folder that lives as long as one spec, with the node's own log and database in it.</summary>
internal sealed class NodeFolder : IDisposable
{
    private readonly TimeProvider _time;
    private EventLog? _log;
    private SqliteStore? _store;

    public NodeFolder(TimeProvider time)
    {
        _time = time;
        Data = DataFolder.OpenOrCreate(Directory.CreateTempSubdirectory("aios-actors-").FullName);
    }

    public DataFolder Data { get; }

    public EventLog Log => _log ??= OpenLog();

    public SqliteStore Store => _store ??= StateDatabase.Open(Data);

    public EffectLedger Ledger => field ??= new EffectLedger(Store, _time);

    public CursorStore Cursors => field ??= new CursorStore(Store);

    public DecisionStore Decisions => field ??= new DecisionStore(Store);

    /// <summary>What is on disk, read without the log that writes it.</summary>
    public IReadOnlyList<RecordedEvent> OnDisk => [.. new EventLogReader(Data).From(1)];

    /// <summary>Closes the log and opens it again, as after a restart.</summary>
    public EventLog Reopen(Action<RecordedEvent> visitor)
    {
        _log?.Dispose();
        return _log = OpenLog(visitor);
    }

    /// <summary>Puts a folder where the log wants the day file of this time: it cannot be written until the folder is gone.</summary>
    public string BlockDay(DateTimeOffset day)
    {
        var path = Data.PathOf($"events/{day:yyyy-MM-dd}.jsonl");
        return Directory.CreateDirectory(path).FullName;
    }

    public void Dispose()
    {
        _log?.Dispose();
        _store?.Dispose();
        Directory.Delete(Data.FullPath, recursive: true);
    }

    private EventLog OpenLog(Action<RecordedEvent>? visitor = null) =>
        EventLog.Open(Data, new EventLogOptions(new NodeIdentity("node-0001", 1, 1), _time, visitor));
}
