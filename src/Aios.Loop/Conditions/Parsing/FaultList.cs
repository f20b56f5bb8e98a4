namespace Aios.Loop.Conditions.Parsing;

/// <summary>Collects faults and turns places in the text into lines and columns.</summary>
internal sealed class FaultList(string text)
{
    private readonly List<ConditionFault> _faults = [];

    public IReadOnlyList<ConditionFault> Faults => _faults;

    public bool IsEmpty => _faults.Count == 0;

    public void Add(int at, string message)
    {
        var before = text.AsSpan(0, Math.Min(at, text.Length));
        _faults.Add(new ConditionFault(before.Count('\n') + 1, before.Length - before.LastIndexOf('\n'), message));
    }
}
