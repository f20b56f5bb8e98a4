using Aios.Loop.Surface.Verbs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Aios.Office.Access;

/// <summary>Who may use a route, said where it is mapped. A route that says nothing is for viewers and up.</summary>
internal static class Requirements
{
    /// <param name="role"><see cref="VerbRole.Source"/>: sources, and operators and up.</param>
    public static T Require<T>(this T route, VerbRole role)
        where T : IEndpointConventionBuilder => With(route, new RoleNeeded(role));

    /// <summary>Anybody who is known, sources too: the route looks closer itself, verb by verb.</summary>
    public static T RequireAnyCaller<T>(this T route)
        where T : IEndpointConventionBuilder => With(route, new RoleNeeded(null));

    /// <summary>Needs no login: health, the pages themselves, the login.</summary>
    public static T OpenToAll<T>(this T route)
        where T : IEndpointConventionBuilder => With(route, new OpenRoute());

    /// <summary>For viewers and up, and for whoever asks from this machine without a login where the settings say so.</summary>
    public static T OpenToScrapersHere<T>(this T route)
        where T : IEndpointConventionBuilder => With(route, new ScrapedRoute());

    /// <summary>Goes on under <c>aios.office.readonly</c> although it is no GET: what it changes of the node it refuses itself.</summary>
    public static T KeepsReadOnly<T>(this T route)
        where T : IEndpointConventionBuilder => With(route, new ReadOnlyRoute());

    /// <returns>The least role that the endpoint is for, or what is missing; null when the caller may pass.</returns>
    public static RoleRefusal? Refuse(Endpoint endpoint, VerbCaller? caller)
    {
        if (IsOpen(endpoint))
            return null;
        var needed = endpoint.Metadata.GetMetadata<RoleNeeded>() ?? new RoleNeeded(VerbRole.Viewer);
        if (caller is null)
            return new RoleRefusal(needed.Role);
        return needed.Role is not { } least || Permits(caller.Role, least) ? null : new RoleRefusal(least);
    }

    public static bool IsOpen(Endpoint endpoint) => endpoint.Metadata.GetMetadata<OpenRoute>() is not null;

    public static bool IsScraped(Endpoint endpoint) => endpoint.Metadata.GetMetadata<ScrapedRoute>() is not null;

    public static bool IsReadOnly(Endpoint endpoint) => endpoint.Metadata.GetMetadata<ReadOnlyRoute>() is not null;

    private static bool Permits(VerbRole granted, VerbRole least) =>
        least == VerbRole.Source ? granted is VerbRole.Source or >= VerbRole.Operator : granted != VerbRole.Source && granted >= least;

    private static T With<T>(T route, object metadata)
        where T : IEndpointConventionBuilder
    {
        route.Add(endpoint => endpoint.Metadata.Add(metadata));
        return route;
    }

    private sealed record RoleNeeded(VerbRole? Role);

    private sealed record OpenRoute;

    private sealed record ReadOnlyRoute;

    private sealed record ScrapedRoute;
}

/// <param name="Role">What would have been needed; null: any.</param>
internal sealed record RoleRefusal(VerbRole? Role);
