using Aios.Journal.Log;
using Aios.Journeys.Tests.Processes;
using Aios.Loop.Vocabulary;
using Aios.Platform.Files;

namespace Aios.Journeys.Tests.Proof;

/// <summary>The event log alone in a process under strace, and what its log must hold afterwards.</summary>
internal sealed class JournalHost(string data)
{
    public const int Events = 8;
    public const int Killed = 137;

    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "Aios.Journal.Host.dll");

    /// <summary>What was acknowledged so far, over all runs.</summary>
    public List<string> Acked { get; } = [];

    /// <summary>Appends without end; when so many are acknowledged something happens to it, after which it must end with a refusal.</summary>
    /// <returns>How many were acknowledged in all.</returns>
    public async Task<int> RunUntil(int acks, Action happens)
    {
        await using var child = Child.Start("dotnet", [Program, data, "run", "1000000"]);
        await child.Line($"run-{acks}", line => line == $"run-{acks}");
        happens();
        var ended = (await child.End()).With(1);
        var acked = ended.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Acked.AddRange(acked);
        return acked.Length;
    }

    /// <param name="injection">As strace writes it: <c>fdatasync:signal=KILL:when=3</c>.</param>
    public async Task<Ended> Run(string prefix, string calls, string injection)
    {
        string[] words = ["-f", "-qq", "-o", "/dev/null", "-e", $"trace={calls}", "-e", $"inject={injection}"];
        await using var child = Child.Start("strace", [.. words, "dotnet", Program, data, prefix, $"{Events}"]);
        var ended = await child.End();
        Acked.AddRange(ended.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        return ended;
    }

    /// <summary>Starts again in this process and holds the log against what was acknowledged.</summary>
    public async Task Check(string where)
    {
        var kept = new List<RecordedEvent>();
        var options = new EventLogOptions(new NodeIdentity("host-0001", 1, 2), TimeProvider.System, kept.Add);
        using (var log = EventLog.Open(DataFolder.OpenOrCreate(data), options))
        {
            var ids = kept.Select(record => record.Event.Id.Value).ToList();
            Assert.True(!Acked.Except(ids).Any(), $"{where}: acknowledged and lost: {string.Join(' ', Acked.Except(ids))}");
            Assert.Equal(ids.Distinct(), ids);
            Assert.Equal(Enumerable.Range(1, kept.Count).Select(number => (long)number), kept.Select(record => record.Seq));
            var next = kept.Count > 0 ? kept[^1].Event with { Id = new EventId($"check-{where}") } : null;
            if (next is not null)
            {
                Assert.IsType<AppendResult.Stored>(await log.Append([next]));
                Acked.Add(next.Id.Value);
            }
            Assert.Null(log.Reader().Verify().Fault);
        }
    }
}
