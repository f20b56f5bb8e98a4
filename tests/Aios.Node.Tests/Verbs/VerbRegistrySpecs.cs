using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Aios.Loop.Surface.Verbs;
using Aios.Node.Cli;
using Aios.Node.Output;
using Aios.Node.Tests.Playbooks.Schema;
using Aios.Node.Verbs;

namespace Aios.Node.Tests.Verbs;

public sealed class VerbRegistrySpecs
{
    private static readonly string[] Elsewhere = ["up", "demo", "config check", "restore"];

    public static TheoryData<string> Names => [.. VerbRegistry.All.Select(entry => entry.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_entry_has_help_an_example_that_parses_a_json_schema_a_role_a_form_and_code(string name)
    {
        var entry = VerbRegistry.Get(name);
        Assert.Matches("^[a-z]+(-[a-z]+)?( [a-z]+(-[a-z]+)?)?$", entry.Name);
        Assert.True(entry.Summary.Length is > 10 and < 100, entry.Summary);
        Assert.DoesNotContain(entry.Arguments, argument => string.IsNullOrWhiteSpace(argument.Help));
        Assert.Equal(entry.Arguments.Count, entry.Arguments.Select(argument => argument.Name).Distinct().Count());
        Assert.All(entry.Arguments, argument => Assert.Equal(argument.Type == ArgumentType.Choice, argument.Values.Count > 0));
        Assert.Matches(new Regex("^aios\\.[a-z_]+/[1-9]$"), entry.Schema);
        AssertDescribesItsAnswer(entry);
        Assert.True(VerbRole.Admin.Permits(entry));
        Assert.True(entry.Effect == VerbEffect.Read || !VerbRole.Viewer.Permits(entry), "a viewer writes nothing");
        // People are shown help as --help has it.
        var hasForm =
            LineOutput.Fits(entry.Schema)
            || HumanForms.Of(entry.Schema) is not null
            || HumanForms.LineOf(entry.Schema, entry.Streams) is not null;
        Assert.True(hasForm || name == "help", "no human form");
        var hasCode = entry.Scope == VerbScope.Local ? new LocalVerbs().Find(name) is not null : NodeVerbs.Handlers.ContainsKey(name);
        Assert.True(hasCode || Elsewhere.Contains(name), "nothing answers it");
        AssertParses(entry);
    }

    [Fact]
    public void Everything_that_answers_has_an_entry() =>
        Assert.All(
            NodeVerbs.Handlers.Keys,
            name => Assert.True(VerbRegistry.Get(name).Scope == VerbScope.Node || new LocalVerbs().Find(name) is not null)
        );

    [Fact]
    public void What_is_asked_for_in_parts_has_the_arguments_and_the_member_for_it() =>
        Assert.All(
            VerbRegistry.All,
            entry =>
            {
                if (entry.Paging is not { } paging)
                    return;
                Assert.Contains(entry.Arguments, argument => argument.Name == paging.Size && argument.Most >= 500);
                Assert.Contains(entry.Arguments, argument => argument.Name == paging.After && !argument.Required);
                Assert.True(paging.Order is null || entry.Arguments.Any(argument => argument.Name == paging.Order));
                Assert.Contains(
                    Schemas.Members[entry.Schema].Split(' '),
                    member => member.StartsWith($"{paging.Key}:", StringComparison.Ordinal)
                );
            }
        );

    [Fact]
    public void What_may_be_asked_of_the_rows_of_a_list_is_a_member_of_them_and_means_one_thing() =>
        Assert.All(
            VerbRegistry.All.Where(entry => entry.Rows is not null),
            entry =>
            {
                var members = Schemas.Members[entry.Schema].Split(' ').Select(member => member.Split(':')[0]).ToList();
                Assert.Empty(entry.Rows!.Members.Select(member => member.Name).Except(members));
                Assert.True(entry.Rows.In is not { } rows || members.Contains(rows));
                Assert.Equal(entry.Rows.Allowed.Count, entry.Rows.Allowed.Distinct().Count());
                Assert.True(entry.CanBeWatched);
            }
        );

    [Fact]
    public void Every_list_can_be_asked_whether_a_row_is_so() =>
        Assert.DoesNotContain(
            VerbRegistry.All,
            entry => entry.Rows is null && entry.Effect == VerbEffect.Read && entry.Name.Split(' ')[^1] is "ls" or "query" or "search"
        );

    [Fact]
    public void A_verb_that_runs_in_the_node_cannot_be_taken_over_locally()
    {
        var error = Assert.Throws<ArgumentException>(() => new LocalVerbs().With("status", _ => Task.FromResult(VerbEnd.Done)));
        Assert.Contains("'status' runs in the node", error.Message);
    }

    [Theory]
    [InlineData(VerbRole.Viewer, "status", true)]
    [InlineData(VerbRole.Viewer, "events emit", false)]
    [InlineData(VerbRole.Operator, "events emit", true)]
    [InlineData(VerbRole.Source, "events emit", true)]
    [InlineData(VerbRole.Source, "status", false)]
    [InlineData(VerbRole.Operator, "up", false)]
    [InlineData(VerbRole.Admin, "up", true)]
    internal void Roles_permit_what_they_say(VerbRole role, string verb, bool isPermitted) =>
        Assert.Equal(isPermitted, role.Permits(VerbRegistry.Get(verb)));

    /// <summary>An answer without items fits; one of another schema and one with members missing do not.</summary>
    private static void AssertDescribesItsAnswer(VerbEntry entry)
    {
        var members = Schemas.Members[entry.Schema];
        var schema = new SchemaValidator(JsonSerializer.SerializeToNode(ItemSchema.OfAnswer(entry, members))!.AsObject());
        Assert.Empty(schema.Check(JsonNode.Parse($$"""{"schema":"{{entry.Schema}}","items":[]}""")));
        Assert.NotEmpty(schema.Check(JsonNode.Parse("""{"schema":"aios.other/1","items":[]}""")));
        Assert.NotEmpty(schema.Check(JsonNode.Parse($$"""{"schema":"{{entry.Schema}}","items":[{}]}""")));
    }

    private static void AssertParses(VerbEntry entry)
    {
        VerbEntry? reached = null;
        IReadOnlyDictionary<string, JsonElement>? given = null;
        var root = CommandTree.Build(
            VerbRegistry.All,
            (found, result) =>
            {
                reached = found;
                given = GivenArguments.Read(found, argument => CommandTree.TextOf(result, argument), () => TextReader.Null);
                return Task.FromResult(0);
            }
        );
        var words = CommandLineParser
            .SplitCommandLine(entry.Example.Replace("\\\"", "\"").Replace("'{\"version\":\"1.4\"}'", "{}"))
            .ToList();
        Assert.Equal("aios", words[0]);
        var parsed = root.Parse(words[1..]);
        Assert.Empty(parsed.Errors);
        Assert.Equal(0, parsed.Invoke());
        Assert.Equal(entry, reached);
        _ = ArgumentRules.Bind(entry, given!, DateTimeOffset.UnixEpoch, out var faults);
        Assert.Empty(faults);
    }
}
