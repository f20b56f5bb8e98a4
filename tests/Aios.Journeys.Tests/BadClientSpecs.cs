using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Aios.Journeys.Tests.Log;
using Aios.Journeys.Tests.Processes;

namespace Aios.Journeys.Tests;

/// <summary>Clients that do not behave: the node goes on answering.</summary>
public sealed class BadClientSpecs(SharedNode shared) : IClassFixture<SharedNode>
{
    private const long MostGrowthKib = 30 * 1024;

    private NodeProcess Node => shared.Node;

    [Theory]
    [InlineData("GET / HTTP/1.1\r\nHost: x\r\n\r\n", "the line is not JSON")]
    [InlineData("\u0000\u0001\u0002\u007f\n", "the line is not JSON")]
    [InlineData("[]\n", "a request is one JSON object per line")]
    [InlineData("{\"v\":\"aios.cmd/9\",\"id\":\"1\",\"verb\":\"status\"}\n", "it must be 'aios.cmd/1'")]
    [InlineData("{\"v\":\"aios.cmd/1\",\"id\":\"1\",\"verb\":\"statsu\"}\n", "did you mean 'status'?")]
    public async Task Garbage_is_answered_with_what_is_wrong(string sent, string said)
    {
        using var socket = await Raw();
        await socket.SendAsync(Encoding.UTF8.GetBytes(sent));
        using var reader = new StreamReader(new NetworkStream(socket));
        var line = await reader.ReadLineAsync().Waiting(Child.Patience, () => $"an answer to {sent}");
        Assert.Contains(said, line);
        Assert.Contains("\"code\":3", line);
        await StillAnswers();
    }

    [Fact]
    public async Task A_line_without_end_is_cut_off_and_costs_no_memory()
    {
        await StillAnswers();
        var before = ResidentKib();
        var block = new byte[1 << 20];
        Array.Fill(block, (byte)'x');
        using var socket = await Raw();
        long sent = 0;
        try
        {
            while (sent < 1L << 30)
                sent += await socket.SendAsync(block);
        }
        catch (SocketException)
        {
            // The node hung up, as it must.
        }
        Assert.True(sent < 1L << 30, "the node took a line of 1 GiB");
        await StillAnswers();
        Assert.InRange(ResidentKib() - before, long.MinValue, MostGrowthKib);
    }

    [Fact]
    public async Task Clients_that_hang_half_open_do_not_keep_others_out()
    {
        var hanging = new List<Socket>();
        try
        {
            for (var i = 0; i < 5; i++)
            {
                var socket = await Raw();
                hanging.Add(socket);
                await socket.SendAsync("{\"v\":\"aios.cmd/1\",\"id\":"u8.ToArray());
            }
            await StillAnswers();
        }
        finally
        {
            hanging.ForEach(socket => socket.Dispose());
        }
        await StillAnswers();
    }

    [OtherUserFact]
    public async Task Another_user_is_refused_even_where_the_folder_and_the_socket_are_open_to_all()
    {
        const UnixFileMode everybody = (UnixFileMode)0x1FF;
        File.SetUnixFileMode(Node.Data, everybody);
        foreach (var mode in (UnixFileMode[])[UnixFileMode.UserRead | UnixFileMode.UserWrite, everybody])
        {
            File.SetUnixFileMode(NodeSocket.PathOf(Node.Data), mode);
            var ended = (await Cli.RunAsOrdinaryUser("status", "--data", Node.Data)).With(5);
            Assert.Contains("user", ended.Errors);
            Assert.Equal("", ended.Output);
        }
        await StillAnswers();
    }

    private async Task<Socket> Raw()
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(NodeSocket.PathOf(Node.Data)));
        return socket;
    }

    private async Task StillAnswers()
    {
        using var client = await Node.Connect();
        var answer = await client.Call("status", []).Waiting(Child.Patience, () => $"a status from {Node.Child.Told()}");
        Assert.Equal($"{Node.Pid}", Assert.Single(answer.Items).Text("pid"));
    }

    private long ResidentKib()
    {
        var line = File.ReadLines($"/proc/{Node.Pid}/status").First(each => each.StartsWith("VmRSS:", StringComparison.Ordinal));
        return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
    }
}
