using Aios.Loop.Surface;
using Aios.Loop.Vocabulary;

namespace Aios.Node.Tests.Inspection;

internal sealed partial class FakeViews
{
    public List<Event> Emitted { get; } = [];

    public Task<EmitResult> Emit(Event candidate)
    {
        if (EventRules.Check(candidate) is { } refusal)
            return Task.FromResult(new EmitResult(null, false, refusal, false));
        Emitted.Add(candidate);
        return Task.FromResult(new EmitResult(new RecordedEvent(121, "host-1a2b", 3, candidate), false, null, false));
    }

    public Task<EmittedTogether> EmitTogether(IReadOnlyList<Event> candidates)
    {
        Emitted.AddRange(candidates);
        return Task.FromResult(
            new EmittedTogether([.. candidates.Select((each, at) => new RecordedEvent(121 + at, "host-1a2b", 3, each))], [])
        );
    }
}
