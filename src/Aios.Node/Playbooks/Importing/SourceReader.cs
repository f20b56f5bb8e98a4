using System.Text;
using System.Text.Json;
using Aios.Loop.Vocabulary;

namespace Aios.Node.Playbooks.Importing;

/// <summary>Reads strict JSON, keeping the place of every value; at most 64 levels. A member given twice is a fault: nobody knows which was meant.</summary>
internal ref struct SourceReader
{
    private readonly ReadOnlySpan<byte> _text;
    private readonly string _file;
    private Utf8JsonReader _reader;
    private int _offset;
    private int _line = 1;
    private int _column = 1;

    private SourceReader(ReadOnlySpan<byte> text, string file)
    {
        _text = text;
        _file = file;
        _reader = new Utf8JsonReader(text);
    }

    /// <exception cref="SourceException">It is not JSON, too deep, or names a member twice.</exception>
    public static SourceNode Read(string text, string file)
    {
        var reader = new SourceReader(Encoding.UTF8.GetBytes(text), file);
        try
        {
            reader.Advance();
            var root = reader.Value();
            if (reader._reader.Read())
                throw new SourceException(reader.Here(), "something follows the end of the JSON value");
            return root;
        }
        catch (JsonException error)
        {
            var at = new Origin(file, (int)(error.LineNumber ?? 0) + 1, (int)(error.BytePositionInLine ?? 0) + 1);
            throw new SourceException(at, $"is not JSON: {Shown.Clean(Plain(error.Message))}");
        }
        catch (InvalidOperationException error)
        {
            // A text with half a surrogate pair.
            throw new SourceException(reader.Here(), Shown.Clean(error.Message));
        }
    }

    private SourceNode Value()
    {
        var at = Here();
        switch (_reader.TokenType)
        {
            case JsonTokenType.StartObject:
                return Members(at);
            case JsonTokenType.StartArray:
                var items = new List<SourceNode>();
                for (Advance(); _reader.TokenType != JsonTokenType.EndArray; Advance())
                    items.Add(Value());
                return new SourceList(at, items);
            case JsonTokenType.String:
                return new SourceText(at, _reader.GetString()!);
            case JsonTokenType.Number:
                return _reader.TryGetDouble(out var number) && double.IsFinite(number)
                    ? new SourceNumber(at, Encoding.UTF8.GetString(_reader.ValueSpan), number)
                    : throw new SourceException(at, "is a number beyond all bounds");
            case JsonTokenType.True or JsonTokenType.False:
                return new SourceFlag(at, _reader.TokenType == JsonTokenType.True);
            default:
                return new SourceNull(at);
        }
    }

    private SourceObject Members(Origin at)
    {
        var members = new OrderedDictionary<string, SourceNode>(StringComparer.Ordinal);
        for (Advance(); _reader.TokenType != JsonTokenType.EndObject; Advance())
        {
            var (name, named) = (_reader.GetString()!, Here());
            Advance();
            if (!members.TryAdd(name, Value()))
                throw new SourceException(named, $"the member {Shown.Quote(name)} is given twice");
        }
        return new SourceObject(at, members);
    }

    private void Advance()
    {
        if (!_reader.Read())
            throw new SourceException(new Origin(_file, 1, 1), "the file is empty");
    }

    /// <summary>Of the token; columns count UTF-16 units from 1. Asked in the order of the text, so that a long line is counted once.</summary>
    private Origin Here()
    {
        var until = (int)_reader.TokenStartIndex;
        while (_text[_offset..until].IndexOf((byte)'\n') is var end and >= 0)
            (_offset, _line, _column) = (_offset + end + 1, _line + 1, 1);
        _column += Encoding.UTF8.GetCharCount(_text[_offset..until]);
        _offset = until;
        return new Origin(_file, _line, _column);
    }

    /// <summary>Without the place, which the origin tells.</summary>
    private static string Plain(string message) =>
        message.IndexOf(" LineNumber:", StringComparison.Ordinal) is var at and > 0 ? message[..at] : message;
}
