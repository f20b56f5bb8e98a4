using Aios.Journal.Store;
using Aios.Loop.Surface;
using Aios.Loop.Surface.Verbs;
using Aios.Platform.Sqlite;

namespace Aios.Journal.Tests.Store;

public sealed class AccessStoreSpecs : IDisposable
{
    private readonly JournalFolder _folder = new();
    private readonly SqliteStore _sqlite;
    private readonly AccessStore _store;

    public AccessStoreSpecs()
    {
        _sqlite = StateDatabase.Open(_folder.Data);
        _store = new AccessStore(_sqlite);
    }

    public void Dispose()
    {
        _sqlite.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task What_is_kept_is_there_after_a_restart_as_it_was()
    {
        var token = Token("ops") with { ExpiresAt = 900, Role = VerbRole.Approver };
        var session = new AccessSession("s", "uid 1", VerbRole.Admin, 1, 99);
        await _store.Add(token);
        await _store.Add(session);
        await _store.Add(new AccessLogin("l", "uid 1", VerbRole.Viewer, 50));
        _sqlite.Dispose();
        using var again = StateDatabase.Open(_folder.Data);
        var store = new AccessStore(again);
        Assert.Equal(token, Assert.Single(await store.Tokens()));
        Assert.Equal(token, await store.TokenOf(token.Hash));
        Assert.Equal(session, await store.SessionOf("s"));
        Assert.Equal(new AccessLogin("l", "uid 1", VerbRole.Viewer, 50), await store.Spend("l", 49));
    }

    [Fact]
    public async Task Nothing_is_found_by_another_hash()
    {
        await _store.Add(Token("ops"));
        Assert.Null(await _store.TokenOf("ops"));
        Assert.Null(await _store.TokenOf(""));
        Assert.Null(await _store.SessionOf("hash of ops"));
        Assert.Null(await _store.Spend("hash of ops", 0));
    }

    [Fact]
    public async Task A_login_is_spent_once_however_many_try_and_not_after_its_time()
    {
        await _store.Add(new AccessLogin("once", "uid 1", VerbRole.Admin, 100));
        await _store.Add(new AccessLogin("late", "uid 1", VerbRole.Admin, 100));
        var spent = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => _store.Spend("once", 99)));
        Assert.Single(spent, login => login is not null);
        Assert.Null(await _store.Spend("late", 100));
        Assert.Null(await _store.Spend("late", 99));
    }

    [Fact]
    public async Task A_revoked_token_takes_what_its_holder_opened_with_it_and_nothing_else()
    {
        await _store.Add(Token("ops"));
        await _store.Add(Token("ops2"));
        await _store.Add(new AccessSession("mine", "token ops", VerbRole.Admin, 1, 99));
        await _store.Add(new AccessSession("other", "token ops2", VerbRole.Admin, 1, 99));
        await _store.Add(new AccessLogin("login", "token ops", VerbRole.Admin, 99));

        Assert.True(await _store.Revoke("ops", 7));

        Assert.Equal(7, (await _store.TokenOf("hash of ops"))!.RevokedAt);
        Assert.Null(await _store.SessionOf("mine"));
        Assert.NotNull(await _store.SessionOf("other"));
        Assert.Null(await _store.Spend("login", 1));
        Assert.False(await _store.Revoke("ops", 8));
        Assert.False(await _store.Revoke("nobody", 8));
    }

    [Fact]
    public async Task An_ended_session_is_gone_and_what_is_over_is_tidied_away()
    {
        await _store.Add(new AccessSession("ended", "uid 1", VerbRole.Admin, 1, 99));
        await _store.Add(new AccessSession("over", "uid 1", VerbRole.Admin, 1, 10));
        await _store.Add(new AccessSession("good", "uid 1", VerbRole.Admin, 1, 99));
        await _store.End("ended");
        await _store.Tidy(50);
        Assert.Null(await _store.SessionOf("ended"));
        Assert.Null(await _store.SessionOf("over"));
        Assert.NotNull(await _store.SessionOf("good"));
    }

    [Fact]
    public async Task A_key_is_in_use_until_it_is_answered_and_remembered_for_a_day()
    {
        var running = new KeptAnswer("k", "request", null, null, null, 1_000);
        Assert.Null(await _store.Begin(running));
        Assert.Equal(running, await _store.Begin(running with { RequestHash = "other", At = 2_000 }));
        var done = running with { Status = 202, ContentType = "application/json", Body = "{}" };
        await _store.Finish(done);
        Assert.Equal(done, await _store.Begin(running with { At = 1_000 + 86_400_000 }));
        Assert.Null(await _store.Begin(running with { At = 1_001 + 86_400_000 }));
    }

    [Fact]
    public async Task Of_many_that_begin_under_one_key_at_once_one_does()
    {
        var begun = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => _store.Begin(new KeptAnswer("k", $"{i}", null, null, null, 1))));
        Assert.Single(begun, kept => kept is null);
    }

    private static AccessToken Token(string name) => new(name, name, VerbRole.Operator, $"hash of {name}", 5, "uid 1", null, null);
}
