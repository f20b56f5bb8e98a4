using System.Text.Json;
using Aios.Loop.Vocabulary;

namespace Aios.Loop.Sensing;

/// <summary>What sensors are told and what they say.</summary>
public static class SensingProtocol
{
    public interface ICommand;

    public interface IEvent;

    public interface IQuery;

    public interface IReply;

    /// <summary>The heartbeat read this value for a sensor that has no timer of its own.</summary>
    public sealed record TakeReading(double Value, Moment At) : ICommand;

    /// <summary>From now on look after this process: the node itself started it.</summary>
    public sealed record WatchOwnProcess(int Pid, long StartTime, string Name) : ICommand;

    public sealed record ForgetOwnProcess(int Pid) : ICommand;

    /// <summary>A value went over its bound; not yet an alert.</summary>
    public sealed record CandidateSeen(double Value, Moment At, bool OnRecord) : IEvent;

    /// <summary>A candidate fell back before it was an alert.</summary>
    public sealed record CandidateDropped(Moment At) : IEvent;

    /// <summary>The value also went over, or fell back under, the critical bound.</summary>
    public sealed record CriticalSeen(Moment At, bool Over) : IEvent;

    /// <summary>The value was over its bound long enough.</summary>
    public sealed record AlertRaised(Severity Severity, double Value, Moment At, long HeldMs) : IEvent;

    /// <summary>The value is good again, or the target is gone.</summary>
    public sealed record AlertCleared(double Value, Moment At, bool Gone, long LastedMs) : IEvent;

    /// <summary>Told to whoever listens, every few seconds. Percentages are 0..100; null: not known.</summary>
    /// <param name="Beats">So many beats since the last report.</param>
    /// <param name="AlertBeats">An alert stood during so many of them.</param>
    public sealed record BeatsSeen(int Beats, int AlertBeats, double? Cpu, double? Memory, double? FullestDisk, Moment At);

    /// <summary>The newest readings of all sensors.</summary>
    public sealed record GetReadings : IQuery;

    /// <summary>Answered with a <c>HeartbeatView</c>.</summary>
    public sealed record GetHeartbeat : IQuery;

    /// <param name="BySensor">sensor → fields, or sensor → target → fields, as conditions see them under <c>sensor</c>.</param>
    /// <param name="Sensors">How each sensor is.</param>
    public sealed record Readings(JsonElement BySensor, IReadOnlyList<SensorHealth> Sensors) : IReply;

    /// <param name="Reading">The newest values as text.</param>
    /// <param name="Fault">Why it cannot read, or null when it can.</param>
    public sealed record SensorHealth(string Sensor, string State, string Reading, long AtWall, string? Fault);
}
