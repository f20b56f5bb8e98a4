using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Aios.Journeys.Tests.Log;
using Aios.Journeys.Tests.Processes;

namespace Aios.Journeys.Tests;

/// <summary>A node whose standard output goes into a pipe that nobody reads: it lives, repairs and stops all the same.</summary>
public sealed class ReaderSpecs : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Data => _folder.PathOf("data");

    public void Dispose() => _folder.Dispose();

    /// <param name="before">What the pipe holds already.</param>
    [Theory]
    [InlineData("a reader that has seen enough", ":", "grep -m1 READY")]
    [InlineData("a reader that takes nothing from a full pipe", "head -c 65536 /dev/zero", "exec sleep infinity")]
    public async Task Whoever_reads_the_output_a_step_tells_people_and_a_signal_stops_the_node_in_order(
        string which,
        string before,
        string reader
    )
    {
        _folder.Write(
            "data/playbooks/tell.conf",
            """
            playbook {
              id = tell
              on { type = journey.word }
              risk = reversible
              steps = [{ id = say, notify = ["a word:", { from = payload.word }] }]
              verify { within = 20s, expect = "payload.word != ''" }
            }
            """
        );
        var notices = _folder.PathOf("notify");
        using var manager = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        manager.Bind(new UnixDomainSocketEndPoint(notices));
        var variables = new Dictionary<string, string> { ["NOTIFY_SOCKET"] = notices, ["AIOS__PLAYBOOKS__SHADOW"] = "false" };
        var line = $"({before}; \"$0\" up --data \"$1\"; echo \"node ended $?\" >&2) | {reader}";
        await using var shell = Child.Start("bash", ["-c", line, AiosExecutable.Path, Data], variables);
        await Ready(manager, shell);

        using (var client = await NodeSocket.Connect(Data))
            Assert.Equal(0, (await client.Emit("journey.word", "word-1", new() { ["word"] = "hello" })).Code);
        using (var client = await NodeSocket.Connect(Data))
            await client.Event($"the repair, with {which}", fact => fact.Type() == "run.verified" && fact.Said("playbook") == "tell");
        var started = EventsOnDisk.Read(Data).Single(fact => fact.Type() == "node.started");
        Native.Send(int.Parse(started.Said("pid")!, CultureInfo.InvariantCulture), Native.Terminate);

        Assert.Equal(
            "node ended 0",
            await shell.ErrorLine("the node's end", said => said.StartsWith("node ended", StringComparison.Ordinal))
        );
        Assert.Equal("node.stopped", EventsOnDisk.Read(Data)[^1].Type());
    }

    private static async Task Ready(Socket manager, Child shell)
    {
        var buffer = new byte[4096];
        while (true)
        {
            var length = await manager.ReceiveAsync(buffer).Waiting(Child.Patience, () => $"READY=1 from {shell.Told()}");
            if (Encoding.UTF8.GetString(buffer, 0, length).Contains("READY=1", StringComparison.Ordinal))
                return;
        }
    }
}
