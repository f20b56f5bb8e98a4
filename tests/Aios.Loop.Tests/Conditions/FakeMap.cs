using Aios.Loop.Conditions;

namespace Aios.Loop.Tests.Conditions;

internal sealed class FakeMap(Dictionary<string, Value> fields) : IValueMap
{
    public List<string> Asked { get; } = [];

    public int Count => fields.Count;

    public IEnumerable<string> Keys => fields.Keys;

    public bool TryGet(string key, out Value value)
    {
        Asked.Add(key);
        return fields.TryGetValue(key, out value);
    }
}
