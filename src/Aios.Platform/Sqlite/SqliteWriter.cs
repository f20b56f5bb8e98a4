using Aios.Platform.Threads;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Aios.Platform.Sqlite;

/// <summary>The one thread that writes a store: what waits becomes one transaction, then all of it is answered.</summary>
internal sealed class SqliteWriter
{
    private readonly Queue<SqliteWork> _waiting = [];
    private readonly List<SqliteWork> _batch = [];
    private readonly List<Exception?> _faults = [];
    private readonly SqliteConnection _connection;
    private readonly SqliteStoreSettings _settings;
    private readonly string _path;
    private readonly DedicatedThread? _thread;
    private volatile string? _trouble;
    private long _commits;
    private readonly Action<string, Action>? _later;
    private bool _closing;
    private bool _asked;

    /// <param name="later">Gives turns in place of a thread: commit and answer are one each, so that anything can happen in between.</param>
    public SqliteWriter(SqliteConnection connection, string path, SqliteStoreSettings settings, Action<string, Action>? later)
    {
        _connection = connection;
        _settings = settings;
        _path = path;
        _later = later;
        if (later is null)
            _thread = DedicatedThread.Start("aios-sqlite", Run, Abandon);
    }

    /// <summary>Why nothing is stored at present; null when the newest commit was.</summary>
    public string? Trouble => _trouble;

    /// <summary>Transactions that are on disk.</summary>
    public long Commits => Volatile.Read(ref _commits);

    public int Waiting
    {
        get
        {
            lock (_waiting)
                return _waiting.Count;
        }
    }

    public void Enqueue(SqliteWork work)
    {
        Exception? refusal = null;
        lock (_waiting)
        {
            if (_closing)
                refusal = new ObjectDisposedException(_path);
            else if (_waiting.Count >= _settings.MaxQueued)
                _trouble = (refusal = new SqliteStoreBusyException(_path, _waiting.Count)).Message;
            else
                _waiting.Enqueue(work);
            Monitor.Pulse(_waiting);
        }
        if (refusal is not null)
            work.Fail(refusal);
        else if (_later is not null)
            AskForTurn(_later);
    }

    /// <summary>Finishes what waits and ends the thread; without one, what waits is lost, as in a crash.</summary>
    public void Close()
    {
        lock (_waiting)
        {
            _closing = true;
            Monitor.Pulse(_waiting);
        }
        _thread?.Join();
    }

    private void Run()
    {
        while (TakeBatch())
        {
            Commit();
            Answer();
        }
    }

    private void AskForTurn(Action<string, Action> later)
    {
        if (_asked)
            return;
        _asked = true;
        later("sqlite commit", TakeTurn);

        void TakeTurn()
        {
            if (_closing || !TakeBatch())
                return;
            Commit();
            later("sqlite answer", AnswerAndGoOn);
        }

        void AnswerAndGoOn()
        {
            Answer();
            _asked = false;
            if (_waiting.Count > 0)
                AskForTurn(later);
        }
    }

    private void Commit()
    {
        if (TryCommit(_batch, out var error))
            _faults.AddRange(Enumerable.Repeat<Exception?>(null, _batch.Count));
        else if (_batch.Count == 1 || error is BeginFailedException)
            _faults.AddRange(Enumerable.Repeat(Cause(error), _batch.Count));
        else
            // One bad write must not fail its neighbours: each has its own transaction now.
            foreach (var work in _batch)
                _faults.Add(TryCommit([work], out var own) ? null : Cause(own));
    }

    private void Answer()
    {
        for (var i = 0; i < _batch.Count; i++)
            if (_faults[i] is { } fault)
                _batch[i].Fail(fault);
            else
                _batch[i].Complete();
        _batch.Clear();
        _faults.Clear();
    }

    private bool TakeBatch()
    {
        lock (_waiting)
        {
            while (_waiting.Count == 0 && !_closing)
                Monitor.Wait(_waiting);
            while (_batch.Count < _settings.MaxBatch && _waiting.TryDequeue(out var work))
                _batch.Add(work);
            return _batch.Count > 0;
        }
    }

    private bool TryCommit(IReadOnlyList<SqliteWork> batch, out Exception error)
    {
        try
        {
            Begin();
            foreach (var work in batch)
                work.Run(_connection);
            SqliteConnections.Execute(_connection, "COMMIT");
            Volatile.Write(ref _commits, _commits + 1);
            (error, _trouble) = (null!, null);
            return true;
        }
        catch (Exception caught)
        {
            error = caught;
            if (Cause(caught) is SqliteException sqlite && SqliteFaults.RemedyOf(sqlite) is { } remedy)
                _trouble = $"{_path} takes no writes: {sqlite.Message} {remedy}";
            Rollback();
            return false;
        }
    }

    private void Begin()
    {
        try
        {
            SqliteConnections.Execute(_connection, "BEGIN IMMEDIATE");
        }
        catch (SqliteException error)
        {
            throw new BeginFailedException(error);
        }
    }

    /// <summary>SQLite rolls some failures back by itself; a transaction that still stands would swallow the next batch.</summary>
    private void Rollback()
    {
        if (raw.sqlite3_get_autocommit(_connection.Handle) == 0)
            raw.sqlite3_exec(_connection.Handle, "ROLLBACK");
    }

    private void Abandon(Exception error)
    {
        lock (_waiting)
        {
            _closing = true;
            _trouble = $"{_path} takes no writes until the node is started again: {error.Message}";
            _batch.AddRange(_waiting);
            _waiting.Clear();
        }
        _batch.ForEach(work => work.Fail(error));
    }

    private static Exception Cause(Exception error) => error is BeginFailedException begin ? begin.InnerException! : error;

    private sealed class BeginFailedException(Exception inner) : Exception(inner.Message, inner);
}
