using Aios.Loop.Conditions;

namespace Aios.Loop.Tests.Conditions;

internal sealed class FakeScope : Dictionary<string, Value>, IConditionScope
{
    public bool TryGet(string name, out Value value) => TryGetValue(name, out value);
}
