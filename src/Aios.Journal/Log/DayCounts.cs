using System.Text;
using System.Text.Json;
using Aios.Loop.Vocabulary;
using Aios.Platform.Files;

namespace Aios.Journal.Log;

/// <summary>Counts one day and writes its summary.</summary>
internal sealed class DayCounts(DateOnly day)
{
    private static readonly string[] Outcomes = ["verified", "rolled-back", "stuck", "denied", "expired", "cancelled", "shadowed"];

    private readonly SortedDictionary<string, long> _types = new(StringComparer.Ordinal);
    private readonly long[] _severities = new long[4];
    private readonly SortedDictionary<string, long> _runs = new(StringComparer.Ordinal);
    private readonly LineMaterial _material = new();
    private (long Count, double Least, double Sum, double Most) _score = (0, double.MaxValue, 0, double.MinValue);
    private long _firstSeq;
    private string _firstHash = "";

    /// <summary>Reads the day, whose first line follows where the chain stands, and moves the chain on.</summary>
    /// <exception cref="LogCorruptException">The chain is broken.</exception>
    public static DayCounts Of(DataFolder folder, LogDay day, HashChain chain, CancellationToken stop)
    {
        var counts = new DayCounts(day.Day);
        using var scanner = day.Open(folder) ?? throw new FileNotFoundException(day.Name);
        try
        {
            while (scanner.Next())
            {
                stop.ThrowIfCancellationRequested();
                if (chain.Check(day.Name, scanner, out var line) is { } fault)
                    throw new LogCorruptException(fault);
                counts.Add(line);
            }
        }
        catch (InvalidDataException error)
        {
            throw new LogCorruptException(
                new(day.Name, scanner.Line + 1, chain.Seq + 1, "the archive", "a whole gzip file", error.Message)
            );
        }
        return counts;
    }

    public long Records { get; private set; }

    /// <summary>The text of the summary; the chain stands at the end of the day.</summary>
    public byte[] Write(HashChain chain, string before)
    {
        var buffer = new System.Buffers.ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(buffer, LooseJson.WriterOptions))
        {
            json.WriteStartObject();
            json.WriteNumber("v", 1);
            json.WriteString("day", DayFiles.Text(day));
            json.WriteNumber("records", Records);
            json.WriteNumber("first_seq", _firstSeq);
            json.WriteNumber("last_seq", chain.Seq);
            json.WriteString("first_hash", _firstHash);
            json.WriteString("last_hash", chain.HashText);
            Write(json, "types", _types);
            Write(json, "severities", _severities.Select((count, at) => KeyValuePair.Create(((Severity)at).Text(), count)));
            if (_score.Count > 0)
            {
                json.WriteStartObject("score");
                json.WriteNumber("min", _score.Least);
                json.WriteNumber("avg", Math.Round(_score.Sum / _score.Count, 6));
                json.WriteNumber("max", _score.Most);
                json.WriteEndObject();
            }
            Write(json, "runs", _runs);
            json.WriteString("before", before);
            json.WriteEndObject();
        }
        return [.. buffer.WrittenSpan, (byte)'\n'];
    }

    private void Add(in LogLine line)
    {
        if (Records++ == 0)
            (_firstSeq, _firstHash) = (line.Seq, Encoding.ASCII.GetString(line.Hash));
        _severities[(int)LineMaterial.SeverityOf(line.Severity)]++;
        var type = _material.Shared(line.Type);
        Count(_types, type);
        if (type.StartsWith("run.", StringComparison.Ordinal) && line.Source.SequenceEqual("aios/run"u8))
            AddRun(type["run.".Length..]);
        else if (type.StartsWith("score.", StringComparison.Ordinal) && !line.Source.StartsWith("import/"u8))
            AddScore(line.Payload);
    }

    private void AddRun(string fact)
    {
        if (fact == "planned" || Outcomes.Contains(fact))
            Count(_runs, fact);
    }

    private void AddScore(ReadOnlySpan<byte> payload)
    {
        if (payload.IsEmpty || !JsonElement.Parse(payload).TryGetProperty("score", out var score) || !score.TryGetDouble(out var value))
            return;
        _score = (_score.Count + 1, Math.Min(_score.Least, value), _score.Sum + value, Math.Max(_score.Most, value));
    }

    private static void Count(SortedDictionary<string, long> counts, string name) => counts[name] = counts.GetValueOrDefault(name) + 1;

    private static void Write(Utf8JsonWriter json, string name, IEnumerable<KeyValuePair<string, long>> counts)
    {
        json.WriteStartObject(name);
        foreach (var (key, count) in counts)
            json.WriteNumber(key, count);
        json.WriteEndObject();
    }
}
