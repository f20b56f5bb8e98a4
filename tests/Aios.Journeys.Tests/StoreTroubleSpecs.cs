using Aios.Journeys.Tests.Processes;
using Aios.Platform.Sqlite;
using Microsoft.Data.Sqlite;

namespace Aios.Journeys.Tests;

/// <summary>The database is held by somebody else, damaged, or holds what this version does not know: told, survived, and never a false success.</summary>
public sealed class StoreTroubleSpecs : IDisposable
{
    private const int Failed = 1;
    private const int Unhealthy = 2;

    private readonly TemporaryFolder _folder = new();

    private string Data => _folder.PathOf("data");

    public void Dispose() => _folder.Dispose();

    [Fact]
    [Trait("Category", "Slow")]
    public async Task A_database_that_another_process_holds_is_trouble_that_is_told_once_and_passes_by_itself()
    {
        var database = Path.Combine(Data, "aios.db");
        await using var node = await NodeProcess.In(Data);
        using (var other = Open())
        {
            Run(other, "BEGIN IMMEDIATE");
            using var client = await node.Connect();
            Assert.Equal(0, (await client.Emit("journey.during", "during")).Code);
            await node.LogLine($"Trouble: {database} takes no writes");
            var status = (await node.Run("status", "--json")).With(Unhealthy).Items("aios.status/1")[0];
            Assert.Contains("Another process holds it", status.GetProperty("trouble").ToString());
            Assert.Contains("Another process holds it", Unfolded((await node.Run("doctor")).Output));
            Run(other, "ROLLBACK");
        }
        await node.LogLine($"Over: {database} takes no writes");
        Assert.DoesNotContain("Another process holds it", Unfolded((await node.Run("status")).Output));
        (await node.Terminate()).With(0);
        (await node.Run("events", "verify", "--state")).With(0);
    }

    [Fact]
    public async Task A_start_beside_somebody_who_holds_the_database_is_refused_with_the_remedy()
    {
        await Once();
        using var other = Open();
        Run(other, "BEGIN IMMEDIATE");

        var refused = (await Cli.Run("up", "--data", Data)).With(Failed);

        Assert.Contains("Another process holds it", refused.Errors);
        Assert.DoesNotContain("move it away", refused.Errors);
    }

    [Fact]
    public async Task A_damaged_database_is_refused_with_its_name_and_left_alone()
    {
        await Once();
        var path = Path.Combine(Data, "aios.db");
        var bytes = await File.ReadAllBytesAsync(path);
        bytes.AsSpan(4096).Fill(0xA5);
        await File.WriteAllBytesAsync(path, bytes);

        var refused = (await Cli.Run("up", "--data", Data)).With(Failed);

        Assert.Contains("aios.db", refused.Errors);
        Assert.Contains("restore it from a backup", refused.Errors);
        Assert.Equal(bytes, await File.ReadAllBytesAsync(path));
    }

    [Fact]
    public async Task A_line_of_the_ledger_that_a_later_version_wrote_is_refused_with_what_it_says()
    {
        await Once();
        using (var database = Open())
            Run(
                database,
                """
                INSERT INTO effect (effect_id, run_id, step, attempt, risk, action, timeout_ms, idempotent, intent_at)
                VALUES ('r/s#1', 'r', 's', 1, 'of_tomorrow', '{"kind":"notify","severity":"info","text":"x"}', 1000, 0, 0)
                """
            );

        var refused = (await Cli.Run("up", "--data", Data)).With(Failed);

        Assert.Contains("of_tomorrow", refused.Errors);
        Assert.Contains("Start the newer version that wrote it", refused.Errors);
    }

    [Fact]
    [Trait("Category", "Slow")]
    public async Task A_fact_of_a_later_version_stops_its_actor_alone_and_status_says_so()
    {
        await Once();
        using (var database = Open())
            Run(
                database,
                """
                INSERT INTO event_journal (persistence_id, sequence_nr, is_deleted, timestamp, manifest, payload, serializer_id)
                SELECT 'score', ifnull(max(sequence_nr), 0) + 1, 0, 0, 'score.of-tomorrow/1', '{}', 4701
                FROM event_journal WHERE persistence_id = 'score'
                """
            );

        await using var node = await NodeProcess.In(Data);

        Assert.Contains("'score.of-tomorrow/1' is unknown", await node.LogLine("score cannot recover"));
        var status = (await node.Run("status", "--json")).With(Unhealthy).Items("aios.status/1")[0];
        Assert.Equal("unknown", status.GetProperty("level").GetString());
        Assert.Contains("the score cannot be kept at present", status.GetProperty("trouble").ToString());
        using var client = await node.Connect();
        Assert.Equal(0, (await client.Emit("journey.during", "during")).Code);
        (await node.Terminate()).With(0);
    }

    /// <summary>Where a line is folded depends on how long the path in it is.</summary>
    private static string Unfolded(string output) => string.Join(' ', output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private async Task Once()
    {
        await using var node = await NodeProcess.In(Data);
        (await node.Terminate()).With(0);
    }

    private SqliteConnection Open()
    {
        // Which library a process uses is decided once, by whoever comes first.
        _ = SqliteLibrary.Info;
        var connection = new SqliteConnection($"Data Source={Path.Combine(Data, "aios.db")};Pooling=False");
        connection.Open();
        return connection;
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
