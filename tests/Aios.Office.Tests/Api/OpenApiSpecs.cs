using System.Runtime.CompilerServices;
using System.Text.Json;
using Aios.Node.Verbs;
using Aios.Office.Api;

namespace Aios.Office.Tests.Api;

public sealed class OpenApiSpecs
{
    private const string Renewed = "AIOS_RENEW_OPENAPI";

    private static readonly FakeVerbs Verbs = new()
    {
        All = [.. VerbRegistry.All.Where(entry => NodeVerbs.Handlers.ContainsKey(entry.Name))],
        Members = schema => Schemas.Members[schema],
    };

    [Fact]
    public void The_committed_copy_is_what_a_node_serves()
    {
        var document = OpenApiDocument.Of(Verbs);
        if (Environment.GetEnvironmentVariable(Renewed) == "1")
            File.WriteAllText(Golden(), document);
        Assert.True(
            File.ReadAllText(Golden()) == document,
            $"the API is another than tests/Aios.Office.Tests/Api/openapi.json says; when that is meant, renew the copy: {Renewed}=1 dotnet test tests/Aios.Office.Tests --filter OpenApiSpecs"
        );
    }

    [Fact]
    public void Every_route_and_every_schema_is_in_it_and_every_reference_leads_somewhere()
    {
        var root = JsonElement.Parse(OpenApiDocument.Of(Verbs));
        foreach (var route in RouteTable.Of(Verbs.All))
        {
            var operation = root.GetProperty("paths").GetProperty(route.Path).GetProperty(route.Method.ToLowerInvariant());
            Assert.Equal(route.Verb.Name, operation.GetProperty("x-verb").GetString());
            Assert.True(
                root.GetProperty("components").GetProperty("schemas").TryGetProperty(OpenApiSchemas.NameOf(route.Verb.Schema), out _)
            );
        }
        var references = References(root).Distinct().ToList();
        Assert.NotEmpty(references);
        Assert.All(references, reference => Assert.Equal(JsonValueKind.Object, Follow(root, reference).ValueKind));
    }

    [Fact]
    public void Every_name_in_a_path_is_a_parameter_and_no_two_operations_share_a_name()
    {
        var names = new List<string?>();
        foreach (var path in JsonElement.Parse(OpenApiDocument.Of(Verbs)).GetProperty("paths").EnumerateObject())
        foreach (var operation in path.Value.EnumerateObject())
        {
            names.Add(operation.Value.GetProperty("operationId").GetString());
            var inPath = operation
                .Value.GetProperty("parameters")
                .EnumerateArray()
                .Where(parameter => parameter.GetProperty("in").GetString() == "path")
                .Select(parameter => $"{{{parameter.GetProperty("name").GetString()}}}");
            Assert.Equal(path.Name.Split('/').Where(part => part.StartsWith('{')).Order(), inPath.Order());
        }
        Assert.Equal(names.Count, names.Distinct().Count());
    }

    [Fact]
    public async Task It_is_served_to_whoever_asks()
    {
        await using var api = await RunningApi.Start();
        api.Client.DefaultRequestHeaders.Remove("X-Caller");
        Assert.Equal(OpenApiDocument.Of(api.Verbs), await api.Client.GetStringAsync("/openapi.json"));
    }

    private static IEnumerable<string> References(JsonElement element) =>
        element.ValueKind switch
        {
            JsonValueKind.Object => element
                .EnumerateObject()
                .SelectMany(member => member is { Name: "$ref" } ? [member.Value.GetString()!] : References(member.Value)),
            JsonValueKind.Array => element.EnumerateArray().SelectMany(References),
            _ => [],
        };

    private static JsonElement Follow(JsonElement root, string reference) =>
        reference.TrimStart('#', '/').Split('/').Aggregate(root, (element, name) => element.GetProperty(name));

    private static string Golden([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "openapi.json");
}
