using Aios.Loop.Surface.Verbs;
using Aios.Office.Answers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Aios.Office.Access;

/// <summary>What every request passes before a route sees it: headers, host, size, origin, who is it, may it.</summary>
internal static class AccessPipeline
{
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
                        StatusCodes.Status421MisdirectedRequest,
                        "foreign-host",
                        "The office is not spoken to by this name",
                        "use the address that it listens on, or list the name in aios.office.allowed-hosts"
                    );
                else if (context.Request.ContentLength > host.Settings.BodyLimitBytes)
                    await Problems.Write(
                        context,
                        StatusCodes.Status413PayloadTooLarge,
                        "too-large",
                        "The body is too large",
                        $"a body has at most {host.Settings.BodyLimitBytes} bytes (aios.office.body-limit)"
                    );
                else if (RefuseOrigin(context, host.Settings) is { } why)
                    await Problems.Write(context, StatusCodes.Status403Forbidden, "foreign-origin", "Another page may not ask", why);
                else
                    await next(context);
            }
        );
        app.Use(
            async (context, next) =>
            {
                await CallerFinder.Find(context, host);
                await next(context);
            }
        );
    }

    /// <summary>After routing, before the route runs.</summary>
    public static void Check(IApplicationBuilder app, OfficeHost host) =>
        app.Use(
            async (context, next) =>
            {
                if (context.GetEndpoint() is not { } endpoint)
                    await next(context);
                else if (Requirements.Refuse(endpoint, Callers.Of(context)) is { } refusal)
                    await Refuse(context, refusal);
                else
                    await next(context);
            }
        );

    private static bool IsWrite(HttpRequest request) =>
        !HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method) && !HttpMethods.IsOptions(request.Method);

    private static string? RefuseOrigin(HttpContext context, OfficeSettings settings)
    {
        var request = context.Request;
        return OriginRules.Refuse(
            request.Headers.Origin,
            settings.ProxyEndsTls ? Uri.UriSchemeHttps : request.Scheme,
            request.Host,
            IsWrite(request) || request.Path.StartsWithSegments("/ws"),
            Bearer.Of(request) is not null
        );
    }

    private static Task Refuse(HttpContext context, RoleRefusal refusal)
    {
        if (!refusal.IsUnknown)
            return Problems.Write(
                context,
                StatusCodes.Status403Forbidden,
                "role",
                "Your role does not reach so far",
                $"this needs the role {refusal.Role!.Value.Text()}; yours is {Callers.Of(context)!.Role.Text()}"
            );
        context.Response.Headers.WWWAuthenticate = "Bearer";
        return Problems.Write(
            context,
            StatusCodes.Status401Unauthorized,
            "unknown-caller",
            "Nobody is known to ask",
            "send Authorization: Bearer TOKEN (aios tokens create), or log in with the URL that 'aios office url' prints"
        );
    }
}
