using System.Diagnostics.CodeAnalysis;
using Aios.Loop.Conditions.Values;

namespace Aios.Loop.Conditions.Evaluation;

/// <summary>One evaluation: its scope, the variables of its macros, and the steps it has left.</summary>
internal ref struct Frame(IConditionScope scope, int locals)
{
    public const int MaxSteps = 10_000;

    /// <summary>Bytes of text that cost as much as one node.</summary>
    private const int BytesPerStep = 1024;

    private int _left = MaxSteps;

    public readonly IConditionScope Scope = scope;

    public readonly Value[] Locals = locals == 0 ? [] : new Value[locals];

    public static Value TooLong => Value.Error("the condition takes more than 10,000 steps");

    public readonly bool IsExhausted => _left < 0;

    public bool Step()
    {
        if (_left < 0)
            return false;
        _left--;
        return _left >= 0;
    }

    /// <summary>Pays for work that grows with the size of the data, before it is done.</summary>
    public bool Pay(long steps)
    {
        if (_left < 0)
            return false;
        _left = steps > _left ? -1 : _left - (int)steps;
        return _left >= 0;
    }

    public bool PayBytes(long bytes) => Pay(bytes / BytesPerStep);

    /// <summary>The text of a string value; false when the steps ran out or the JSON is no Unicode text.</summary>
    public bool TryText(in Value value, [NotNullWhen(true)] out string? text)
    {
        text = value.PlainText;
        return text is not null || (PayBytes(value.JsonSize) && JsonText.TryRead(value.Json, out text));
    }

    /// <summary>Why <see cref="TryText"/> said no.</summary>
    public readonly Value NoText => IsExhausted ? TooLong : Value.Error("a string is not valid Unicode");
}
