using Aios.Loop.Surface.Verbs;

namespace Aios.Loop.Surface;

/// <summary>A token for programs: who holds it may do what its role may. The secret itself is kept nowhere.</summary>
/// <param name="Id">Short, for lists and <c>tokens revoke</c>.</param>
/// <param name="Hash">SHA-256 of the secret, hexadecimal; a secret has 256 random bits, so that no salt is needed.</param>
/// <param name="CreatedAt">Milliseconds since the Unix epoch, as all times here.</param>
/// <param name="ExpiresAt">Null: never.</param>
public sealed record AccessToken(
    string Id,
    string Name,
    VerbRole Role,
    string Hash,
    long CreatedAt,
    string CreatedBy,
    long? ExpiresAt,
    long? RevokedAt
)
{
    /// <summary>Who its holder is. The names of valid tokens differ, so that two tokens are two people.</summary>
    public string Person => $"token {Name}";

    /// <param name="now">Milliseconds since the Unix epoch.</param>
    public bool IsValid(long now) => RevokedAt is null && !(ExpiresAt <= now);
}

/// <summary>A browser that logged in.</summary>
/// <param name="Hash">SHA-256 of the cookie's secret, hexadecimal.</param>
public sealed record AccessSession(string Hash, string Person, VerbRole Role, long CreatedAt, long ExpiresAt);

/// <summary>A login that was printed and waits to be used once.</summary>
public sealed record AccessLogin(string Hash, string Person, VerbRole Role, long ExpiresAt);

/// <summary>What a write answered, for when it is asked again under the same key.</summary>
/// <param name="Key">The sender's <c>Idempotency-Key</c>, with the person and the route it belongs to.</param>
/// <param name="RequestHash">SHA-256 of method, path and body, hexadecimal.</param>
/// <param name="Status">HTTP status of the answer; null while it runs.</param>
public sealed record KeptAnswer(string Key, string RequestHash, int? Status, string? ContentType, string? Body, long At);
