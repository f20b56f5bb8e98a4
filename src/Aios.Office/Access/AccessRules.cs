using Aios.Loop.Surface;

namespace Aios.Office.Access;

/// <summary>What a token is worth, and who its holder is.</summary>
public static class AccessRules
{
    /// <param name="now">Milliseconds since the Unix epoch.</param>
    public static bool IsValid(AccessToken token, long now) => token.RevokedAt is null && !(token.ExpiresAt <= now);

    /// <summary>The names of valid tokens differ, so that two tokens are two people.</summary>
    public static string PersonOf(AccessToken token) => $"token {token.Name}";
}
