using System.Diagnostics;
using Aios.Journal.Decisions;
using Aios.Journal.Store;
using Aios.Loop.Vocabulary;
using Aios.Platform.Files;
using Aios.Platform.Sqlite;

namespace Aios.Benchmarks.Journal;

/// <summary>How many decisions per second are on disk, with every index and the full text, and how long does one batch take to get there?</summary>
internal static class DecisionBench
{
    private const int Batch = 128;
    private const int Batches = 240;

    public static IReadOnlyList<BenchRow> Run(int rounds)
    {
        var times = new List<double>();
        var measured = LogWorkload.Compare(rounds, Batch * Batches, Plain, folder => Decisions(folder, times));
        times.Sort();
        return
        [
            new(
                "decisions, all indexes and full text",
                measured.Subject,
                "decisions/s",
                $"rows without an index, same batches: {measured.Baseline:N0}",
                measured.Ratio
            ),
            new("decisions, batch to disk, P99", times[(int)(times.Count * 0.99)], "ms"),
        ];
    }

    private static void Decisions(DataFolder folder, List<double> times)
    {
        using var db = StateDatabase.Open(folder);
        var store = new DecisionStore(db);
        for (var batch = 0; batch < Batches; batch++)
        {
            var entries = Enumerable.Range(batch * Batch + 1, Batch).Select(Entry).ToArray();
            var started = Stopwatch.GetTimestamp();
            store.Record(entries, [], entries[^1].Seq).GetAwaiter().GetResult();
            times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }
    }

    private static void Plain(DataFolder folder)
    {
        using var db = SqliteStore.Open(folder, "plain.db");
        db.Write(connection =>
            {
                using var command = connection.CreateCommand();
                command.CommandText = "CREATE TABLE plain (position INTEGER PRIMARY KEY, id TEXT, context TEXT, rationale TEXT)";
                command.ExecuteNonQuery();
            })
            .GetAwaiter()
            .GetResult();
        for (var batch = 0; batch < Batches; batch++)
        {
            var entries = Enumerable.Range(batch * Batch + 1, Batch).Select(Entry).ToArray();
            db.Write(connection =>
                {
                    using var command = connection.CreateCommand();
                    command.CommandText = "INSERT INTO plain VALUES ($position, $id, $context, $rationale)";
                    foreach (var name in (string[])["$position", "$id", "$context", "$rationale"])
                        command.Parameters.AddWithValue(name, "");
                    foreach (var entry in entries)
                    {
                        command.Parameters[0].Value = entry.Seq;
                        command.Parameters[1].Value = entry.Id;
                        command.Parameters[2].Value = entry.Record.Context;
                        command.Parameters[3].Value = entry.Record.Rationale;
                        command.ExecuteNonQuery();
                    }
                })
                .GetAwaiter()
                .GetResult();
        }
    }

    private static DecisionEntry Entry(int seq) =>
        new(
            seq,
            $"0195b8a2-7c11-7d5e-9a3b-{seq:x12}",
            1_773_532_800_000 + seq,
            new DecisionRecord(
                LoopStage.React,
                $"which playbook answers resource.disk_low (event {seq})",
                [new("disk-cleanup", 0.7, "chosen"), new("big-journal", 0.5, "it rests for another 300 s")],
                "disk-cleanup",
                "highest confidence, then the more specific trigger, then the newer version"
            )
            {
                Confidence = 0.7,
                Policy = "disk-cleanup version 3",
                Tags = ["matched", "disk-cleanup", "resource.disk_low"],
                Consequences = [$"run disk-cleanup-{seq:x10}"],
            },
            $"event-{seq}",
            "4bf92f3577b34da6a3ce929d0e0e4736",
            $"disk-cleanup-{seq:x10}",
            DecisionOutcome.Pending
        );
}
