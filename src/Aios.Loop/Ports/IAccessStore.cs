using Aios.Loop.Surface;

namespace Aios.Loop.Ports;

/// <summary>Who may get in, and what writes were answered. A call returns when what it changed is on disk.</summary>
public interface IAccessStore
{
    Task<IReadOnlyList<AccessToken>> Tokens();

    /// <summary>Valid or not; null when there is none with that hash.</summary>
    Task<AccessToken?> TokenOf(string hash);

    Task Add(AccessToken token);

    /// <summary>Ends the token with every session and login of its holder; false when there is no such token, or it is revoked already.</summary>
    Task<bool> Revoke(string tokenId, long at);

    Task Add(AccessLogin login);

    /// <summary>Takes the login away and gives it, so that it is used once; null when there is none, or it expired.</summary>
    Task<AccessLogin?> Spend(string hash, long now);

    Task Add(AccessSession session);

    Task<AccessSession?> SessionOf(string hash);

    Task End(string sessionHash);

    /// <summary>Puts the key in use, unless it is already: then what is kept under it.</summary>
    Task<KeptAnswer?> Begin(KeptAnswer running);

    Task Finish(KeptAnswer answer);

    /// <summary>Deletes sessions and logins that expired before <paramref name="now"/> and answers older than 24 h.</summary>
    Task Tidy(long now);
}
