using Aios.Loop.Conditions;
using Aios.Loop.Surface.Verbs;
using Aios.Loop.Vocabulary;

namespace Aios.Office.Live;

/// <summary>What one hello asks for.</summary>
/// <param name="Id">The client's own name for it; never on any other frame than <c>ready</c>.</param>
/// <param name="MinSeverity">Empty: of whatever severity.</param>
/// <param name="Resume">What the client has of it already.</param>
internal sealed record Subscription(string Id, string Topic, string Filter, string MinSeverity, Resume? Resume);

/// <summary>How far a client came in a stream.</summary>
/// <param name="Epoch">The <c>boot</c> of the frames that it has.</param>
internal sealed record Resume(string Stream, string Epoch, long Seq)
{
    /// <summary>Whether the frames from <paramref name="oldest"/> on make whole what the client has.</summary>
    /// <param name="oldest">The number before the oldest frame that is kept.</param>
    /// <param name="newest">The number of the newest one.</param>
    public bool Fits(string boot, string stream, long oldest, long newest) =>
        Epoch == boot && Stream == stream && Seq >= oldest && Seq <= newest;
}

/// <summary>What makes a stream: two who ask for the same see the same frames.</summary>
/// <param name="Filter">In its canonical form; empty: all.</param>
/// <param name="Sees">
/// The visibility class. Whoever may look at all sees the same rows today; a topic with members for approvers alone would give them
/// a stream of their own.
/// </param>
internal sealed record StreamKey(string Topic, string Filter, Severity AtLeast, VerbRole Sees, bool IsSlow)
{
    /// <returns>The key, with the condition when there is one; or why there is none.</returns>
    public static (StreamKey? Key, Condition? Condition, string? Refused) Of(Subscription asked, VerbRole role, bool isSlow)
    {
        if (!Topics.All.TryGetValue(asked.Topic, out var topic))
            return (null, null, $"there is no topic {Shown.Quote(asked.Topic)}; there are {string.Join(", ", Topics.All.Keys)}");
        if (role == VerbRole.Source)
            return (null, null, "a source posts events and sees nothing; a viewer sees this");
        if (!topic.IsTail && (asked.Filter.Length > 0 || asked.MinSeverity.Length > 0))
            return (null, null, $"{asked.Topic} takes neither filter nor minSev; events does");
        var least = Severity.Info;
        if (asked.MinSeverity.Length > 0 && !Words.TryParse(asked.MinSeverity, out least))
            return (null, null, $"minSev is {Shown.Quote(asked.MinSeverity)}; it must be info, warn, error or critical");
        if (string.IsNullOrWhiteSpace(asked.Filter))
            return (new StreamKey(asked.Topic, "", least, VerbRole.Viewer, isSlow), null, null);
        var parsed = Condition.Parse(asked.Filter);
        return parsed.IsValid
            ? (new StreamKey(asked.Topic, parsed.Condition.Canonical, least, VerbRole.Viewer, isSlow), parsed.Condition, null)
            : (null, null, $"filter: {string.Join("; ", parsed.Faults)}");
    }
}
