using Aios.Loop.Surface.Verbs;
using Aios.Office.Answers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Aios.Office.Access;

/// <summary>What every request passes before a route sees it: headers, host, size, origin, who is it, may it.</summary>
internal static class AccessPipeline
{
    /// <summary>Has the session's <c>antiforgery</c> in every write that a cookie lets in.</summary>
    public const string AntiforgeryHeader = "X-Aios-Antiforgery";

    /// <summary>Where sockets are opened: a page has to say where it comes from there.</summary>
    public const string SocketPath = "/ws";

    /// <summary>Before routing.</summary>
    public static void Admit(IApplicationBuilder app, OfficeHost host)
    {
        app.Use(
            async (context, next) =>
            {
                SecurityHeaders.Add(context);
                if (!HostRules.IsServed(context.Request.Host, context.Connection.LocalIpAddress, host.Settings.AllowedHosts))
                    await Problems.Write(
                        context,
                        ProblemKinds.WrongHost,
                        "use the address that it listens on, or list the name in aios.office.allowed-hosts"
                    );
                else if (context.Request.ContentLength > host.Settings.BodyLimitBytes)
                    await TooLarge(context, host);
                else if (RefuseOrigin(context, host.Settings) is { } why)
                    await Problems.Write(context, AccessProblems.ForeignOrigin, why);
                else
                    await next(context);
            }
        );
        app.Use((context, next) => CallerFinder.Serve(context, host, () => next(context)));
    }

    /// <summary>After routing, before the route runs.</summary>
    public static void Check(IApplicationBuilder app, OfficeHost host, AccessNotes notes) =>
        app.Use(
            async (context, next) =>
            {
                if (context.GetEndpoint() is { } endpoint)
                {
                    if (Requirements.Refuse(endpoint, Callers.Of(context)) is { } refusal && !IsScraper(context, endpoint, host.Settings))
                        await Refuse(context, refusal, notes);
                    else if (RefuseWrite(context, endpoint, host.Settings) is { } forbidden)
                        await Problems.Write(context, forbidden.Kind, forbidden.Why);
                    else
                        await Limited(context, next, host);
                }
                else
                    await next(context);
            }
        );

    // A body without a length is only found to be too large while it is read.
    private static async Task Limited(HttpContext context, RequestDelegate next, OfficeHost host)
    {
        try
        {
            await next(context);
        }
        catch (BadHttpRequestException fault)
            when (fault.StatusCode == StatusCodes.Status413PayloadTooLarge && !context.Response.HasStarted)
        {
            await TooLarge(context, host);
        }
    }

    // Who brings a token or a cookie is judged by it.
    private static bool IsScraper(HttpContext context, Endpoint endpoint, OfficeSettings settings) =>
        settings.OpenMetrics
        && Requirements.IsScraped(endpoint)
        && Nearness.IsHere(context, settings)
        && Callers.Of(context) is null
        && context.Request.Headers is { Authorization.Count: 0, Cookie.Count: 0 };

    // CONNECT opens a socket over HTTP/2, as GET does over HTTP/1.1.
    private static bool IsWrite(HttpRequest request) =>
        !HttpMethods.IsGet(request.Method)
        && !HttpMethods.IsHead(request.Method)
        && !HttpMethods.IsOptions(request.Method)
        && !HttpMethods.IsConnect(request.Method);

    private static string? RefuseOrigin(HttpContext context, OfficeSettings settings)
    {
        var request = context.Request;
        return OriginRules.Refuse(
            request.Headers.Origin,
            settings.ProxyEndsTls ? Uri.UriSchemeHttps : request.Scheme,
            request.Host,
            IsWrite(request) || request.Path.StartsWithSegments(SocketPath),
            Bearer.Of(request) is not null
        );
    }

    private static (ProblemKind Kind, string Why)? RefuseWrite(HttpContext context, Endpoint endpoint, OfficeSettings settings)
    {
        if (!IsWrite(context.Request) || Requirements.IsOpen(endpoint))
            return null;
        if (settings.ReadOnly && !Requirements.IsReadOnly(endpoint))
            return (AccessProblems.ReadOnly, ReadOnlyVerbs.Why);
        if (Callers.SessionSecret(context) is not { } session)
            return null;
        return
            context.Request.Headers[AntiforgeryHeader] is [{ } sent] && AccessSecrets.AreEqual(sent, AccessSecrets.AntiforgeryOf(session))
            ? null
            : (AccessProblems.Antiforgery, $"send the antiforgery of GET /api/v1/session as {AntiforgeryHeader}");
    }

    private static Task TooLarge(HttpContext context, OfficeHost host) =>
        Problems.Write(context, ProblemKinds.TooLarge, $"a body has at most {host.Settings.BodyLimitBytes} bytes (aios.office.body-limit)");

    private static async Task Refuse(HttpContext context, RoleRefusal refusal, AccessNotes notes)
    {
        if (Callers.Of(context) is { } caller)
        {
            var why = $"this needs the role {refusal.Role!.Value.Text()}; yours is {caller.Role.Text()}";
            await notes.Refused(context, caller, why);
            await Problems.Write(context, ProblemKinds.Forbidden, why);
            return;
        }
        await Problems.Write(
            context,
            ProblemKinds.Unknown,
            "send Authorization: Bearer TOKEN (aios tokens create), or log in with the URL that 'aios office url' prints"
        );
    }
}
