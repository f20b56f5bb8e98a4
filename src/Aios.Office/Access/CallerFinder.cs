using Aios.Loop.Surface;
using Aios.Loop.Surface.Verbs;
using Microsoft.AspNetCore.Http;

namespace Aios.Office.Access;

/// <summary>Who is it: the holder of a token, or of a session's cookie. A token that is sent is all that counts, right or wrong.</summary>
internal static class CallerFinder
{
    public static async Task Find(HttpContext context, OfficeHost host)
    {
        var now = host.Clock.GetUtcNow().ToUnixTimeMilliseconds();
        if (context.Request.Headers.Authorization.Count > 0)
        {
            if (Bearer.Of(context.Request) is { } secret && await host.Access.TokenOf(AccessSecrets.HashOf(secret)) is { } token)
                if (AccessRules.IsValid(token, now))
                    Callers.Set(context, Caller(context, AccessRules.PersonOf(token), token.Role));
        }
        else if (SessionCookie.Of(context.Request, host) is { } cookie)
        {
            if (await host.Access.SessionOf(AccessSecrets.HashOf(cookie)) is { } session && session.ExpiresAt > now)
                Callers.Set(context, Caller(context, session.Person, session.Role));
        }
    }

    private static VerbCaller Caller(HttpContext context, string person, VerbRole role) =>
        new(person, $"{person} from {context.Connection.RemoteIpAddress}", role)
        {
            TraceId = System.Diagnostics.Activity.Current?.TraceId.ToHexString(),
        };
}
