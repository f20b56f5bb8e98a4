using System.Diagnostics;
using Aios.Engine.Cells.Persistence;
using Aios.Platform.Files;
using Aios.Platform.Sqlite;
using Akka.Actor;
using Akka.Actor.Setup;
using Akka.Configuration;

namespace Aios.Benchmarks.Engine.Embedded;

/// <summary>How many events per second do actors have on disk, and how many come back? Baseline: the same rows through bare SQLite.</summary>
internal static class PersistBench
{
    private const int Singles = 2_000;
    private const int Together = 1_000;
    private const int Batches = 40;
    private const int Actors = 16;
    private const int EachOfMany = 1_000;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    public static IReadOnlyList<BenchRow> Run(int rounds)
    {
        var single = EngineRounds.Compare(rounds, () => RawEvents.Rate(Singles, 1), () => InSystem(OneByOne));
        var many = EngineRounds.Compare(rounds, () => InSystem(OneByOne), () => InSystem(AtOnce));
        var batched = EngineRounds.Compare(rounds, () => RawEvents.Rate(Together * Batches, Together), () => InSystem(Batched));
        var replayed = EngineRounds.Compare(rounds, () => 1, () => InSystem(Replayed));
        return
        [
            new("Persist one by one", single.Subject, "events/s", $"SQLite, one row per commit: {single.Baseline:N0}", single.Ratio),
            new("Persist, 16 actors at once", many.Subject, "events/s", $"one actor, one by one: {many.Baseline:N0}", many.Ratio),
            new("PersistAll of 1,000", batched.Subject, "events/s", $"SQLite, 1,000 rows per commit: {batched.Baseline:N0}", batched.Ratio),
            new("replay, decoded", replayed.Subject / 1e6, "M events/s"),
        ];
    }

    private static double OneByOne(ActorSystem system)
    {
        var actor = Start(system, "one");
        return Rate(Singles, () => Writer.Done(actor, new Writer.Singly(Singles)));
    }

    private static double AtOnce(ActorSystem system)
    {
        var actors = Enumerable.Range(0, Actors).Select(i => Start(system, $"of-many-{i}")).ToList();
        return Rate(Actors * EachOfMany, () => Task.WaitAll([.. actors.Select(actor => actor.Ask(new Writer.Singly(EachOfMany), Limit))]));
    }

    private static double Batched(ActorSystem system)
    {
        var actor = Start(system, "batched");
        return Rate(Together * Batches, () => Writer.Done(actor, new Writer.Batched(Batches, Together)));
    }

    private static double Replayed(ActorSystem system)
    {
        const int events = 200_000;
        var actor = Start(system, "replayed");
        Writer.Done(actor, new Writer.Batched(events / Together, Together));
        actor.GracefulStop(Limit).Wait();
        return Rate(events, () => Start(system, "replayed"));
    }

    private static double Rate(int events, Action work)
    {
        var began = Stopwatch.GetTimestamp();
        work();
        return events / Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    /// <summary>Returns when the actor has recovered.</summary>
    private static IActorRef Start(ActorSystem system, string id)
    {
        var actor = system.ActorOf(Props.Create(() => new Writer(id)));
        Writer.Done(actor, new Writer.Batched(0, 0));
        return actor;
    }

    private static double InSystem(Func<ActorSystem, double> measure)
    {
        var path = Directory.CreateTempSubdirectory("aios-bench-").FullName;
        try
        {
            using var store = SqliteStore.Open(DataFolder.OpenOrCreate(path), "bench.db");
            var settings = BootstrapSetup.Create().WithConfig(ConfigurationFactory.ParseString(Settings));
            using var system = ActorSystem.Create("bench", ActorSystemSetup.Create(settings, new SqliteStoreSetup(store)));
            return measure(system);
        }
        finally
        {
            Directory.Delete(path, recursive: true);
        }
    }

    private static string Settings =>
        $$"""
            akka.loglevel = ERROR
            akka.persistence.journal { plugin = "akka.persistence.journal.sqlite", sqlite.auto-initialize = on }
            akka.actor {
              serializers.bench = "{{typeof(WriterSerializer).AssemblyQualifiedName}}"
              serialization-bindings { "{{typeof(Writer.Happened).AssemblyQualifiedName}}" = bench }
            }
            """;
}
