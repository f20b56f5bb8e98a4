using Aios.Loop.Surface;
using Aios.Loop.Vocabulary;

namespace Aios.Node.Composition;

/// <summary>What comes in from outside.</summary>
internal sealed partial class NodeViews
{
    public async Task<EmitResult> Emit(Event candidate) =>
        Check(candidate) is { } refusal
            ? new EmitResult(null, false, refusal, false)
            : await Emission.Confirm(host.Stages.Journal, candidate, Patience);

    public async Task<EmittedTogether> EmitTogether(IReadOnlyList<Event> candidates) =>
        candidates.Select(Check).FirstOrDefault(refusal => refusal is not null) is { } refusal
            ? new EmittedTogether([], [], refusal)
            : await Emission.Confirm(host.Stages.Journal, candidates, Patience);

    private static Refusal? Check(Event candidate) => EventRules.Check(candidate) ?? EventRules.CheckOutside(candidate);
}
