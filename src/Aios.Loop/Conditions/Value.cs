using System.Runtime.InteropServices;
using System.Text.Json;
using Aios.Loop.Conditions.Values;

namespace Aios.Loop.Conditions;

/// <summary>
/// One value of the condition language. Strings, lists and maps of JSON stay in their document until they are read;
/// the document has to live as long as the value.
/// </summary>
public readonly struct Value
{
    private readonly object? _reference;
    private readonly long _bits;
    private readonly JsonElement _json;

    private Value(ValueKind kind, long bits = 0, object? reference = null, JsonElement json = default)
    {
        Kind = kind;
        _bits = bits;
        _reference = reference;
        _json = json;
    }

    public static Value Null => default;

    public static Value True => new(ValueKind.Bool, 1);

    public static Value False => new(ValueKind.Bool);

    public ValueKind Kind { get; }

    internal bool IsError => Kind == ValueKind.Error;

    internal bool Bool => _bits != 0;

    internal long Int => _bits;

    internal double Double => BitConverter.Int64BitsToDouble(_bits);

    /// <summary>Of a timestamp: since the Unix epoch. Of a duration: its length.</summary>
    internal long Milliseconds => _bits;

    internal string Message => (string)_reference!;

    /// <summary>The text when it is not JSON, else null.</summary>
    internal string? PlainText => _reference as string;

    internal Value[]? PlainItems => _reference as Value[];

    internal IValueMap? PlainMap => _reference as IValueMap;

    internal bool IsJson => _reference is null && Kind is ValueKind.String or ValueKind.List or ValueKind.Map;

    internal JsonElement Json => _json;

    /// <summary>Bytes of JSON behind this value, 0 when it is not JSON. Found without reading them.</summary>
    internal int JsonSize =>
        _reference is null && _json.ValueKind != JsonValueKind.Undefined ? JsonMarshal.GetRawUtf8Value(_json).Length : 0;

    /// <summary>Items of a list or fields of a map.</summary>
    internal int Count =>
        Kind == ValueKind.List ? PlainItems?.Length ?? _json.GetArrayLength() : PlainMap?.Count ?? _json.GetPropertyCount();

    public static Value Of(bool value) => value ? True : False;

    public static Value Of(long value) => new(ValueKind.Int, value);

    public static Value Of(double value) => new(ValueKind.Double, BitConverter.DoubleToInt64Bits(value));

    /// <summary>A string; null becomes the language's null.</summary>
    public static Value Of(string? value) => value is null ? Null : new(ValueKind.String, reference: value);

    /// <summary>A list; one that is not an array already is copied.</summary>
    public static Value Of(IReadOnlyList<Value> items) => new(ValueKind.List, reference: items as Value[] ?? [.. items]);

    public static Value Of(IValueMap fields) => new(ValueKind.Map, reference: fields);

    /// <summary>Milliseconds since the Unix epoch.</summary>
    public static Value OfTimestamp(long milliseconds) => new(ValueKind.Timestamp, milliseconds);

    public static Value OfDuration(long milliseconds) => new(ValueKind.Duration, milliseconds);

    public static Value Error(string message) => new(ValueKind.Error, reference: message);

    /// <summary>JSON integers that fit 64 bits become int, every other number double; an undefined element is an error.</summary>
    public static Value Of(JsonElement json) =>
        json.ValueKind switch
        {
            JsonValueKind.Null => Null,
            JsonValueKind.True => True,
            JsonValueKind.False => False,
            JsonValueKind.Number => json.TryGetInt64(out var whole) ? Of(whole)
            : json.TryGetDouble(out var number) ? Of(number)
            : Error("the number is out of range"),
            JsonValueKind.String => new(ValueKind.String, json: json),
            JsonValueKind.Array => new(ValueKind.List, json: json),
            JsonValueKind.Object => new(ValueKind.Map, json: json),
            _ => Error("there is no value"),
        };

    /// <summary>The value as the language writes it, cut to about 80 characters.</summary>
    public override string ToString() => ValueText.Of(this);

    internal bool TryGetField(string name, out Value value)
    {
        if (PlainMap is { } map)
            return map.TryGet(name, out value);
        var found = JsonText.TryField(_json, name, out var field);
        value = found ? Of(field) : default;
        return found;
    }
}
