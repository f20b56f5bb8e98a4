using Aios.Loop.Conditions.Values;

namespace Aios.Loop.Conditions.Functions;

/// <summary>Everything that can be called, apart from macros, <c>has</c> and <c>matches</c>, which the parser builds itself.</summary>
internal static class FunctionTable
{
    private static readonly KindSet Text = new(ValueKind.String);
    private static readonly KindSet Sized = new(ValueKind.String, ValueKind.List, ValueKind.Map);
    private static readonly KindSet ToInt = new(ValueKind.Int, ValueKind.Double, ValueKind.String, ValueKind.Timestamp);
    private static readonly KindSet ToDouble = new(ValueKind.Int, ValueKind.Double, ValueKind.String);
    private static readonly KindSet ToText = new(
        ValueKind.Bool,
        ValueKind.Int,
        ValueKind.Double,
        ValueKind.String,
        ValueKind.Timestamp,
        ValueKind.Duration
    );
    private static readonly KindSet ToDuration = new(ValueKind.String, ValueKind.Duration);
    private static readonly KindSet ToTimestamp = new(ValueKind.String, ValueKind.Int, ValueKind.Timestamp);

    private static readonly Function[] Functions =
    [
        new("size", "size(x)", ValueKind.Int, [Sized], SizeFunction.Size),
        new("int", "int(x)", ValueKind.Int, [ToInt], ConversionFunctions.ToInt),
        new("double", "double(x)", ValueKind.Double, [ToDouble], ConversionFunctions.ToDouble),
        new("string", "string(x)", ValueKind.String, [ToText], ConversionFunctions.ToText),
        new("duration", "duration('5m')", ValueKind.Duration, [ToDuration], ConversionFunctions.ToDuration),
        new("timestamp", "timestamp('2026-01-31T00:00:00Z')", ValueKind.Timestamp, [ToTimestamp], ConversionFunctions.ToTimestamp),
        new("quantity", "quantity('10GiB')", ValueKind.Int, [Text], ConversionFunctions.Quantity),
        new("has_word", "has_word(text, 'word')", ValueKind.Bool, [Text, Text], TextFunctions.HasWord),
    ];

    private static readonly Function[] Methods =
    [
        new("startsWith", "text.startsWith(prefix)", ValueKind.Bool, [Text, Text], TextFunctions.StartsWith),
        new("endsWith", "text.endsWith(suffix)", ValueKind.Bool, [Text, Text], TextFunctions.EndsWith),
        new("contains", "text.contains(part)", ValueKind.Bool, [Text, Text], TextFunctions.Contains),
        new("size", "x.size()", ValueKind.Int, [Sized], SizeFunction.Size),
    ];

    public static string FunctionNames => $"has, {string.Join(", ", Functions.Select(each => each.Name))}";

    public static string MethodNames =>
        $"{string.Join(", ", Methods.Select(each => each.Name))}, matches, all, exists, exists_one, filter, map";

    public static Function? FindFunction(string name) => Array.Find(Functions, each => each.Name == name);

    public static Function? FindMethod(string name) => Array.Find(Methods, each => each.Name == name);
}
