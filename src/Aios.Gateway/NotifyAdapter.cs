using Aios.Loop.Effects;

namespace Aios.Gateway;

/// <summary>Hands a line for people to whoever shows it.</summary>
/// <param name="show">Must not block; its task ends when the line is shown.</param>
public sealed class NotifyAdapter(Func<EffectAction.Notify, Task> show) : IEffectAdapter
{
    public string Kind => "notify";

    public async Task<AdapterResult> Do(EffectAction action, TimeSpan timeout)
    {
        await show((EffectAction.Notify)action).ConfigureAwait(false);
        return new AdapterResult(EffectResult.Ok, "shown");
    }
}
