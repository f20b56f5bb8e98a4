namespace Aios.Loop.Conditions;

/// <summary>A map that is read field by field, so that what nobody asks for is never computed.</summary>
public interface IValueMap
{
    int Count { get; }

    IEnumerable<string> Keys { get; }

    bool TryGet(string key, out Value value);
}
