using Aios.Journal.Decisions;
using Aios.Journal.Log;
using Aios.Journal.Store;
using Aios.Journal.Traces;
using Aios.Loop.Vocabulary;
using Aios.Platform.Sqlite;

namespace Aios.Journal.Tests.Traces;

public sealed class TraceReaderSpecs : IDisposable
{
    private const string Trace = "4bf92f3577b34da6a3ce929d0e0e4736";

    private readonly JournalFolder _folder = new();
    private readonly SqliteStore _store;
    private readonly TraceReader _reader;

    public TraceReaderSpecs()
    {
        using (var log = _folder.Open())
            log.Append([.. Enumerable.Range(0, 40).Select(Fact)]).GetAwaiter().GetResult();
        _store = StateDatabase.Open(_folder.Data);
        _reader = new TraceReader(new EventLogReader(_folder.Data), new DecisionStore(_store), new EffectLedger(_store, _folder.Time));
    }

    public void Dispose()
    {
        _store.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("7", 7)]
    [InlineData("0195-000011", 12)]
    [InlineData("019ceedf-a405-7000-8000-000000000005", 6)]
    [InlineData("41", null)]
    [InlineData("0195-000099", null)]
    [InlineData("019ceedf-a405-7000-8000-000000000099", null)]
    public void An_event_is_found_by_its_number_and_by_its_id(string asked, int? seq) => Assert.Equal(seq, _reader.Find(asked)?.Seq);

    [Fact]
    public void A_trace_is_read_oldest_first_and_says_when_there_is_more()
    {
        Assert.Equal([1, 3, 5, 7], _reader.Trace(Trace, 3).Select(record => record.Seq));
        Assert.Equal(20, _reader.Trace(Trace, 20).Count);
    }

    [Fact]
    public void What_was_decided_about_an_event_without_a_trace_is_found_by_its_cause() =>
        Assert.Equal([12, 16], _reader.Around(_reader.Find("12")!, 10).Select(record => record.Seq));

    [Fact]
    public void The_score_counts_only_soon_after()
    {
        Assert.Equal(22, _reader.ScoreAfter(_reader.Find("3")!)?.Seq);
        Assert.Null(_reader.ScoreAfter(_reader.Find("22")!));
        var link = Assert.Single(_reader.Links([_reader.Find("22")!], null));
        Assert.Equal("score.updated 0.500", link.Text);
    }

    private static Event Fact(int number)
    {
        var plain = Facts.Of(number);
        return number switch
        {
            5 => plain with { Id = new EventId("019ceedf-a405-7000-8000-000000000005"), Timestamp = 0x019ceedfa405 },
            15 => plain with { Type = EventTypes.ReactorSkipped, CauseId = "0195-000011", TraceId = null },
            21 => plain with { Type = EventTypes.ScoreUpdated, TraceId = null, Payload = LooseJson.Object(("score", 0.5)) },
            _ => plain,
        };
    }
}
