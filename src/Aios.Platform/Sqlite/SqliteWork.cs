using Microsoft.Data.Sqlite;

namespace Aios.Platform.Sqlite;

/// <summary>One queued write and the promise to answer it.</summary>
internal abstract class SqliteWork
{
    public abstract void Run(SqliteConnection connection);

    /// <summary>Answers with the result of the last run, after the commit.</summary>
    public abstract void Complete();

    public abstract void Fail(Exception error);
}

internal sealed class SqliteWork<T>(Func<SqliteConnection, T> body) : SqliteWork
{
    private readonly TaskCompletionSource<T> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T _result = default!;

    public Task<T> Answer => _answer.Task;

    public override void Run(SqliteConnection connection) => _result = body(connection);

    public override void Complete() => _answer.TrySetResult(_result);

    public override void Fail(Exception error) => _answer.TrySetException(error);
}
