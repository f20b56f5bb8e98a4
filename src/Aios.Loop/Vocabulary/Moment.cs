namespace Aios.Loop.Vocabulary;

/// <summary>One instant on both clocks. Decisions compare <see cref="Monotonic"/>; <see cref="Wall"/> is a label and may jump.</summary>
/// <param name="Wall">Milliseconds since the Unix epoch, UTC.</param>
/// <param name="Monotonic">Milliseconds on a clock that never goes back; its zero means nothing.</param>
public readonly record struct Moment(long Wall, long Monotonic)
{
    public Moment Plus(TimeSpan span) => new(Wall + (long)span.TotalMilliseconds, Monotonic + (long)span.TotalMilliseconds);
}
