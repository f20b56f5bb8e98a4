using Aios.Gateway.Notifying;
using Aios.Loop.Effects;

namespace Aios.Gateway;

/// <summary>Hands a line for people to whoever shows it, or to the channel that the step names.</summary>
/// <param name="show">The console. Must not block; whether anybody looks is not known.</param>
/// <param name="channels">The other ways that are possible here.</param>
public sealed class NotifyAdapter(Func<EffectAction.Notify, Task> show, params IReadOnlyList<INotifyChannel> channels) : IEffectAdapter
{
    public string Kind => "notify";

    public Task<AdapterResult> Do(EffectAction action, TimeSpan timeout) => Tell((EffectAction.Notify)action, "", timeout);

    public Task<AdapterResult> Do(EffectIntent intent) => Tell((EffectAction.Notify)intent.Action, intent.Id.Value, intent.Timeout);

    private async Task<AdapterResult> Tell(EffectAction.Notify notice, string effect, TimeSpan timeout)
    {
        if (notice.Channel is { } name and not NotifyChannels.Console)
            return channels.FirstOrDefault(channel => channel.Name == name) is { } found
                ? await found.Tell(notice, effect, timeout).ConfigureAwait(false)
                : new AdapterResult(EffectResult.Refused, $"there is no channel {name} here");
        await show(notice).ConfigureAwait(false);
        return new AdapterResult(EffectResult.Ok, "handed to the console");
    }
}
