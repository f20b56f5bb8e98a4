using System.Text;
using System.Text.Json;
using Aios.Loop.Vocabulary;
using Aios.Node.Playbooks.Importing;

namespace Aios.Node.Tests.Playbooks.Importing;

public sealed class HostileImportSpecs
{
    [Theory]
    [InlineData("", "1:1", "is not JSON")]
    [InlineData("{", "1:2", "is not JSON")]
    [InlineData("{\n \"id\": \"a\",\n \"id\": \"b\" }", "3:2", "the member 'id' is given twice")]
    [InlineData("{\n  \"ä\": 1, \"a\": nul }", "2:20", "is not JSON")]
    [InlineData("[] []", "1:4", "is not JSON")]
    [InlineData("[1e999]", "1:2", "is a number beyond all bounds")]
    [InlineData("[\"\\ud800\"]", "1:2", "")]
    [InlineData("[]", "1:1", "the list holds no playbook")]
    [InlineData("[7]", "1:2", "(a number) is no playbook; it must be an object")]
    [InlineData("null", "1:1", "(null) is no playbook")]
    [InlineData("{}", "1:1", "has no match, or more than one")]
    [InlineData("{\"match\": 1, \"trigger\": []}", "1:1", "has no match, or more than one")]
    [InlineData("{\"match\": {}, \"error_pattern\": \"x\"}", "1:1", "has no match, or more than one")]
    public void A_file_that_is_no_playbook_is_refused_at_its_place(string text, string place, string why)
    {
        var one = Foreign.One(text);
        Assert.True(one.IsRefused);
        Assert.Equal($"old.json:{place}", one.At.ToString());
        Assert.StartsWith(why, one.Notes[0].Text);
    }

    [Fact]
    public void Columns_count_characters_and_not_bytes() =>
        Assert.Equal("old.json:2:10", Foreign.Import().ReadText("old.json", "[7,\n \"äö😀\", 1, {}]")[^2].At.ToString());

    [Fact]
    public void Ten_megabytes_are_refused_unread()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("big.json", "[" + new string(' ', 10 * 1024 * 1024) + "]");
        var one = Assert.Single(Foreign.Import().ReadFile(file));
        Assert.Equal("the file has more than 4194304 bytes. Split it or move it away.", one.Notes[0].Text);
    }

    [Fact]
    public void A_file_that_is_not_there_is_refused_by_name() =>
        Assert.Contains(
            "No such file",
            Assert.Single(Foreign.Import().ReadFile("nowhere.json")).Notes[0].Text,
            StringComparison.OrdinalIgnoreCase
        );

    [Theory]
    [InlineData("[", "]")]
    [InlineData("{\"trigger\":", "}")]
    public void A_hundred_thousand_levels_are_refused(string open, string close)
    {
        var text = new StringBuilder().Insert(0, open, 100_000).Append('1').Insert(100_000 * open.Length + 1, close, 100_000);
        Assert.StartsWith("is not JSON", Foreign.One(text.ToString()).Notes[0].Text);
    }

    [Fact]
    public void A_million_members_that_nobody_knows_are_told_in_a_hundred_lines()
    {
        var members = string.Join(',', Enumerable.Range(0, 200_000).Select(i => $"\"m{i}\":1"));
        var one = Foreign.One(Foreign.C.Replace("\"id\": \"oom\",", $"\"id\": \"oom\", {members},"));
        Assert.Equal(101, one.Notes.Count);
        Assert.EndsWith("more of the like", one.Notes[^1].Text, StringComparison.Ordinal);
        Assert.True(one.Files[0].Text.Length < 20_000);
    }

    [Fact]
    public void A_hundred_thousand_conditions_are_no_playbook()
    {
        var conditions = string.Join(',', Enumerable.Range(0, 50_000).Select(i => $"\"f{i}\": {{ \"$gt\": {i} }}"));
        var one = Foreign.One(Foreign.E.Replace("\"host\": \"a'b\"", conditions));
        Assert.True(one.IsRefused);
        Assert.StartsWith("the translation is no playbook: playbook.on.when is no condition: a condition has at most", one.Notes[^1].Text);
    }

    [Fact]
    public void The_second_of_the_same_id_is_refused_with_the_place_of_the_first()
    {
        var two = Foreign.Import().ReadText("old.json", $"[{Foreign.C},\n{Foreign.C}]");
        Assert.Equal([false, true], two.Select(one => one.IsRefused));
        Assert.StartsWith("(oom) is the id of the playbook at old.json:1:2 too", two[1].Notes[^1].Text);
    }

    [Fact]
    public void Playbooks_may_stand_in_a_list_or_below_a_name()
    {
        Assert.Equal(2, Foreign.Import().ReadText("old.json", $"[{Foreign.A}, {Foreign.B}]").Count);
        Assert.Equal(2, Foreign.Import().ReadText("old.json", $"{{ \"playbooks\": [{Foreign.A}, {Foreign.B}] }}").Count);
    }

    /// <summary>Each member of each shape, each replaced by each kind of value: nothing but a report comes out.</summary>
    [Theory]
    [InlineData(Foreign.A)]
    [InlineData(Foreign.B)]
    [InlineData(Foreign.C)]
    [InlineData(Foreign.D)]
    [InlineData(Foreign.E)]
    public void Wrong_kinds_of_values_never_break_the_import(string json)
    {
        string[] others =
        [
            "null",
            "true",
            "7",
            "-1e300",
            "\"\"",
            "\"x\\n}\\\" ${?HOME}\"",
            "[]",
            "[[]]",
            "{}",
            "{\"a\":{}}",
            "[1,\"a\",null]",
        ];
        foreach (var (start, length) in Values(json))
        foreach (var other in others)
        foreach (var one in Foreign.Import().ReadText("old.json", json[..start] + other + json[(start + length)..]))
        {
            Assert.Equal(one.IsRefused, one.Notes.Any(note => note.Kind == ImportNoteKind.Refuses));
            Assert.All(one.Files, file => Sample.Read(file.Text));
            Assert.All(one.Playbooks(), playbook => Assert.True(playbook.Trigger.Types.Count + playbook.Trigger.Keywords.Count > 0));
        }
    }

    [Theory]
    [InlineData("a\n}\nplaybook { id = evil")]
    [InlineData("a\" } evil { \"")]
    [InlineData("${HOME} ${?x}")]
    [InlineData("\u2028 # \r\n \u0085 evil\u2029")]
    [InlineData("\\\" \\n \u0007 \ud83d\ude00 \"\"\"")]
    public void A_text_from_outside_stays_a_text(string text)
    {
        var quoted = JsonSerializer.Serialize(text);
        foreach (var json in (string[])[Foreign.A.Replace("\"it's /var\"", quoted), Foreign.A.Replace("\"Restart web\"", quoted)])
        {
            var playbook = Assert.Single(Foreign.One(json).Playbooks());
            Assert.Equal("pb-001", playbook.Id.Value);
        }
        var named = Assert.Single(Foreign.Taken(Foreign.A.Replace("\"Restart web\"", quoted)).Playbooks());
        Assert.Equal(text, named.Title);
        var shell = Foreign.One(Foreign.A.Replace("\"systemctl restart nginx\"", quoted));
        Assert.True(shell.IsDisabled);
        Assert.All(shell.Files[0].Text.Split('\n').TakeWhile(line => line != "playbook {"), line => Assert.StartsWith("# ", line));
    }

    /// <summary>Offset and length of every value below the root.</summary>
    private static List<(int Start, int Length)> Values(string json)
    {
        var (found, open) = (new List<(int, int)>(), new Stack<int>());
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(json));
        while (reader.Read())
            switch (reader.TokenType)
            {
                case JsonTokenType.StartObject or JsonTokenType.StartArray:
                    open.Push((int)reader.TokenStartIndex);
                    break;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    var start = open.Pop();
                    found.Add((start, (int)reader.BytesConsumed - start));
                    break;
                case JsonTokenType.PropertyName:
                    break;
                default:
                    found.Add(((int)reader.TokenStartIndex, (int)(reader.BytesConsumed - reader.TokenStartIndex)));
                    break;
            }
        return found;
    }
}
