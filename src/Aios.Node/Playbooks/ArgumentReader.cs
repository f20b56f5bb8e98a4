using Aios.Loop.Reacting;
using Aios.Node.Settings;
using Aios.Platform.Hocon;

namespace Aios.Node.Playbooks;

/// <summary>Arguments: a text as it stands, or a value of the event, <c>{ from = payload.pid, as = int }</c>.</summary>
internal static class ArgumentReader
{
    public const string EventPaths = "payload.NAME, id, type, source or severity";
    private const string Allowed = "a text, or a value of the event such as { from = payload.pid, as = int }";
    private static readonly string[] Members = ["from", "as"];

    private static readonly ScalarKind<ArgumentKind> Kinds = ScalarKinds.Word(("string", ArgumentKind.String), ("int", ArgumentKind.Int));

    /// <param name="member">Its path, for faults.</param>
    /// <returns>Null after a fault.</returns>
    public static Argument? Read(HoconNode node, string member, PlaybookFaults faults)
    {
        if (node is HoconScalar { IsNull: false } literal)
            return new Argument.Literal(literal.Text);
        if (node is not HoconObject value)
        {
            faults.Refuse(member, node, Allowed);
            return null;
        }
        var section = new PlaybookSection(value, member, faults);
        section.Allow(Members);
        if (!section.Has("from"))
        {
            section.Missing("from", EventPaths);
            return null;
        }
        var kind = section.Read("as", Kinds, ArgumentKind.String);
        return Path(section.Find("from")!, $"{member}.from", faults) is { } path ? new Argument.FromEvent(path, kind) : null;
    }

    /// <summary>A path into the event; null after a fault.</summary>
    public static string? Path(HoconNode node, string member, PlaybookFaults faults)
    {
        if (node is HoconScalar { IsNull: false, Text: var text } && IsPath(text))
            return text;
        faults.Refuse(member, node, EventPaths);
        return null;
    }

    private static bool IsPath(string text) =>
        text is "id" or "type" or "source" or "severity"
        || (text.StartsWith("payload.", StringComparison.Ordinal) && text.Split('.').All(part => part.Trim().Length > 0));
}
