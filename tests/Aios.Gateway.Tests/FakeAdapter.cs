using Aios.Loop.Effects;

namespace Aios.Gateway.Tests;

internal sealed class FakeAdapter(string kind, Func<Task<AdapterResult>> act) : IEffectAdapter
{
    public string Kind => kind;

    public Task<AdapterResult> Do(EffectAction action, TimeSpan timeout) => act();
}
