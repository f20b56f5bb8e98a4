using System.Runtime.InteropServices;
using System.Text.Json;
using Aios.Loop.Surface;
using Aios.Loop.Vocabulary;

namespace Aios.Office.Live;

/// <summary>Events as they come, each one row: the newest wait, those beyond are counted; what is urgent is left out last.</summary>
internal sealed class TailState : IStreamState
{
    /// <summary>Rows of one frame, and of a snapshot.</summary>
    public const int MostRows = 200;

    /// <summary>A longer payload is left out; the row says how many bytes it has, and the event on record has it.</summary>
    public const int MostPayloadBytes = 4 * 1024;

    private readonly Queue<RecordedEvent> _usual = new();
    private readonly Queue<RecordedEvent> _urgent = new();
    private readonly Queue<KeyValuePair<string, JsonElement>> _sent = new();
    private long _dropped;

    public int Waiting => _usual.Count + _urgent.Count + (_dropped > 0 ? 1 : 0);

    public IEnumerable<KeyValuePair<string, JsonElement>> Shown => _sent;

    public void Hear(RecordedEvent record, bool isUrgent)
    {
        (isUrgent ? _urgent : _usual).Enqueue(record);
        if (_usual.Count + _urgent.Count <= MostRows)
            return;
        _ = _usual.Count > 0 ? _usual.Dequeue() : _urgent.Dequeue();
        _dropped++;
    }

    /// <summary>Events that were not even looked at.</summary>
    public void Miss(long count) => _dropped += count;

    public Changes Take()
    {
        List<KeyValuePair<string, JsonElement>> rows =
        [
            .. _usual.Concat(_urgent).OrderBy(record => record.Seq).Select(record => KeyValuePair.Create($"{record.Seq}", Row(record))),
        ];
        foreach (var row in rows)
            _sent.Enqueue(row);
        while (_sent.Count > MostRows)
            _sent.Dequeue();
        var taken = new Changes(rows, [], [], _dropped);
        _usual.Clear();
        _urgent.Clear();
        _dropped = 0;
        return taken;
    }

    private static JsonElement Row(RecordedEvent record)
    {
        var fact = record.Event;
        var bytes = fact.Payload is { } payload ? JsonMarshal.GetRawUtf8Value(payload).Length : 0;
        if (bytes <= MostPayloadBytes)
            return EventItem.Of(record);
        var row = EventItem.Of(record with { Event = fact with { Payload = null } });
        return LooseJson.Object([
            .. row.EnumerateObject().Select(member => (member.Name, (object?)member.Value)),
            ("payload_bytes", bytes),
        ]);
    }
}
