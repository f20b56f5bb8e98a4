using Aios.Loop.Surface.Measures;
using Aios.Loop.Vocabulary;

namespace Aios.Journal.Log;

/// <summary>What a log did since it was opened.</summary>
internal sealed class LogCounts
{
    /// <summary>Why an append was refused, in one word; each has its own place.</summary>
    public static readonly IReadOnlyList<string> Reasons = ["unavailable", "queue-full", "line-too-long", "closed"];

    private readonly long[] _stored = new long[Enum.GetValues<Severity>().Length];
    private readonly long[] _refused = new long[Reasons.Count];

    /// <summary>From the question to the answer, in seconds.</summary>
    public Spread Took { get; } = Spread.OfAnswers();

    public long Stored(Severity severity) => Volatile.Read(ref _stored[(int)severity]);

    public long Refused(int reason) => Volatile.Read(ref _refused[reason]);

    public void Answered(IReadOnlyList<Event> events, AppendResult result, TimeSpan took)
    {
        if (events.Count > 0)
            Took.Add(took.TotalSeconds);
        if (result is not AppendResult.Stored stored)
        {
            Refused(((AppendResult.Refused)result).Refusal);
            return;
        }
        for (var i = 0; i < events.Count; i++)
            if (stored.Duplicates.Count == 0 || !stored.Duplicates.Contains(i))
                Interlocked.Increment(ref _stored[(int)events[i].Severity]);
    }

    public void Refused(LogRefusal refusal) =>
        Interlocked.Increment(
            ref _refused[
                refusal switch
                {
                    LogUnavailable => 0,
                    LogQueueFull => 1,
                    LogLineTooLong => 2,
                    _ => 3,
                }
            ]
        );
}
