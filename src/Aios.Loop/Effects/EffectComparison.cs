using Aios.Loop.Vocabulary;

namespace Aios.Loop.Effects;

/// <summary>Does the ledger say what the records of the runs say? The ledger may be ahead by what is under way, never behind.</summary>
public static class EffectComparison
{
    /// <param name="finished">What the records had of finished effects before the ledger was read.</param>
    /// <param name="replay">The records up to some moment after the ledger was read.</param>
    /// <returns>One line per difference.</returns>
    public static IEnumerable<string> Differences(
        IReadOnlyDictionary<EffectId, EffectRecord> finished,
        EffectReplay replay,
        IEnumerable<EffectRecord> ledger
    )
    {
        var known = new HashSet<EffectId>();
        foreach (var line in ledger)
        {
            known.Add(line.Intent.Id);
            if (!replay.Effects.TryGetValue(line.Intent.Id, out var told))
                yield return $"effect {line.Intent.Id} is in the ledger, and no record tells of its start";
            else if (Unlike(line.Intent, told.Intent) is { } member)
                yield return $"effect {line.Intent.Id}: {member} is not as it was planned";
            else if (line.Outcome is null && finished.TryGetValue(line.Intent.Id, out var done))
                yield return $"effect {line.Intent.Id} has no outcome in the ledger, the records say {done.Outcome!.Result}";
            else if (line.Outcome is { } own && told.Outcome is { } other && own.Result != other.Result)
                yield return $"effect {line.Intent.Id} is {own.Result} in the ledger, the records say {other.Result}";
        }
        foreach (var (id, told) in finished)
            if (!known.Contains(id) && told.Outcome!.Result is not (EffectResult.Refused or EffectResult.Unrecorded))
                yield return $"effect {id} is {told.Outcome.Result} by the records, and not in the ledger";
    }

    private static string? Unlike(EffectIntent line, EffectIntent told) =>
        line.Run != told.Run ? "its run"
        : line.Step != told.Step || line.Attempt != told.Attempt ? "its step"
        : line.Risk != told.Risk ? "its risk"
        : line.Idempotent != told.Idempotent ? "whether it may be repeated"
        : line.Timeout != told.Timeout ? "its time-out"
        : !Same(line.Action, told.Action) ? "what it does"
        : null;

    private static bool Same(EffectAction one, EffectAction other) =>
        (one, other) switch
        {
            (EffectAction.RunProcess a, EffectAction.RunProcess b) => a.Own == b.Own && a.Arguments.SequenceEqual(b.Arguments),
            (EffectAction.KeepFiles a, EffectAction.KeepFiles b) => a.Snapshot == b.Snapshot && a.Files.SequenceEqual(b.Files),
            (EffectAction.SendRequest a, EffectAction.SendRequest b) => a.Headers.SequenceEqual(b.Headers)
                && a.ExpectStatus.SequenceEqual(b.ExpectStatus)
                && a == b with { Headers = a.Headers, ExpectStatus = a.ExpectStatus },
            _ => one == other,
        };
}
