using System.Text.Json.Serialization;

namespace Aios.Loop.Effects;

public abstract partial record EffectAction
{
    /// <summary>One request to a server; redirects are not followed.</summary>
    /// <param name="Method">In capitals.</param>
    /// <param name="ExpectStatus">Answers that are good; empty: 200 to 299.</param>
    public sealed record SendRequest(
        string Url,
        string Method,
        IReadOnlyList<HttpHeader> Headers,
        string? Body,
        IReadOnlyList<int> ExpectStatus
    ) : EffectAction;

    /// <summary>A change of one file; what was there before is kept first, so that it can be put back.</summary>
    /// <param name="Path">Absolute.</param>
    /// <param name="Text">The new content, what is appended, or what takes the place of <paramref name="Find"/>.</param>
    /// <param name="Find">The text that is replaced, for <see cref="FileChange.Replace"/>.</param>
    /// <param name="Mode">Octal permission bits: <c>0644</c>; null: those it has, 0644 for a new file.</param>
    /// <param name="Snapshot">Where the content before is kept: <c>RUN/STEP</c>.</param>
    public sealed record ChangeFile(string Path, FileChange Change, string Text, string? Find, string? Mode, string Snapshot)
        : EffectAction;

    /// <summary>Deletes old files of one folder.</summary>
    /// <param name="Folder">Absolute, or <see cref="EveryExpendable"/>; folders below it are left alone.</param>
    /// <param name="Glob">Of the file's name; may hold * and ?.</param>
    /// <param name="OlderThanMs">Only files last written so long ago, in milliseconds; 0: any age.</param>
    /// <param name="Keep">So many of the newest that fit stay.</param>
    /// <param name="Snapshot">Where they are kept, unless the folder is expendable: <c>RUN/STEP</c>.</param>
    public sealed record CleanFolder(string Folder, string Glob, long OlderThanMs, int Keep, string Snapshot) : EffectAction
    {
        /// <summary>In place of a path: all folders that the settings list as expendable.</summary>
        public const string EveryExpendable = "expendable";
    }

    /// <summary>Packs a file that grew into one beside it and empties it; who has it open writes on.</summary>
    /// <param name="Path">Absolute.</param>
    /// <param name="Snapshot">Where the name of the packed file is kept: <c>RUN/STEP</c>.</param>
    public sealed record RotateFile(string Path, string Snapshot) : EffectAction;

    /// <summary>Copies files, so that they can be put back.</summary>
    /// <param name="Files">Absolute paths; the last part may hold * and ?.</param>
    public sealed record KeepFiles(IReadOnlyList<string> Files, string Snapshot) : EffectAction;

    /// <summary>Puts back what was kept: files, a setting, or whether a service runs.</summary>
    /// <param name="Snapshot"><c>RUN/STEP</c></param>
    public sealed record Restore(string Snapshot) : EffectAction
    {
        /// <summary>Nothing may have been kept, and then there is nothing to put back: the step failed.</summary>
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
        public bool IfKept { get; init; }
    }

    /// <summary>A word to the service manager about one service.</summary>
    /// <param name="Snapshot">Where it is kept whether it ran before: <c>RUN/STEP</c>.</param>
    public sealed record ControlService(string Name, ServiceChange Do, string Snapshot) : EffectAction;

    /// <summary>A setting of this node gets another value, over restarts too.</summary>
    /// <param name="Snapshot">Where the value before is kept: <c>RUN/STEP</c>.</param>
    public sealed record SetSetting(string Key, string Value, string Snapshot) : EffectAction;
}

/// <param name="Value">Empty when it is a secret.</param>
/// <param name="Secret">Where the value is read at the moment of the effect: <c>env:NAME</c> or <c>file:PATH</c>; null: it is <paramref name="Value"/>.</param>
public sealed record HttpHeader(string Name, string Value, string? Secret = null);

/// <summary>What is done to a file.</summary>
public enum FileChange
{
    Write,
    Append,
    Replace,
    Delete,
}

/// <summary>What a service is told.</summary>
public enum ServiceChange
{
    Start,
    Stop,
    Restart,
    Reload,
}

/// <summary>Ways to tell people.</summary>
public static class NotifyChannels
{
    public const string Console = "console";
    public const string Webhook = "webhook";
    public const string Smtp = "smtp";

    public static IReadOnlyList<string> All { get; } = [Console, Webhook, Smtp];
}
