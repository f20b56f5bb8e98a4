namespace Aios.Loop.Conditions.Values;

/// <summary>A map written in the condition itself.</summary>
internal sealed class LiteralMap(Dictionary<string, Value> fields) : IValueMap
{
    public int Count => fields.Count;

    public IEnumerable<string> Keys => fields.Keys;

    public bool TryGet(string key, out Value value) => fields.TryGetValue(key, out value);
}
