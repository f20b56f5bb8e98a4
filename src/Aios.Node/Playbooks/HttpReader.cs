using Aios.Loop.Reacting;
using Aios.Node.Settings;
using Aios.Platform.Hocon;

namespace Aios.Node.Playbooks;

/// <summary><c>http = { url = …, method = POST, headers { … }, body = …, expect-status = [200, 204] }</c></summary>
internal static class HttpReader
{
    private const string Form = "an object such as { url = \"https://app.example.com/health\" }";
    private const string HeaderForm = "a text, a value of the event, or { secret = \"env:NAME\" }";
    private const string StatusForm = "a status such as 200, or a list of them";

    /// <returns>Null after a fault.</returns>
    public static ActionTemplate.Http? Read(PlaybookSection step)
    {
        if (step.Object("http", Form) is not { } http)
            return null;
        http.Allow(["url", "method", "headers", "body", "expect-status"]);
        var url = OutsideReader.Value(http, "url", "a URL, or a value of the event");
        var method = http.Read("method", ScalarKinds.Text, "GET");
        var headers = Headers(http);
        Argument? body = null;
        if (http.Has("body") && (body = OutsideReader.Value(http, "body", "a text")) is null)
            return null;
        return url is null || headers is null ? null : new ActionTemplate.Http(url, method, headers, body, Statuses(http));
    }

    private static HeaderTemplate[]? Headers(PlaybookSection http)
    {
        if (http.Object("headers", "an object such as { Accept = application/json }") is not { } headers)
            return [];
        var read = headers.Node.Members.Select(member => Header(headers, member.Key, member.Value)).ToArray();
        return read.Any(header => header is null) ? null : [.. read.Select(header => header!)];
    }

    private static HeaderTemplate? Header(PlaybookSection headers, string name, HoconNode node)
    {
        if (node is HoconObject { Members.Count: 1 } place && place.Members.TryGetValue("secret", out var secret))
        {
            if (secret is HoconScalar { IsNull: false } text)
                return new HeaderTemplate(name, new Argument.Literal(""), text.Text);
            headers.Refuse(name, node, HeaderForm);
            return null;
        }
        headers.Faults.Stands($"{headers.Path}.{name}", node.Origin);
        return ArgumentReader.Read(node, $"{headers.Path}.{name}", headers.Faults) is { } value
            ? new HeaderTemplate(name, value, null)
            : null;
    }

    private static List<int> Statuses(PlaybookSection http)
    {
        var found = new List<int>();
        if (http.Find("expect-status") is not { } node)
            return found;
        foreach (var item in node is HoconArray list ? list.Items : [node])
            if (ScalarKinds.Integer.TryRead(item, out var status))
                found.Add(status);
            else
                http.Refuse("expect-status", item, StatusForm);
        return found;
    }
}
