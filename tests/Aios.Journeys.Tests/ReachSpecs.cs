using Aios.Journeys.Tests.Log;
using Aios.Journeys.Tests.Processes;

namespace Aios.Journeys.Tests;

/// <summary>Who asks a node that cannot or may not answer learns why, and in time.</summary>
public sealed class ReachSpecs
{
    [Fact]
    [Trait("Category", "Slow")]
    public async Task A_node_that_is_stopped_is_given_up_and_the_process_to_look_at_is_named()
    {
        using var folder = new TemporaryFolder();
        var variables = new Dictionary<string, string> { ["AIOS__INSPECTION__READ_TIMEOUT"] = "1s" };
        await using var node = await NodeProcess.In(folder.PathOf("data"), variables: variables);
        node.Child.Signal(Native.Stop);
        var asked = await node.Run("status");
        node.Child.Signal(Native.Continue);

        Assert.Contains($"process {node.Pid}, which holds {node.Data}, gave no answer within 6 s", asked.With(4).Errors);
        (await node.Run("runs", "ls")).With(0);
        (await node.Terminate()).With(0);
    }

    [OtherUserFact]
    [Trait("Category", "Slow")]
    public async Task Another_user_hears_whose_node_it_is_and_doctor_finds_it_out_whole()
    {
        await using var node = await NodeProcess.Up();
        foreach (var data in (string[])[node.Data, Path.Combine(node.Data, "inner")])
        {
            foreach (var verb in (string[])["status", "events query"])
            {
                var refused = (await Cli.RunAsOrdinaryUser([.. verb.Split(' '), "--data", data])).With(5);
                Assert.Contains("belongs to user root; run as root: sudo -u root aios", refused.Errors);
            }
            var found = (await Cli.RunAsOrdinaryUser("doctor", "--json", "--data", data)).With(2).Items("aios.checks/1");
            var closed = found.First(each => each.Text("check") == "data");
            Assert.Equal(("fail", "run as root: sudo -u root aios …"), (closed.Text("state"), closed.Text("remedy")));
        }
    }
}
