namespace Aios.Office.Answers;

/// <summary>How much a caller may still ask: refilled evenly, never above the burst, one taken by each request.</summary>
/// <param name="Tokens">At <paramref name="AtMs"/>; 0 to the burst.</param>
/// <param name="AtMs">Milliseconds of a clock that never goes back.</param>
internal readonly record struct TokenBucket(double Tokens, double AtMs)
{
    public static TokenBucket Full(int burst, double nowMs) => new(burst, nowMs);

    public TokenBucket Refill(int perSecond, int burst, double nowMs) =>
        new(Math.Min(burst, Tokens + Math.Max(0, nowMs - AtMs) * perSecond / 1_000), nowMs);

    public (TokenBucket Left, bool IsTaken) Take() => Tokens >= 1 ? (this with { Tokens = Tokens - 1 }, true) : (this, false);

    /// <summary>Whole seconds until one is there again; at least 1.</summary>
    public int SecondsToNext(int perSecond) => Math.Max(1, (int)Math.Ceiling((1 - Tokens) / perSecond));

    /// <summary>Whole seconds until it is full.</summary>
    public int SecondsToFull(int perSecond, int burst) => (int)Math.Ceiling((burst - Tokens) / perSecond);
}
