using Aios.Loop.Vocabulary;

namespace Aios.Loop.Safety;

/// <summary>What needs a person's yes because too much failed.</summary>
/// <param name="Until">For everything, milliseconds since the Unix epoch; 0: it never blew.</param>
/// <param name="Playbooks">For one playbook alone.</param>
/// <param name="Failures">Within the window that counts now, oldest first.</param>
public sealed record Fuse(long Until, IReadOnlyDictionary<PlaybookId, long> Playbooks, IReadOnlyList<Turn> Failures)
{
    public bool IsBlown(long now) => now < Until;

    public bool IsBlownFor(PlaybookId playbook, long now) => Playbooks.TryGetValue(playbook, out var until) && now < until;
}

/// <summary>The fuse out of what failed.</summary>
public static class FuseRules
{
    /// <param name="now">Milliseconds since the Unix epoch.</param>
    public static Fuse Of(SafetyState state, SafetySettings settings, long now)
    {
        var (within, blown) = ((long)settings.FuseWithin.TotalMilliseconds, (long)settings.FuseBlownFor.TotalMilliseconds);
        var (window, until, single) = (new Queue<Turn>(), 0L, new Dictionary<PlaybookId, long>());
        foreach (var failure in state.Failures)
        {
            window.Enqueue(failure);
            while (failure.At - window.Peek().At >= within)
                window.Dequeue();
            if (
                window.Count >= settings.FuseFailures
                && window.Select(each => each.Playbook).Distinct().Take(settings.FusePlaybooks).Count() == settings.FusePlaybooks
            )
                until = Math.Max(until, failure.At + blown);
            if (window.Count(each => each.Playbook == failure.Playbook) >= settings.FuseFailures)
                single[failure.Playbook] = failure.At + blown;
        }
        return new Fuse(until, single, [.. window.Where(each => now - each.At < within)]);
    }
}
