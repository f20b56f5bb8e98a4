using System.Text;
using Aios.Journal.Log;
using Aios.Journal.Log.Import;
using Aios.Loop.Vocabulary;
using Aios.Platform.Files;

namespace Aios.Journal.Tests.Log;

public sealed class EventImportSpecs : IDisposable
{
    private readonly JournalFolder _folder = new();
    private readonly List<(long Line, string Reason, string Text)> _rejected = [];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_record_of_the_older_version_keeps_id_time_and_every_member()
    {
        await Import(
            """{"id":"e-1","type":"resource.cpu_spike","source":"sensor/cpu","timestamp":1700000000123,"payload":{"value":93.1},"tags":["a"],"value":7}"""
        );

        var record = Assert.Single(new EventLogReader(_folder.Data).From(1));
        Assert.Equal(
            ("e-1", "resource.cpu_spike", "import/sensor/cpu", 1_700_000_000_123, Severity.Info),
            (record.Event.Id.Value, record.Event.Type, record.Event.Source, record.Event.Timestamp, record.Event.Severity)
        );
        Assert.Equal("""{"value":93.1,"tags":["a"],"record_value":7}""", record.Event.Payload!.Value.GetRawText());
    }

    [Theory]
    [InlineData("\"2023-11-14T22:13:20.123Z\"")]
    [InlineData("\"2023-11-14T23:13:20.123+01:00\"")]
    [InlineData("\"2023-11-14T22:13:20.123\"")]
    [InlineData("1700000000123")]
    [InlineData("1700000000123.2")]
    public async Task Times_in_milliseconds_and_in_ISO_form_are_the_same(string time)
    {
        await Import($$"""{"type":"a.b","timestamp":{{time}}}""");

        Assert.Equal(1_700_000_000_123, new EventLogReader(_folder.Data).From(1).Single().Event.Timestamp);
    }

    [Fact]
    public async Task What_has_no_name_of_ours_gets_one_and_the_original_stays()
    {
        await Import("""{"id":42,"type":"a b/c","source":"my host","timestamp":1,"severity":"CRIT","trace_id":"short","payload":[1]}""");

        var fact = new EventLogReader(_folder.Data).From(1).Single().Event;
        Assert.Equal(
            ("42", "a.b.c", "import/my_host", Severity.Critical, null),
            (fact.Id.Value, fact.Type, fact.Source, fact.Severity, fact.TraceId)
        );
        Assert.Equal(
            """{"original_type":"a b/c","original_source":"my host","trace_id":"short","payload":[1]}""",
            fact.Payload!.Value.GetRawText()
        );
    }

    [Fact]
    public async Task Lines_that_cannot_be_read_are_named_with_number_and_reason_and_the_others_go_in()
    {
        var deep = new string('[', 40) + new string(']', 40);
        var report = await Import(
            "\uFEFF" + Line("a"),
            "{\"type\":\"broken",
            "",
            "[1]",
            """{"type":"a.b"}""",
            """{"type":"a.b","timestamp":"yesterday"}""",
            """{"timestamp":1}""",
            $$$"""{"type":"a.b","timestamp":1,"payload":{"deep":{{{deep}}}}}""",
            new string('x', 2_200_000),
            Line("z") + "\r"
        );

        Assert.Equal(new ImportReport(9, 2, 0, 7), report);
        Assert.Equal([2, 4, 5, 6, 7, 8, 9], _rejected.Select(each => each.Line));
        Assert.Contains("\"yesterday\"", _rejected[3].Reason, StringComparison.Ordinal);
        Assert.Contains("timestamp is missing", _rejected[2].Reason, StringComparison.Ordinal);
        Assert.Contains("at most 32 levels", _rejected[5].Reason, StringComparison.Ordinal);
        Assert.Equal("longer than 2097152 bytes", _rejected[6].Reason);
        Assert.Equal("[1]", _rejected[1].Text);
        Assert.Equal(["a", "z"], new EventLogReader(_folder.Data).From(1).Select(record => record.Event.Id.Value));
    }

    [Fact]
    public async Task An_import_goes_on_in_the_newest_day_and_a_second_one_stores_nothing_twice()
    {
        _folder.Fill(10);
        string[] lines = [.. Enumerable.Range(0, 1_200).Select(i => Line($"id-{i}")), .. Enumerable.Range(0, 5).Select(i => Line(null))];
        Assert.Equal(new ImportReport(1_205, 1_205, 0, 0), await Import(lines));
        _folder.Time.Advance(TimeSpan.FromDays(40));

        Assert.Equal(new ImportReport(1_206, 1, 1_205, 0), await Import([.. lines, Line("new")]));

        Assert.Equal(2, _folder.PlainFiles.Count());
        Assert.Equal(
            (1_216, null),
            new EventLogReader(_folder.Data).Verify() is var verified ? (verified.Records, verified.Fault) : default
        );
    }

    [Fact]
    public async Task The_same_id_twice_in_a_file_is_stored_once() =>
        Assert.Equal(new ImportReport(3, 2, 1, 0), await Import(Line("a"), Line("b"), Line("a")));

    [Fact]
    public async Task A_log_that_refuses_ends_the_import_with_the_reason()
    {
        Directory.CreateDirectory(_folder.Today);

        var error = await Assert.ThrowsAsync<IOException>(() => Import(Line("a")));

        Assert.Contains("after 0 events: The event log cannot write", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Figures_come_with_each_batch()
    {
        var bytes = Encoding.UTF8.GetBytes(string.Join('\n', Enumerable.Range(0, 1_100).Select(i => Line($"{i}"))));
        var seen = new List<long>();
        using var source = new MemoryStream(bytes);
        await new EventImport(_folder.Data, Node, _folder.Time).Run(
            source,
            (_, _, _) => { },
            (_, report) => seen.Add(report.Imported),
            CancellationToken.None
        );

        Assert.Equal([500, 1_000, 1_100], seen);
    }

    private static NodeIdentity Node => new("node-0001", 1, 2);

    private static string Line(string? id) =>
        id is null ? """{"type":"a.b","timestamp":5}""" : $$$"""{"id":"{{{id}}}","type":"a.b","source":"s","timestamp":5,"payload":{}}""";

    private async Task<ImportReport> Import(params string[] lines)
    {
        using var source = new MemoryStream(Encoding.UTF8.GetBytes(string.Join('\n', lines)));
        return await new EventImport(_folder.Data, Node, _folder.Time).Run(
            source,
            (line, reason, text) => _rejected.Add((line, reason, Encoding.UTF8.GetString(text.Span))),
            (_, _) => { },
            CancellationToken.None
        );
    }
}
