using System.Text.Json;

namespace Aios.Loop.Conditions.Values;

/// <summary>Reads a list front to back, which JSON gives in constant time per item where an index would not.</summary>
internal struct ListReader(in Value list)
{
    private readonly Value[]? _items = list.PlainItems;
    private JsonElement.ArrayEnumerator _json = list.IsJson ? list.Json.EnumerateArray() : default;
    private int _next;

    public Value Current { get; private set; }

    public bool MoveNext()
    {
        if (_items is null)
        {
            if (!_json.MoveNext())
                return false;
            Current = Value.Of(_json.Current);
            return true;
        }

        if (_next >= _items.Length)
            return false;
        Current = _items[_next++];
        return true;
    }
}
