using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Aios.Node.Playbooks;
using Aios.Node.Playbooks.Schema;
using Aios.Node.Settings;
using Aios.Platform.Hocon;

namespace Aios.Node.Tests.Playbooks.Schema;

/// <summary>The schema is kept by hand; here the reader itself is asked what it takes.</summary>
public sealed partial class PlaybookSchemaSpecs
{
    private static readonly JsonObject Whole = PlaybookSchema.Document();
    private static readonly JsonObject Playbook = Whole["properties"]!["playbook"]!.AsObject();

    /// <summary>Where objects stand in a file: what the file holds there, with § for members, and the schema of it.</summary>
    private static readonly (string Name, string File, JsonObject Schema)[] Objects =
    [
        ("playbook", "playbook { § }", Playbook),
        ("on", "playbook { on { § } }", Playbook["properties"]!["on"]!.AsObject()),
        ("retry", "playbook { retry { § } }", Playbook["properties"]!["retry"]!.AsObject()),
        ("verify", "playbook { verify { § } }", Playbook["properties"]!["verify"]!["anyOf"]![1]!.AsObject()),
        ("step", "playbook { steps = [{ id = a, § }] }", Def("step")),
        ("undo", "playbook { steps = [{ id = a, notify = x, undo { § } }] }", Def("undo")),
        ("probe", "playbook { steps = [{ id = a, notify = x, probe { § } }] }", Def("step")["properties"]!["probe"]!.AsObject()),
        ("argument", "playbook { steps = [{ id = a, process = [/a, { from = type, § }] }] }", Def("argument")["anyOf"]![1]!.AsObject()),
        ("notify", "playbook { steps = [{ id = a, notify { text = x, § } }] }", Step("notify")["anyOf"]![2]!.AsObject()),
        ("http", "playbook { steps = [{ id = a, http { url = \"http://a\", § } }] }", Step("http")),
        ("file", "playbook { steps = [{ id = a, file { path = /a, write = x, § } }] }", Step("file")),
        (
            "replace",
            "playbook { steps = [{ id = a, file { path = /a, replace { text = x, with = y, § } } }] }",
            Step("file")["properties"]!["replace"]!.AsObject()
        ),
        (
            "delete",
            "playbook { steps = [{ id = a, file { path = /a, delete { glob = x, § } } }] }",
            Step("file")["properties"]!["delete"]!["anyOf"]![1]!.AsObject()
        ),
        ("service", "playbook { steps = [{ id = a, service { name = x, § } }] }", Step("service")),
        ("set", "playbook { steps = [{ id = a, set { key = x, value = y, § } }] }", Step("set")),
    ];

    public static TheoryData<string> Names => [.. Objects.Select(each => each.Name)];

    public static TheoryData<string> Shipped => [.. ModuleFiles.Playbooks];

    public static TheoryData<string> Enums =>
        [
            .. Objects.SelectMany(each =>
                each.Schema["properties"]!
                    .AsObject()
                    .Where(member => WordsOf(member.Value!.AsObject()).Count > 0)
                    .Select(member => $"{each.Name}.{member.Key}")
            ),
        ];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_reader_takes_what_the_schema_names_and_nothing_else(string name)
    {
        var (_, file, schema) = Objects.Single(each => each.Name == name);
        var told = FaultsOf(file.Replace("§", "zzzzzz = 1")).Single(fault => fault.Contains("zzzzzz", StringComparison.Ordinal));
        var allowed = AllowedMembers().Match(told).Groups[1].Value.Split(", ");
        Assert.Equal(allowed.Order(), schema["properties"]!.AsObject().Select(member => member.Key).Order());
        Assert.False(schema["additionalProperties"]!.GetValue<bool>());
    }

    [Theory]
    [MemberData(nameof(Enums))]
    public void The_reader_allows_the_words_that_the_schema_lists(string path)
    {
        var member = path[(path.IndexOf('.') + 1)..];
        var (_, file, schema) = Objects.Single(each => path.StartsWith($"{each.Name}.", StringComparison.Ordinal));
        var words = WordsOf(schema["properties"]![member]!.AsObject());
        var value = schema["properties"]![member]!["type"] is JsonNode kind && (string)kind! == "array" ? "[zzzzzz]" : "zzzzzz";
        var told = FaultsOf(file.Replace("§", $"{member} = {value}{Beside(member)}"))
            .First(fault => fault.Contains("zzzzzz", StringComparison.Ordinal));
        var allowed = AllowedWords().Match(told).Groups[1].Value.Split([", ", " or "], StringSplitOptions.None);
        Assert.Equal(allowed.Order(), words.Order());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_member_has_title_and_description(string name) =>
        Assert.All(
            Objects.Single(each => each.Name == name).Schema["properties"]!.AsObject(),
            member =>
            {
                Assert.True(((string?)member.Value!["title"])?.Length > 1, member.Key);
                Assert.True(((string?)member.Value["description"])?.Length > 10, member.Key);
            }
        );

    [Theory]
    [MemberData(nameof(Shipped))]
    public void What_ships_is_valid(string name) => Assert.Empty(Validate(ModuleFiles.Read(name)));

    [Fact]
    public void The_sample_is_valid_and_each_change_of_it_is_not()
    {
        Assert.Empty(Validate(Sample.Good));
        foreach (
            var (old, @new) in ((string, string)[])
                [
                    ("id = tidy", ""),
                    ("id = tidy", "id = Tidy"),
                    ("title = \"Tidy up\"", "title = \"\""),
                    ("title = \"Tidy up\"", "titel = x"),
                    ("risk = reversible", "risk = big"),
                    ("targets = own-children", "confidence = 1.5"),
                    ("targets = own-children", "version = 0"),
                    ("targets = own-children", "version = 1.5"),
                    ("targets = own-children", "cooldown = soon"),
                    ("targets = own-children", "enabled = 7"),
                    ("targets = own-children", "retry { on = [never] }"),
                    ("resource.disk_low", "\"*\""),
                    ("type = resource.disk_low, ", ""),
                    ("type = resource.disk_low, ", "type = resource.disk_low, accumulate-within = 5m, "),
                    ("type = resource.disk_low, ", "any = [\"true\"], "),
                    ("id = run, ", ""),
                    ("id = run, ", "id = run, notify = x, "),
                    ("id = run, ", "id = run, pid = 1, "),
                    ("from = payload.target", "from = target"),
                    ("from = payload.target", "from = payload.target, as = float"),
                    ("verify { within = 10s }", "verify = perhaps"),
                    ("[rollback, escalate]", "[[], escalate]"),
                    ("[rollback, escalate]", "[rollback, give-up]"),
                ]
        )
            Assert.True(Validate(Sample.With(old, @new)).Count > 0, $"{@new} is taken for valid");
    }

    private static JsonObject Step(string member) => Def("step")["properties"]![member]!.AsObject();

    private static JsonObject Def(string name) => Whole["$defs"]![name]!.AsObject();

    private static IReadOnlyList<string> WordsOf(JsonObject member) =>
        [.. ((member["enum"] ?? member["items"]?["enum"]) as JsonArray ?? []).Select(word => (string)word!)];

    // A member that is read only beside another one.
    private static string Beside(string member) => member == "signal" ? ", pid = { from = payload.pid, as = int }" : "";

    private static string[] FaultsOf(string file) => [.. PlaybookReader.Read("p.conf", file).Faults.Select(fault => fault.Text)];

    private static IReadOnlyList<string> Validate(string text) =>
        new SchemaValidator(Whole).Check(SchemaValidator.Json(Hocon.Resolve(Hocon.Parse(text, "p.conf"))));

    [GeneratedRegex("[Aa]llowed are (.*)$")]
    private static partial Regex AllowedMembers();

    [GeneratedRegex(@"must be (?:a list of |one of )?((?:[a-zA-Z0-9, -]|\.(?=[a-z]))+)")]
    private static partial Regex AllowedWords();
}
