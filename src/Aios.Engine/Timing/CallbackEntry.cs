namespace Aios.Engine.Timing;

/// <summary>For the engine's own short work, on the thread of the clock.</summary>
internal sealed class CallbackEntry(Action callback, Action? atEnd = null) : TimerEntry(null)
{
    public override void Fire() => callback();

    public override void AtEnd() => atEnd?.Invoke();
}
