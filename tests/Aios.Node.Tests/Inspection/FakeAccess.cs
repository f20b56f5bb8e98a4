using Aios.Loop.Ports;
using Aios.Loop.Surface;
using Aios.Loop.Surface.Verbs;

namespace Aios.Node.Tests.Inspection;

/// <summary>Tokens and logins in memory, one token there from the start.</summary>
internal sealed class FakeAccess : IAccessStore
{
    public List<AccessToken> Kept { get; } = [new("00000001", "taken", VerbRole.Viewer, "hash", 1, "uid 1", null, null)];

    public List<AccessLogin> Logins { get; } = [];

    public Task<IReadOnlyList<AccessToken>> Tokens() => Task.FromResult<IReadOnlyList<AccessToken>>(Kept);

    public Task Add(AccessToken token)
    {
        Kept.Add(token);
        return Task.CompletedTask;
    }

    public Task<bool> Revoke(string tokenId, long at)
    {
        var place = Kept.FindIndex(token => token.Id == tokenId && token.RevokedAt is null);
        if (place >= 0)
            Kept[place] = Kept[place] with { RevokedAt = at };
        return Task.FromResult(place >= 0);
    }

    public Task Add(AccessLogin login)
    {
        Logins.Add(login);
        return Task.CompletedTask;
    }

    public Task<AccessToken?> TokenOf(string hash) => throw new NotSupportedException();

    public Task<AccessLogin?> Spend(string hash, long now) => throw new NotSupportedException();

    public Task Add(AccessSession session) => throw new NotSupportedException();

    public Task<AccessSession?> SessionOf(string hash) => throw new NotSupportedException();

    public Task End(string sessionHash) => throw new NotSupportedException();

    public Task<KeptAnswer?> Begin(KeptAnswer running) => throw new NotSupportedException();

    public Task Finish(KeptAnswer answer) => throw new NotSupportedException();

    public Task Tidy(long now) => throw new NotSupportedException();
}

/// <summary>An audit that has kept two entries and is whole.</summary>
internal sealed class FakeRecord : IAudit
{
    public Task Note(AuditEntry entry) => Task.CompletedTask;

    public Task<IReadOnlyList<AuditRecord>> Query(AuditQuery query) =>
        Task.FromResult<IReadOnlyList<AuditRecord>>([
            new(117, FakeViews.Start, new("uid 1000", "uid 1000, pid 7", "admin", "freeze", """{"reason":"looking"}""", 0, null, null)),
            new(118, FakeViews.Start + 1, new("", "somebody from ::1", "", "login", "{}", ExitCode.Refused, "it is unknown", "0af7")),
        ]);

    public Task<AuditCheck> Verify() => Task.FromResult(new AuditCheck(118, 2, 118, "abc", null));
}
