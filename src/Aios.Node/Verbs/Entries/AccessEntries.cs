using Aios.Loop.Surface.Verbs;

namespace Aios.Node.Verbs.Entries;

/// <summary>Who may get in, and who did what.</summary>
internal static class AccessEntries
{
    public static IReadOnlyList<VerbEntry> All { get; } =
    [
        Of(
            "office url",
            VerbEffect.Write,
            "Print a URL that logs a browser in once, within 15 minutes",
            "office_url",
            "aios office url"
        ) with
        {
            TellsSecret = true,
        },
        Of(
            "tokens ls",
            VerbEffect.Read,
            "Tokens for programs and further people, without their secrets",
            "tokens",
            "aios tokens ls --all"
        ) with
        {
            Arguments = [new("all", ArgumentType.Flag, "also those that are revoked or expired")],
            Rows = new([new RowMember("state", ["valid", "expired", "revoked"])]),
        },
        Of(
            "tokens create",
            VerbEffect.Write,
            "Make a token; its secret is shown this once",
            "token",
            "aios tokens create ops --role operator"
        ) with
        {
            TellsSecret = true,
            Arguments =
            [
                new("name", ArgumentType.Text, "who or what it is for: 1 to 40 letters a-z, digits, '.', '_' or '-'")
                {
                    Required = true,
                    Positional = true,
                },
                new("role", ArgumentType.Choice, "what its holder may do")
                {
                    Required = true,
                    Values = ["viewer", "operator", "approver", "admin", "source"],
                },
                new("expires", ArgumentType.Text, "how long it is valid: 12h, 90d (default for ever)"),
            ],
        },
        Of(
            "tokens revoke",
            VerbEffect.Destructive,
            "End a token and every session it opened, now",
            "tokens",
            "aios tokens revoke 1f2e3d4c"
        ) with
        {
            Arguments =
            [
                new("id", ArgumentType.Text, "its id, as 'aios tokens ls' shows it") { Required = true, Positional = true },
                new("dry-run", ArgumentType.Flag, "only show which one it is"),
                new("yes", ArgumentType.Flag, "do it without asking"),
            ],
        },
        Of(
            "audit query",
            VerbEffect.Read,
            "Who changed what, came in or was refused; the newest",
            "audit",
            "aios audit query --since 2h"
        ) with
        {
            Arguments =
            [
                new("person", ArgumentType.Text, "only this one: 'uid 1000', 'token ops'"),
                new("action", ArgumentType.Text, "only this verb, or login, logout, refused"),
                new("since", ArgumentType.Time, "not before"),
                new("until", ArgumentType.Time, "not after"),
                new("limit", ArgumentType.Whole, "at most so many (default 50)") { Least = 1, Most = 1_000 },
            ],
            Rows = VerbRows.Plain,
        },
        Of(
            "audit verify",
            VerbEffect.Read,
            "Check that nothing of it was changed, added or taken out",
            "audit_check",
            "aios audit verify"
        ) with
        {
            Streams = true,
        },
    ];

    private static VerbEntry Of(string name, VerbEffect effect, string summary, string schema, string example) =>
        new(name, "access", summary, effect, VerbRole.Admin, VerbScope.Node, $"aios.{schema}/1", example);
}
