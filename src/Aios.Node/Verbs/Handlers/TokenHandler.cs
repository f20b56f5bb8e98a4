using System.Security.Cryptography;
using System.Text.Json;
using Aios.Loop.Surface;
using Aios.Loop.Surface.Verbs;
using Aios.Loop.Vocabulary;
using Aios.Office.Access;

namespace Aios.Node.Verbs.Handlers;

/// <summary>Tokens, and logins that are used once.</summary>
internal static class TokenHandler
{
    private const int LongestName = 40;

    public static async Task<VerbEnd> List(NodeCall call)
    {
        foreach (var token in await call.Desk.Store.Tokens())
            if (call.Arguments.Flag("all") || token.IsValid(call.Now))
                await call.Output.Item(Item(token, call.Now));
        return VerbEnd.Done;
    }

    public static async Task<VerbEnd> Create(NodeCall call)
    {
        var (name, expires) = (call.Arguments.Text("name")!, call.Arguments.Text("expires"));
        if (!IsName(name))
            return VerbEnd.Usage($"NAME is {Shown.Quote(name)}; it must be 1 to {LongestName} letters a-z, digits, '.', '_' or '-'");
        var span = AheadText.Span(expires, call.Clock.GetUtcNow());
        if (expires is not null && span is not > 0)
            return VerbEnd.Usage($"--expires is {Shown.Quote(expires)}; it must be a time such as 12h or 90d");
        var role = Enum.Parse<VerbRole>(call.Arguments.Text("role")!, ignoreCase: true);
        await call.Desk.OneAtATime.WaitAsync(call.Cancel);
        try
        {
            if ((await call.Desk.Store.Tokens()).FirstOrDefault(each => each.Name == name && each.IsValid(call.Now)) is { } there)
                return VerbEnd.Failed(
                    $"a token {Shown.Quote(name)} is valid already; take another name, or: aios tokens revoke {there.Id}"
                ) with
                {
                    Fault = VerbFault.Conflict,
                };
            var secret = AccessSecrets.Draw("aios_");
            var token = new AccessToken(
                Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4)),
                name,
                role,
                AccessSecrets.HashOf(secret),
                call.Now,
                call.Caller.Person,
                call.Now + span,
                null
            );
            await call.Desk.Store.Add(token);
            await call.Output.Item(LooseJson.Object([.. Members(token, call.Now), ("secret", secret)]));
            return VerbEnd.Done;
        }
        finally
        {
            call.Desk.OneAtATime.Release();
        }
    }

    /// <summary>Does nothing unless the caller says that it was asked: <c>yes</c>.</summary>
    public static async Task<VerbEnd> Revoke(NodeCall call)
    {
        var id = call.Arguments.Text("id")!;
        if ((await call.Desk.Store.Tokens()).FirstOrDefault(each => each.Id == id) is not { } token)
            return VerbEnd.NotFound($"token {Shown.Quote(id)} is not known; 'aios tokens ls' lists those that are");
        if (!call.Arguments.Flag("dry-run"))
        {
            if (!call.Arguments.Flag("yes"))
                return VerbEnd.Refused("who uses the token is out at once; this needs --yes, --dry-run shows which one it is");
            if (!await call.Desk.Store.Revoke(id, call.Now))
                return VerbEnd.Failed($"token {id} was revoked {TimeText.Of(token.RevokedAt ?? call.Now)}") with
                {
                    Fault = VerbFault.Conflict,
                };
            token = token with { RevokedAt = call.Now };
        }
        await call.Output.Item(Item(token, call.Now));
        return VerbEnd.Done;
    }

    public static async Task<VerbEnd> OfficeUrl(NodeCall call)
    {
        if (call.Desk.OfficeUrl() is not { } office)
            return VerbEnd.Unsupported("this node has no web front: it was started with --no-office, or aios.office.enabled is false");
        var now = call.Clock.GetUtcNow();
        var url = await Logins.Offer(call.Desk.Store, office, call.Caller.Person, call.Caller.Role, now);
        var until = (now + Logins.Lifetime).ToUnixTimeMilliseconds();
        await call.Output.Item(LooseJson.Object(("url", url), ("role", call.Caller.Role.Text()), ("expires_at", TimeText.Of(until))));
        return VerbEnd.Done;
    }

    private static bool IsName(string name) =>
        name.Length is > 0 and <= LongestName
        && name.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter is '.' or '_' or '-');

    private static JsonElement Item(AccessToken token, long now) => LooseJson.Object([.. Members(token, now)]);

    private static IEnumerable<(string, object?)> Members(AccessToken token, long now) =>
        [
            ("id", token.Id),
            ("name", token.Name),
            ("role", token.Role.Text()),
            (
                "state",
                token.RevokedAt is not null ? "revoked"
                : token.IsValid(now) ? "valid"
                : "expired"
            ),
            ("created_at", TimeText.Of(token.CreatedAt)),
            ("created_by", token.CreatedBy),
            ("expires_at", token.ExpiresAt is { } end ? TimeText.Of(end) : null),
            ("revoked_at", token.RevokedAt is { } at ? TimeText.Of(at) : null),
        ];
}
