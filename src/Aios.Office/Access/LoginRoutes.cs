using System.Globalization;
using System.Text.Json;
using Aios.Loop.Surface;
using Aios.Loop.Surface.Verbs;
using Aios.Loop.Vocabulary;
using Aios.Office.Answers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Aios.Office.Access;

/// <summary>In, out, and who am I.</summary>
internal static class LoginRoutes
{
    public static void Map(IEndpointRouteBuilder routes, OfficeHost host, AccessNotes notes)
    {
        var limits = new AttemptLimits(host.Clock);
        routes.MapPost("/api/v1/login", context => LogIn(context, host, notes, limits)).OpenToAll();
        routes.MapPost("/api/v1/logout", context => LogOut(context, host, notes)).RequireAnyCaller().KeepsReadOnly();
        routes.MapGet("/api/v1/session", context => Tell(context, host)).RequireAnyCaller();
    }

    private static async Task LogIn(HttpContext context, OfficeHost host, AccessNotes notes, AttemptLimits limits)
    {
        if (limits.Refuse(context.Connection.RemoteIpAddress?.ToString() ?? "") is { } wait)
        {
            var seconds = (int)Math.Ceiling(wait.TotalSeconds);
            context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
            await Problems.Write(context, ProblemKinds.TooMany, $"try again in {seconds} s");
            return;
        }
        if (await SecretOf(context.Request) is not { } secret)
        {
            await Problems.Write(context, ProblemKinds.BadRequest, "the body must be a JSON object {\"token\": \"…\"}");
            return;
        }
        var now = host.Clock.GetUtcNow().ToUnixTimeMilliseconds();
        if (await Logins.Take(host.Access, secret, now) is not { } entrant)
        {
            const string Why = "it is unknown, used already, or older than 15 minutes; 'aios office url' makes another";
            await notes.TurnedAway(context, Why);
            await Problems.Write(context, AccessProblems.NoLogin, Why);
            return;
        }
        try
        {
            await notes.Passed(context, entrant.Person, entrant.Role, "login");
        }
        catch (IOException fault)
        {
            await Problems.Write(context, ProblemKinds.Unavailable, $"nobody may come in unseen, and {fault.Message}");
            return;
        }
        var session = AccessSecrets.Draw();
        var kept = new AccessSession(AccessSecrets.HashOf(session), entrant.Person, entrant.Role, now, entrant.Until);
        await host.Access.Add(kept);
        // A token may have been revoked between the look and the session, and took only the sessions of before with it.
        if (entrant.IsToken && await Logins.Take(host.Access, secret, now) is null)
        {
            await host.Access.End(kept.Hash);
            await Problems.Write(context, AccessProblems.NoLogin, "the token was revoked");
            return;
        }
        await host.Access.Tidy(now);
        SessionCookie.Set(context, host, session);
        await Write(context, host, kept.Person, kept.Role, kept.ExpiresAt, session);
    }

    private static async Task LogOut(HttpContext context, OfficeHost host, AccessNotes notes)
    {
        var caller = Callers.Of(context)!;
        if (Callers.SessionSecret(context) is { } secret)
        {
            try
            {
                await notes.Passed(context, caller.Person, caller.Role, "logout");
            }
            catch (IOException)
            {
                // Whoever wants to be out is let out, on record or not.
            }
            await host.Access.End(AccessSecrets.HashOf(secret));
            SessionCookie.Clear(context, host);
        }
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    private static Task Tell(HttpContext context, OfficeHost host)
    {
        var caller = Callers.Of(context)!;
        return Write(context, host, caller.Person, caller.Role, Callers.ExpiresAt(context), Callers.SessionSecret(context));
    }

    private static Task Write(HttpContext context, OfficeHost host, string person, VerbRole role, long? expiresAt, string? session)
    {
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(
            LooseJson
                .Object(
                    ("schema", "aios.session/1"),
                    ("person", person),
                    ("role", role.Text()),
                    ("readonly", host.Settings.ReadOnly),
                    ("node", host.NodeId),
                    (
                        "expires_at",
                        expiresAt is { } at
                            ? DateTimeOffset
                                .FromUnixTimeMilliseconds(at)
                                .ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture)
                            : null
                    ),
                    ("antiforgery", session is null ? null : AccessSecrets.AntiforgeryOf(session))
                )
                .GetRawText(),
            context.RequestAborted
        );
    }

    private static async Task<string?> SecretOf(HttpRequest request)
    {
        if (!request.HasJsonContentType())
            return null;
        try
        {
            using var body = await JsonDocument.ParseAsync(request.Body, default, request.HttpContext.RequestAborted);
            return
                body.RootElement.ValueKind == JsonValueKind.Object
                && body.RootElement.TryGetProperty("token", out var token)
                && token.ValueKind == JsonValueKind.String
                ? token.GetString()
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
