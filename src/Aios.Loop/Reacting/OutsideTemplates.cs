using Aios.Loop.Effects;

namespace Aios.Loop.Reacting;

public abstract partial record ActionTemplate
{
    /// <param name="Method">In capitals.</param>
    /// <param name="ExpectStatus">Answers that are good; empty: 200 to 299.</param>
    public sealed record Http(
        Argument Url,
        string Method,
        IReadOnlyList<HeaderTemplate> Headers,
        Argument? Body,
        IReadOnlyList<int> ExpectStatus
    ) : ActionTemplate
    {
        /// <summary>It only reads.</summary>
        public bool IsSafe => Method is "GET" or "HEAD";
    }

    /// <param name="Text">Joined without anything between.</param>
    /// <param name="Find">The text that is replaced.</param>
    /// <param name="Mode">Octal permission bits; null: those it has.</param>
    public sealed record File(Argument Path, FileChange Change, IReadOnlyList<Argument> Text, string? Find, string? Mode) : ActionTemplate;

    /// <param name="Keep">So many of the newest that fit stay.</param>
    public sealed record Clean(Argument Folder, string Glob, TimeSpan OlderThan, int Keep) : ActionTemplate;

    /// <summary>Packs the file beside itself and empties it.</summary>
    public sealed record Rotate(Argument Path) : ActionTemplate;

    public sealed record Service(Argument Name, ServiceChange Do) : ActionTemplate;

    public sealed record Set(string Key, Argument Value) : ActionTemplate;
}

/// <param name="Secret">Where the value is read at the moment of the effect, in place of <paramref name="Value"/>; null: nowhere.</param>
public sealed record HeaderTemplate(string Name, Argument Value, string? Secret);
