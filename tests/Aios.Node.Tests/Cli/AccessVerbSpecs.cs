using System.Text.Json;
using Aios.Loop.Ports;
using Aios.Loop.Surface;
using Aios.Loop.Surface.Verbs;
using Aios.Node.Tests.Inspection;
using Aios.Node.Verbs;
using Aios.Office.Access;

namespace Aios.Node.Tests.Cli;

public sealed class AccessVerbSpecs
{
    [Theory]
    [InlineData("tokens create ops", ExitCode.Usage, "--role")]
    [InlineData("tokens create ops --role king", ExitCode.Usage, "king")]
    [InlineData("tokens create OPS --role viewer", ExitCode.Usage, "it must be 1 to 40 letters a-z")]
    [InlineData("tokens create ops --role viewer --expires 0s", ExitCode.Usage, "it must be a time such as 12h or 90d")]
    [InlineData("tokens create ops --role viewer --expires soon", ExitCode.Usage, "it must be a time such as 12h or 90d")]
    [InlineData("tokens create taken --role viewer", ExitCode.Failed, "aios tokens revoke 00000001")]
    [InlineData("tokens revoke 7 --yes", ExitCode.Failed, "'aios tokens ls' lists those that are")]
    [InlineData("tokens revoke 00000001", ExitCode.Refused, "--yes")]
    public async Task A_refusal_says_what_is_wrong_and_what_to_do(string line, int code, string expected)
    {
        await using var node = new RunningNode();
        using var shell = new Shell();
        Assert.Equal(code, await shell.Run([.. line.Split(' '), "--data", node.Folder.FullPath]));
        Assert.Contains(expected, shell.Error, StringComparison.Ordinal);
        Assert.Single(node.Access.Kept);
    }

    [Fact]
    public async Task A_token_is_made_shown_once_listed_without_its_secret_and_revoked()
    {
        await using var node = new RunningNode();
        var made = await Item(node, "aios.token/1", "tokens", "create", "ops", "--role", "approver", "--expires", "90d");
        var secret = made.GetProperty("secret").GetString()!;
        var kept = Assert.Single(node.Access.Kept, token => token.Name == "ops");
        Assert.Equal((VerbRole.Approver, AccessSecrets.HashOf(secret)), (kept.Role, kept.Hash));
        Assert.Equal(node.Clock.GetUtcNow().AddDays(90).ToUnixTimeMilliseconds(), kept.ExpiresAt);
        using var shell = new Shell();
        Assert.Equal(0, await shell.Run("tokens", "ls", "--data", node.Folder.FullPath));
        Assert.Contains(kept.Id, shell.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(secret, shell.Output, StringComparison.Ordinal);
        var gone = await Item(node, "aios.tokens/1", "tokens", "revoke", kept.Id, "--yes");
        Assert.Equal("revoked", gone.GetProperty("state").GetString());
        Assert.NotNull(node.Access.Kept.First(token => token.Name == "ops").RevokedAt);
    }

    [Fact]
    public async Task Who_asks_for_a_login_gets_one_of_the_own_role()
    {
        await using var node = new RunningNode();
        var item = await Item(node, "aios.office_url/1", "office", "url");
        Assert.StartsWith("http://127.0.0.1:7420/#login=", item.GetProperty("url").GetString(), StringComparison.Ordinal);
        var login = Assert.Single(node.Access.Logins);
        Assert.Equal(VerbRole.Admin, login.Role);
        Assert.StartsWith("uid ", login.Person, StringComparison.Ordinal);
    }

    private static async Task<JsonElement> Item(RunningNode node, string schema, params string[] words)
    {
        using var shell = new Shell();
        Assert.True(await shell.Run([.. words, "--json", "--data", node.Folder.FullPath]) == 0, shell.Error);
        var item = Assert.Single(JsonElement.Parse(shell.Output).GetProperty("items").EnumerateArray().ToArray());
        SchemaCheck.Assert(schema, item);
        return item;
    }
}
