using Aios.Loop.Conditions.Evaluation;
using Aios.Loop.Conditions.Values;

namespace Aios.Loop.Conditions.Functions;

internal static class SizeFunction
{
    /// <summary>Code points of a string, items of a list, fields of a map.</summary>
    public static Value Size(in Value value, in Value unused, ref Frame frame)
    {
        if (value.Kind != ValueKind.String)
            return Value.Of((long)value.Count);
        if (!frame.TryText(value, out var text))
            return frame.NoText;
        return frame.PayBytes(text.Length) ? Value.Of((long)TextOrder.CountCodePoints(text)) : Frame.TooLong;
    }
}
