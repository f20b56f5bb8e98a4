namespace Aios.Engine.Timing;

/// <summary>Holds timer entries until they are due.</summary>
internal interface ITimerOwner
{
    /// <summary>The entry was called off: it need not be held any longer. From any thread.</summary>
    void Forget(TimerEntry entry);
}
