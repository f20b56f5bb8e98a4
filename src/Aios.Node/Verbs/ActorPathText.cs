using Aios.Actors;

namespace Aios.Node.Verbs;

/// <summary>How people name an actor: whole, or below the node's own tree.</summary>
internal static class ActorPathText
{
    public const string Root = $"/user/{AiosTopology.Name}";

    /// <returns><c>sensors/cpu</c> becomes <c>/user/aios/sensors/cpu</c>; what begins with <c>/</c> stays; nothing is the whole tree.</returns>
    public static string Of(string? given) =>
        given is null ? Root
        : given.StartsWith('/')
            ? given.Length > 1 ? given.TrimEnd('/')
                : given
        : $"{Root}/{given.TrimEnd('/')}";
}
