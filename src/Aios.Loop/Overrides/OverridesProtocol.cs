using Aios.Loop.Vocabulary;

namespace Aios.Loop.Overrides;

/// <summary>What becomes of settings while the node runs.</summary>
public static class OverridesProtocol
{
    public interface ICommand
    {
        string Key { get; }
    }

    public interface IEvent
    {
        string Key { get; }
    }

    public interface IReply;

    /// <summary>A step of a run gives a setting another value.</summary>
    /// <param name="Value">As the file of settings would have it.</param>
    public sealed record SetSetting(string Key, string Value, RunId Run, string Step) : ICommand;

    /// <summary>The undo of that step.</summary>
    public sealed record TakeBack(string Key, RunId Run, string Step) : ICommand;

    /// <summary>A person wants the value of the files again, whoever changed it.</summary>
    public sealed record ResetSetting(string Key, string By) : ICommand;

    /// <param name="AtWall">Milliseconds since the Unix epoch.</param>
    public sealed record SettingChanged(string Key, string Value, RunId Run, string Step, long AtWall) : IEvent;

    public sealed record SettingRestored(string Key, RunId Run, string Step) : IEvent;

    public sealed record SettingReset(string Key, string By) : IEvent;

    /// <summary>It is on record, and in force with whoever owns the setting.</summary>
    /// <param name="Said">For people.</param>
    public sealed record Settled(string Said) : IReply;

    public sealed record Refused(Refusal Refusal) : IReply;

    /// <summary>It is on record, and somebody who owns the setting did not say in time that it is in force.</summary>
    public sealed record NotTaken(string Why) : IReply;
}
