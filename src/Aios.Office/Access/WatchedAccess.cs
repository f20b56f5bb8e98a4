using Aios.Loop.Ports;
using Aios.Loop.Surface;

namespace Aios.Office.Access;

/// <summary>Shows whoever loses a token or a session the door, whatever front ended it.</summary>
public sealed class WatchedAccess(IAccessStore store, OpenDoors doors) : IAccessStore
{
    public Task<IReadOnlyList<AccessToken>> Tokens() => store.Tokens();

    public Task<AccessToken?> TokenOf(string hash) => store.TokenOf(hash);

    public Task Add(AccessToken token) => store.Add(token);

    public async Task<bool> Revoke(string tokenId, long at)
    {
        if (!await store.Revoke(tokenId, at))
            return false;
        if ((await store.Tokens()).FirstOrDefault(token => token.Id == tokenId) is { } gone)
            doors.Close(lapse => lapse.Credential == gone.Hash || lapse.Person == gone.Person);
        return true;
    }

    public Task Add(AccessLogin login) => store.Add(login);

    public Task<AccessLogin?> Spend(string hash, long now) => store.Spend(hash, now);

    public Task Add(AccessSession session) => store.Add(session);

    public Task<AccessSession?> SessionOf(string hash) => store.SessionOf(hash);

    public async Task End(string sessionHash)
    {
        await store.End(sessionHash);
        doors.Close(lapse => lapse.Credential == sessionHash);
    }

    public Task<KeptAnswer?> Begin(KeptAnswer running) => store.Begin(running);

    public Task Finish(KeptAnswer answer) => store.Finish(answer);

    public Task Tidy(long now) => store.Tidy(now);
}
