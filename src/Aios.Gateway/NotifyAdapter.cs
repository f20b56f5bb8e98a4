using Aios.Gateway.Notifying;
using Aios.Loop.Effects;

namespace Aios.Gateway;

/// <summary>Hands a line for people to whoever shows it, or to the channel that the step names.</summary>
/// <param name="show">The console. Must not block; whether anybody looks is not known.</param>
/// <param name="channels">The other ways that are possible here.</param>
public sealed class NotifyAdapter(Func<EffectAction.Notify, Task> show, params IReadOnlyList<INotifyChannel> channels) : IEffectAdapter
{
    public string Kind => "notify";

    /// <summary>Where a line goes that names no channel; at least one.</summary>
    public IReadOnlyList<string> Unnamed { get; init; } = [NotifyChannels.Console];

    public Task<AdapterResult> Do(EffectAction action, TimeSpan timeout) => Tell((EffectAction.Notify)action, "", timeout);

    public Task<AdapterResult> Do(EffectIntent intent) => Tell((EffectAction.Notify)intent.Action, intent.Id.Value, intent.Timeout);

    private async Task<AdapterResult> Tell(EffectAction.Notify notice, string effect, TimeSpan timeout)
    {
        if (notice.Channel is { } named)
            return await Tell(named, notice, effect, timeout).ConfigureAwait(false);
        // At the same time, so that one that does not answer takes no time from another; who was told hears it again when one was not.
        var told = await Task.WhenAll(Unnamed.Select(each => Tell(each, notice, effect, timeout))).ConfigureAwait(false);
        if (told is [var only])
            return only;
        var worst = told.FirstOrDefault(each => each.Result != EffectResult.Ok) ?? told[0];
        return worst with { Detail = string.Join("; ", told.Select(each => each.Detail)) };
    }

    private async Task<AdapterResult> Tell(string channel, EffectAction.Notify notice, string effect, TimeSpan timeout)
    {
        if (channel != NotifyChannels.Console)
            return channels.FirstOrDefault(each => each.Name == channel) is { } found
                ? await found.Tell(notice, effect, timeout).ConfigureAwait(false)
                : new AdapterResult(EffectResult.Refused, $"there is no channel {channel} here");
        await show(notice).ConfigureAwait(false);
        return new AdapterResult(EffectResult.Ok, "handed to the console");
    }
}
