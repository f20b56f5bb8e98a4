using System.Globalization;
using System.Text.Json;
using Aios.Journeys.Tests.Crash;
using Aios.Journeys.Tests.Log;
using Aios.Journeys.Tests.Processes;
using Aios.Testing;
using Xunit.Abstractions;

namespace Aios.Journeys.Tests;

/// <summary>kill -9 at random moments while events come in and steps execute.</summary>
/// <remarks><c>AIOS_KILL_CYCLES</c> sets how often in each course, <c>AIOS_KILL_SEED</c> repeats a course.</remarks>
public sealed class KillSpecs(ITestOutputHelper output) : IDisposable
{
    private const int FewCycles = 5;
    private const int ManyCycles = 20;
    private const int Connections = 4;
    private const int MostAcks = 160;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    [Trait("Category", "Slow")]
    public Task What_was_acknowledged_survives_a_few_kills_and_nothing_is_done_twice_that_must_not_be() =>
        Survive(Given("CYCLES") ?? FewCycles);

    /// <summary>Ten courses, so that each ends within what a single spec may take.</summary>
    [Theory]
    [Trait("Category", "Slow")]
    [MemberData(nameof(Courses))]
    public Task What_was_acknowledged_survives_many_kills_and_nothing_is_done_twice_that_must_not_be(int course)
    {
        output.WriteLine($"course {course} of {Courses.Count}");
        return Survive(Given("CYCLES") ?? ManyCycles);
    }

    public static TheoryData<int> Courses => [.. Enumerable.Range(1, 10)];

    private async Task Survive(int cycles)
    {
        var seed = Given("SEED") ?? Random.Shared.Next();
        var evidence = new Evidence(output, "T1", seed);
        var random = new Random(seed);
        var (config, data, ledger) = (Jobs.Write(_folder), _folder.PathOf("data"), _folder.PathOf("acked"));
        using var load = new Load(ledger);
        for (var cycle = 0; cycle < cycles; cycle++)
        {
            await using var node = await NodeProcess.In(data, ["--config", config]);
            await load.Until(node, Connections, random.Next(MostAcks));
        }
        var acked = AckedIn(ledger);
        await using var last = await NodeProcess.In(data, ["--config", config]);
        await Settled(last, [.. acked.Where(id => Load.TypeOf(id) != Jobs.Tick)], () => Jobs.Done(_folder));
        (await last.Run("events", "verify", "--state")).With(0);
        (await last.Terminate()).With(0);
        (await last.Run("events", "verify", "--state")).With(0);

        var oracle = new LedgerOracle(data, acked, Jobs.Done(_folder));
        oracle.Check(cycles);
        evidence.Write(
            new
            {
                Cycles = cycles,
                Acked = acked.Length,
                Lost = oracle.Lost.Count,
                oracle.Unknown,
                oracle.Answered,
                Repeats = oracle.RepeatsOf(Jobs.Once),
                RepeatsOfIdempotent = oracle.RepeatsOf(Jobs.Again),
            }
        );
    }

    /// <summary>
    /// Reads the log from its beginning until every job's run has ended. Where a run waits for a person, the journey is one: it looks at
    /// what really happened and says so.
    /// </summary>
    private static async Task Settled(NodeProcess node, HashSet<string> open, Func<IReadOnlyDictionary<string, int>> done)
    {
        var runs = new Dictionary<string, string>();
        var seen = 0L;
        while (open.Count > 0)
        {
            var record = await node.Event("the end of all jobs, or a question", Fits, seen);
            if (record.Type() == "run.waiting-for-person")
                await Answer(record.Said("run")!, record.GetProperty("payload").GetProperty("attempt").GetInt32());
        }

        bool Fits(JsonElement record)
        {
            seen = record.Seq();
            if (record.Type() == "run.planned")
                runs[record.Said("run")!] = record.Text("cause_id")!;
            else if (
                record.Type() is "run.verified" or "run.stuck" or "run.rolled-back"
                && runs.TryGetValue(record.Said("run")!, out var id)
            )
                open.Remove(id);
            return open.Count == 0 || record.Type() == "run.waiting-for-person";
        }

        async Task Answer(string run, int attempt)
        {
            var said = done().ContainsKey(runs[run]) ? "happened" : "not-happened";
            (await node.Run("effects", "resolve", $"{run}/add#{attempt}", "--as", said, "--reason", "the journey looked")).With(0);
        }
    }

    private static string[] AckedIn(string ledger)
    {
        using var reader = new StreamReader(new FileStream(ledger, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries)];
    }

    private static int? Given(string name) =>
        int.TryParse(Environment.GetEnvironmentVariable($"AIOS_KILL_{name}"), CultureInfo.InvariantCulture, out var value) ? value : null;
}
