using System.Diagnostics;
using Aios.Loop.Surface.Verbs;
using Microsoft.AspNetCore.Http;

namespace Aios.Office.Access;

/// <summary>Who is it: the holder of a token, or of a session's cookie. A token that is sent is all that counts, right or wrong.</summary>
internal static class CallerFinder
{
    /// <summary>After the loss of token or session, until the connection is cut.</summary>
    public static readonly TimeSpan Goodbye = TimeSpan.FromSeconds(1);

    public static async Task Serve(HttpContext context, OfficeHost host, Func<Task> next)
    {
        using var lapse = await Find(context, host);
        if (lapse is null)
        {
            await next();
            return;
        }
        using var cut = new CancellationTokenSource(Timeout.InfiniteTimeSpan, host.Clock);
        await using var ended = lapse.Ended.UnsafeRegister(static cut => ((CancellationTokenSource)cut!).CancelAfter(Goodbye), cut);
        await using var abort = cut.Token.UnsafeRegister(static context => ((HttpContext)context!).Abort(), context);
        await next();
    }

    /// <returns>Null when nobody is known.</returns>
    private static async Task<Lapse?> Find(HttpContext context, OfficeHost host)
    {
        var isToken = context.Request.Headers.Authorization.Count > 0;
        if ((isToken ? Bearer.Of(context.Request) : SessionCookie.Of(context.Request, host)) is not { } secret)
            return null;
        var hash = AccessSecrets.HashOf(secret);
        while (true)
        {
            var closings = host.Doors.Closings;
            var now = host.Clock.GetUtcNow().ToUnixTimeMilliseconds();
            if (await (isToken ? OfToken(host, hash, now) : OfSession(host, hash, now)) is not { } known)
                return null;
            var left = known.ExpiresAt is { } at ? TimeSpan.FromMilliseconds(at - now) : (TimeSpan?)null;
            var lapse = host.Doors.Open(hash, known.Person, left, host.Clock);
            if (host.Doors.Closings == closings)
            {
                Callers.Set(context, Caller(context, known), lapse, known.ExpiresAt, isToken ? null : secret);
                return lapse;
            }
            lapse.Dispose();
        }
    }

    private static async Task<Known?> OfToken(OfficeHost host, string hash, long now) =>
        await host.Access.TokenOf(hash) is { } token && token.IsValid(now)
            ? new Known(token.Person, token.Role, token.ExpiresAt, false)
            : null;

    // A session that a token opened belongs to its holder; any other one belongs to the node's own user.
    private static async Task<Known?> OfSession(OfficeHost host, string hash, long now) =>
        await host.Access.SessionOf(hash) is { } session && session.ExpiresAt > now
            ? new Known(session.Person, session.Role, session.ExpiresAt, !session.Person.StartsWith("token ", StringComparison.Ordinal))
            : null;

    private static VerbCaller Caller(HttpContext context, Known known) =>
        new(known.Person, $"{known.Person} from {context.Connection.RemoteIpAddress}", known.Role, known.IsOwnUser)
        {
            TraceId = Activity.Current?.TraceId.ToHexString(),
        };

    private sealed record Known(string Person, VerbRole Role, long? ExpiresAt, bool IsOwnUser);
}
