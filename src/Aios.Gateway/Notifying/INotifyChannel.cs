using Aios.Loop.Effects;

namespace Aios.Gateway.Notifying;

/// <summary>A way to tell people.</summary>
public interface INotifyChannel
{
    /// <summary>One of <see cref="NotifyChannels.All"/>.</summary>
    string Name { get; }

    /// <param name="effect">The same for a repeat of the same attempt.</param>
    Task<AdapterResult> Tell(EffectAction.Notify notice, string effect, TimeSpan timeout);
}
