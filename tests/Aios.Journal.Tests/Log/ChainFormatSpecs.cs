using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Aios.Loop.Vocabulary;

namespace Aios.Journal.Tests.Log;

public sealed class ChainFormatSpecs : IDisposable
{
    private readonly JournalFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_line_has_its_members_in_the_documented_order_without_spaces()
    {
        using (var log = _folder.Open())
            await log.Append([Facts.Of(2, Priority.P1, """{ "cpu" : 93.10, "note": "a b" }""") with { CauseId = "c-1" }]);

        var line = File.ReadAllLines(_folder.Today).Single();

        Assert.StartsWith(
            """{"v":1,"seq":1,"id":"0195-000002","type":"resource.cpu_spike","source":"sensor/cpu","timestamp":1773532800002,"severity":"warn","priority":"P1","trace_id":"4bf92f3577b34da6a3ce929d0e0e4736","cause_id":"c-1","node":"node-0001","epoch":1,"payload":{"cpu":93.10,"note":"a b"},"prev":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA","hash":""",
            line,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Absent_members_are_omitted()
    {
        using (var log = _folder.Open())
            await log.Append([Facts.Of(1) with { Payload = null }]);

        var line = File.ReadAllText(_folder.Today);

        Assert.DoesNotContain("trace_id", line, StringComparison.Ordinal);
        Assert.DoesNotContain("cause_id", line, StringComparison.Ordinal);
        Assert.DoesNotContain("payload", line, StringComparison.Ordinal);
        Assert.DoesNotContain("null", line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"a":"\u00e9é\n\"\\\/ 日本 \ud83d\ude00 😀"}""")]
    [InlineData("""{"big":123456789012345678901234567890,"exp":1.50E+3,"neg":-0.0}""")]
    [InlineData("""{"nested":[[],{},[1,[2,{"x":null}]]],"t":true}""")]
    [InlineData("""{"brackets":"}],{[","comma":",]","slash":"// no comment"}""")]
    public async Task A_payload_survives_byte_exactly(string payload)
    {
        using var log = _folder.Open();
        await log.Append([Facts.Of(1, Priority.P1, payload)]);

        Assert.Contains($",\"payload\":{payload},\"prev\":", File.ReadAllText(_folder.Today), StringComparison.Ordinal);
        Assert.Equal(payload, log.Reader().From(1).Single().Event.Payload!.Value.GetRawText());
    }

    [Fact]
    public async Task White_space_comments_and_trailing_commas_do_not_reach_the_disk()
    {
        var lenient = new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };
        using var parsed = JsonDocument.Parse("{ \"a\" : [ 1 ,\n 2, ], // why\n\t\"b\" : \"x  y\" }", lenient);
        using var log = _folder.Open();
        await log.Append([Facts.Of(1) with { Payload = parsed.RootElement }, Facts.Of(2)]);

        Assert.Equal("""{"a":[1,2],"b":"x  y"}""", log.Reader().From(1).First().Event.Payload!.Value.GetRawText());
    }

    [Fact]
    public async Task Bytes_that_are_no_text_become_replacement_characters()
    {
        using var parsed = JsonDocument.Parse((byte[])[.. "{\"a\":\""u8, 0xff, 0xfe, .. "\"}"u8]);
        using var log = _folder.Open();
        await log.Append([Facts.Of(1) with { Payload = parsed.RootElement }]);

        Assert.Equal("\uFFFD\uFFFD", log.Reader().From(1).Single().Event.Payload!.Value.GetProperty("a").GetString());
        Assert.True(System.Text.Unicode.Utf8.IsValid(File.ReadAllBytes(_folder.Today)));
    }

    [Theory]
    [InlineData("plain")]
    [InlineData("quote\"and\\slash")]
    [InlineData("tab\tnew\nline\u0001")]
    [InlineData("é日本😀")]
    public async Task Ids_and_sources_of_any_text_are_read_back(string text)
    {
        var fact = Facts.Of(1) with { Id = new EventId(text), Source = text, CauseId = text };
        using var log = _folder.Open();
        await log.Append([fact]);

        var read = log.Reader().From(1).Single().Event;

        Assert.Equal((text, text, text), (read.Id.Value, read.Source, read.CauseId));
        Assert.Single(File.ReadAllLines(_folder.Today));
    }

    [Fact]
    public async Task A_lone_surrogate_cannot_be_written_and_is_replaced()
    {
        using var log = _folder.Open();
        await log.Append([Facts.Of(1) with { Source = "a\ud800b" }]);

        Assert.Equal("a\uFFFDb", log.Reader().From(1).Single().Event.Source);
    }

    [Fact]
    public async Task An_event_over_the_bound_of_a_line_is_refused_and_the_largest_payload_is_stored()
    {
        using var log = _folder.Open();
        var largest = Facts.Of(1, Priority.P1, $"{{\"a\":\"{new string('x', EventRules.MaxPayloadBytes - 8)}\"}}");
        Assert.Null(EventRules.Check(largest));

        Assert.Single((await log.Append([largest])).Stored());
        var over = Facts.Of(2, Priority.P1, $"{{\"a\":\"{new string('x', 1_100_000)}\"}}");
        (await log.Append([over])).Refusal<Journal.Log.LogLineTooLong>();
        Assert.Equal(1, log.Reader().Verify().Records);
    }

    [PythonFact]
    public async Task A_checker_in_another_language_agrees()
    {
        _folder.Fill(250);
        _folder.Time.Advance(TimeSpan.FromHours(5));
        string last;
        using (var log = _folder.Open())
        {
            await log.Append([Facts.Of(1, Priority.P0, """{"a":"\u00e9 日本 \" 😀"}""") with { Source = "x\"y\\z\u0007é" }]);
            last = log.Reader().Verify().LastHash;
        }

        var (output, error) = ChainChecker.Run(_folder);

        Assert.Equal(("251 " + last, ""), (output, error));
    }

    [PythonFact]
    public void The_checker_can_fail()
    {
        _folder.Fill(20);
        var bytes = File.ReadAllBytes(_folder.Today);
        bytes[bytes.Length / 2] ^= 1;
        File.WriteAllBytes(_folder.Today, bytes);

        Assert.NotEqual("", ChainChecker.Run(_folder).Error);
    }
}
