using Aios.Journeys.Tests.Log;
using Aios.Journeys.Tests.Processes;

namespace Aios.Journeys.Tests;

/// <summary>A node is asked from elsewhere: by its address and a token instead of its folder.</summary>
public sealed class AddressSpecs
{
    [Fact]
    public async Task Whoever_has_the_address_and_a_token_asks_what_a_person_beside_the_node_asks()
    {
        await using var node = await NodeProcess.Up();
        var login = Assert.Single((await node.Run("office", "url", "--json")).With(0).Items("aios.office_url/1")).Text("url")!;
        var made = (await node.Run("tokens", "create", "far", "--role", "operator", "--json")).With(0).Items("aios.token/1");
        var (secret, id) = (made[0].Text("secret")!, made[0].Text("id")!);
        var variables = new Dictionary<string, string> { ["AIOS_URL"] = login.Split('#')[0] };

        Assert.Contains("asks for a token; put one into AIOS_TOKEN", (await Ask("status")).With(5).Errors, StringComparison.Ordinal);
        variables["AIOS_TOKEN"] = secret;
        Assert.Equal(node.Pid, (await Ask("status", "--json")).With(0).Items("aios.status/1")[0].GetProperty("pid").GetInt32());
        (await Ask("events", "emit", "--type", "far.away", "--id", "far-1")).With(0);
        Assert.Equal(
            "far-1",
            (await Ask("events", "query", "--where", "type == 'far.away'", "--json")).With(0).Items("aios.events/1")[0].Text("id")
        );
        Assert.Single((await Ask("heartbeat", "--watch", "--count", "1", "--jsonl")).Output.Trim().Split('\n'));
        Assert.Contains("admin", (await Ask("tokens", "revoke", id, "--yes")).With(5).Errors, StringComparison.Ordinal);

        (await node.Run("tokens", "revoke", id, "--yes")).With(0);
        Assert.Contains("Who asks is not known", (await Ask("status")).With(5).Errors, StringComparison.Ordinal);
        (await node.Terminate()).With(0);
        Assert.Contains("no node answers at", (await Ask("status")).With(4).Errors, StringComparison.Ordinal);
        Assert.Contains(
            node.Events(),
            fact =>
                fact.Type() == "audit.noted"
                && fact.Said("action") == "events emit"
                && fact.Said("person")!.Contains("far", StringComparison.Ordinal)
        );

        Task<Ended> Ask(params string[] words) => Cli.Run(words, variables);
    }
}
