namespace Akka.Actor;

/// <summary>Timers of an actor by key: a new one replaces the one before, all end with the life of the actor, and no tick comes late.</summary>
public interface ITimerScheduler
{
    IReadOnlyCollection<object> ActiveTimers { get; }

    void StartPeriodicTimer(object key, object msg, TimeSpan interval);

    void StartPeriodicTimer(object key, object msg, TimeSpan initialDelay, TimeSpan interval);

    void StartSingleTimer(object key, object msg, TimeSpan timeout);

    bool IsTimerActive(object key);

    void Cancel(object key);

    void CancelAll();
}

/// <summary>The engine sets <see cref="Timers"/> after the constructor and before PreStart.</summary>
public interface IWithTimers
{
    ITimerScheduler Timers { get; set; }
}
