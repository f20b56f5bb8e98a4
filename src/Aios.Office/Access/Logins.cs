using Aios.Loop.Ports;
using Aios.Loop.Surface;
using Aios.Loop.Surface.Verbs;

namespace Aios.Office.Access;

/// <summary>Logins that are printed and used once.</summary>
public static class Logins
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);

    /// <param name="office">Where the office listens.</param>
    /// <returns>A URL with the secret in its fragment, which browsers send to nobody.</returns>
    public static async Task<string> Offer(IAccessStore store, string office, string person, VerbRole role, DateTimeOffset now)
    {
        var secret = AccessSecrets.Draw();
        await store.Add(new AccessLogin(AccessSecrets.HashOf(secret), person, role, (now + Lifetime).ToUnixTimeMilliseconds()));
        return $"{office}/#login={secret}";
    }

    /// <summary>By a printed login, which is spent by it, or by a token, which is not.</summary>
    /// <param name="now">Milliseconds since the Unix epoch.</param>
    /// <returns>Whom the secret lets in and until when; null: nobody.</returns>
    internal static async Task<Entrant?> Take(IAccessStore store, string secret, long now)
    {
        var hash = AccessSecrets.HashOf(secret);
        var until = now + (long)SessionCookie.Lifetime.TotalMilliseconds;
        if (await store.Spend(hash, now) is { } login)
            return new Entrant(login.Person, login.Role, until, hash, IsToken: false);
        return await store.TokenOf(hash) is { } token && token.IsValid(now) && token.Role != VerbRole.Source
            ? new Entrant(token.Person, token.Role, Math.Min(until, token.ExpiresAt ?? until), hash, IsToken: true)
            : null;
    }
}

/// <summary>Somebody who may come in.</summary>
/// <param name="Until">Milliseconds since the Unix epoch.</param>
internal sealed record Entrant(string Person, VerbRole Role, long Until, string Hash, bool IsToken);
