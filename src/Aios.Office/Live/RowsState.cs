using System.Text.Json;

namespace Aios.Office.Live;

/// <summary>Rows that are read whole: what waits is the difference to what was sent, so that a value that came back is no change.</summary>
internal sealed class RowsState : IStreamState
{
    private static readonly Dictionary<string, JsonElement> Nothing = [];

    private IReadOnlyDictionary<string, JsonElement> _sent = Nothing;
    private IReadOnlyDictionary<string, JsonElement> _now = Nothing;
    private Changes? _waiting;

    public int Waiting => _waiting?.Count ?? 0;

    public IEnumerable<KeyValuePair<string, JsonElement>> Shown => _sent;

    public void Read(IReadOnlyDictionary<string, JsonElement> rows)
    {
        _now = rows;
        _waiting = ChangeRules.Between(_sent, rows);
    }

    public Changes Take()
    {
        var taken = _waiting ?? ChangeRules.Between(_sent, _now);
        (_sent, _waiting) = (_now, null);
        return taken;
    }
}
