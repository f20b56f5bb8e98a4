using System.Globalization;
using System.Text.Json;
using Aios.Loop.Surface.Verbs;
using Aios.Loop.Vocabulary;
using Aios.Office.Answers;
using Microsoft.Extensions.Primitives;

namespace Aios.Office.Api;

/// <summary>The arguments of a verb out of path, query and body. What they may be is the verb's to say; only what it never sees is checked here.</summary>
internal sealed class RequestArguments(ApiRoute route)
{
    private readonly Dictionary<string, JsonElement> _values = new(StringComparer.Ordinal);
    private readonly List<string> _faults = [];

    /// <summary>By the verb's own names.</summary>
    public IReadOnlyDictionary<string, JsonElement> Values => _values;

    public IReadOnlyList<string> Faults => _faults;

    /// <param name="rawTarget">As it came over the wire: an escaped slash in a name is not one that parts names.</param>
    public RequestArguments FromPath(string rawTarget)
    {
        var raw = rawTarget.StartsWith('/') ? rawTarget : new Uri(rawTarget).PathAndQuery;
        var given = raw.Split('?')[0].TrimEnd('/').Split('/');
        var parts = route.Path.Split('/');
        // Paths with .. in them lead here too, and their parts do not stand where they are looked for.
        if (given.Length != parts.Length)
            _faults.Add($"the path must be written as {route.Path}");
        else
            for (var i = 0; i < parts.Length; i++)
                if (parts[i].StartsWith('{'))
                    _values[parts[i].Trim('{', '}')] = Text(Uri.UnescapeDataString(given[i]));
        return this;
    }

    public RequestArguments FromQuery(IEnumerable<KeyValuePair<string, StringValues>> query)
    {
        foreach (var (name, texts) in query)
            if (Find(name, ParameterPlace.Query) is not { } parameter)
                continue;
            else if (parameter.Argument.Repeated)
                Put(parameter, JsonSerializer.SerializeToElement(texts.ToArray()));
            else if (texts.Count > 1)
                _faults.Add($"{name} is given {texts.Count} times; it must be given once");
            else
                Put(parameter, ValueOf(parameter.Argument, texts[0] ?? ""));
        return this;
    }

    public RequestArguments FromBody(JsonElement body)
    {
        foreach (var member in body.EnumerateObject())
            if (Find(member.Name, ParameterPlace.Body) is { } parameter)
                Put(parameter, member.Value.Clone());
        return this;
    }

    /// <summary>Asks for one part of a list that comes in parts.</summary>
    public RequestArguments InParts()
    {
        if (route.Verb.Paging is not { } paging)
            return this;
        if (paging.Order is { } order)
            _values[order] = JsonElement.Parse("true"u8);
        _values.TryAdd(paging.Size, JsonSerializer.SerializeToElement(RouteTable.UsualRows));
        return this;
    }

    private ApiParameter? Find(string name, ParameterPlace place)
    {
        var known = route.Parameters.Where(parameter => parameter.Place == place).ToList();
        var found = known.Find(parameter => parameter.Name == name);
        if (found is null)
            _faults.Add(
                $"{Shown.Quote(name)} is not known here; "
                    + (known.Count == 0 ? "nothing is taken" : $"known are {string.Join(", ", known.Select(each => each.Name))}")
            );
        return found;
    }

    private void Put(ApiParameter parameter, JsonElement value)
    {
        if (route.Verb.Paging is not null && parameter.Name == RouteTable.Cursor)
        {
            var key = value.ValueKind == JsonValueKind.String ? Cursor.KeyOf(route.Verb.Name, value.GetString()!) : null;
            if (key is null)
                _faults.Add($"cursor is {Shown.Quote(value.ToString())}; it must be 'next' of an earlier part of this list");
            else
                _values[parameter.Argument.Name] = Text(key);
            return;
        }
        if (
            route.Verb.Paging is not null
            && parameter.Name == RouteTable.Limit
            && long.TryParse(value.ToString(), CultureInfo.InvariantCulture, out var limit)
            && limit > parameter.Argument.Most
        )
            _faults.Add($"limit is {limit}; it must be a whole number from {parameter.Argument.Least} to {parameter.Argument.Most}");
        _values[parameter.Argument.Name] = value;
    }

    private static JsonElement ValueOf(VerbArgument argument, string text) =>
        argument.Type switch
        {
            ArgumentType.Flag when text is "" or "true" or "1" => JsonElement.Parse("true"u8),
            ArgumentType.Flag when text is "false" or "0" => JsonElement.Parse("false"u8),
            ArgumentType.Json when Parse(text) is { } json => json,
            _ => Text(text),
        };

    private static JsonElement? Parse(string text)
    {
        try
        {
            return JsonElement.Parse(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static JsonElement Text(string text) => JsonSerializer.SerializeToElement(text);
}
