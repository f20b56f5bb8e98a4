using Aios.Loop.Surface.Verbs;

namespace Aios.Office.Api;

/// <summary>
/// Derives the one route of every verb: <c>runs ls</c> → <c>GET /api/v1/runs</c>, <c>runs show ID</c> → <c>GET /api/v1/runs/{id}</c>,
/// <c>runs cancel ID</c> → <c>POST /api/v1/runs/{id}/cancel</c>, <c>silences add</c> → <c>POST /api/v1/silences</c>.
/// </summary>
internal static class RouteTable
{
    public const string Root = "/api/v1";

    /// <summary>The most rows of one part of a list, and how many when nothing is said.</summary>
    public const int MostRows = 500;
    public const int UsualRows = 50;

    public const string Limit = "limit";
    public const string Cursor = "cursor";
    public const string Filter = "filter";

    /// <summary>Nouns that are not plural as verbs name them, and have one.</summary>
    private static readonly Dictionary<string, string> Plurals = new(StringComparer.Ordinal) { ["actor"] = "actors" };

    /// <summary>Bare words that name the thing a verb is about; others are values.</summary>
    private static readonly string[] Names = ["id", "path", "actor", "agent", "playbook", "event"];

    /// <exception cref="InvalidOperationException">Two verbs have the same route.</exception>
    public static IReadOnlyList<ApiRoute> Of(IEnumerable<VerbEntry> verbs)
    {
        var routes = verbs.Select(Of).ToList();
        var twice = routes.GroupBy(Shape, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1);
        return twice is null
            ? routes
            : throw new InvalidOperationException(
                $"{twice.Key} would be the route of {string.Join(" and ", twice.Select(route => $"'{route.Verb.Name}'"))}"
            );
    }

    /// <summary>What a router tells apart: names of the parts in braces do not count.</summary>
    public static string Shape(ApiRoute route) =>
        $"{route.Method} {string.Join('/', route.Path.Split('/').Select(part => part.StartsWith('{') ? "{}" : part))}";

    public static ApiRoute Of(VerbEntry verb)
    {
        var words = verb.Name.Split(' ');
        var noun = Plurals.GetValueOrDefault(words[0], words[0]);
        var action = words.Length == 1 || IsImplied(verb, words[1]) ? null : words[1];
        var method = verb is { Effect: VerbEffect.Read, TakesLong: false } ? "GET" : "POST";
        var named = verb.Arguments.Where(IsName).ToList();
        var path = string.Join(
            '/',
            [Root, noun, .. named.Select(argument => $"{{{argument.Name}}}"), .. action is null ? [] : new[] { action }]
        );
        var place = method == "GET" ? ParameterPlace.Query : ParameterPlace.Body;
        return new ApiRoute(
            method,
            path,
            verb,
            [
                .. named.Select(argument => new ApiParameter(argument.Name, ParameterPlace.Path, argument)),
                .. Given(verb, place, verb.Arguments.Where(argument => !IsName(argument))),
            ]
        );
    }

    private static bool IsImplied(VerbEntry verb, string action) =>
        action is "ls" or "show" or "query"
            ? verb.Effect == VerbEffect.Read
            : action is "add" or "create" && verb.Effect != VerbEffect.Read;

    private static bool IsName(VerbArgument argument) =>
        argument is { Positional: true, Required: true, Repeated: false, Type: ArgumentType.Text } && Names.Contains(argument.Name);

    private static IEnumerable<ApiParameter> Given(VerbEntry verb, ParameterPlace place, IEnumerable<VerbArgument> arguments)
    {
        foreach (var argument in arguments)
            if (verb.Paging is { } paging && (argument.Name is Limit || argument.Name == paging.Size))
            {
                if (argument.Name == paging.Size)
                    yield return new ApiParameter(
                        Limit,
                        place,
                        argument with
                        {
                            Most = Math.Min(MostRows, argument.Most),
                            Help = $"at most so many (default {UsualRows})",
                        }
                    );
            }
            else if (verb.Paging is { } parts && argument.Name == parts.After)
                yield return new ApiParameter(
                    Cursor,
                    place,
                    argument with
                    {
                        Type = ArgumentType.Text,
                        Help = "'next' of the part before",
                    }
                );
            else if (argument.Name != verb.Paging?.Order)
                yield return new ApiParameter(
                    argument is { Name: "where", Type: ArgumentType.Condition } ? Filter : argument.Name,
                    place,
                    argument
                );
    }
}
