using System.Net.Sockets;
using System.Text;
using Aios.Loop.Surface.Verbs;
using Aios.Loop.Vocabulary;
using Aios.Node.Inspection;
using Aios.Node.Verbs;
using static Aios.Node.Tests.Inspection.RunningNode;

namespace Aios.Node.Tests.Inspection;

public sealed class AbuseSpecs
{
    public static TheoryData<string> Garbage =>
        [
            "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n",
            "\u0016\u0003\u0001\u0002\0\u0001\0\u0001\u00fc\u0003\u0003\n",
            "null\n",
            "[]\n",
            "{}\n",
            "\n",
            """{"v":"aios.cmd/2","id":"1","verb":"status"}""" + "\n",
            """{"v":"aios.cmd/1","id":7,"verb":"status"}""" + "\n",
            """{"v":"aios.cmd/1","id":"1","verb":["status"]}""" + "\n",
            """{"v":"aios.cmd/1","id":"1","verb":"status","args":[]}""" + "\n",
            new string('[', 10_000) + "\n",
        ];

    [Theory]
    [MemberData(nameof(Garbage))]
    public async Task Garbage_is_answered_once_and_closed(string bytes)
    {
        await using var node = new RunningNode();
        using var socket = await node.ConnectRaw();
        await socket.SendAsync(Encoding.UTF8.GetBytes(bytes));
        var answer = await ReadToEnd(socket);
        Assert.StartsWith("""{"v":"aios.cmd/1","id":"","kind":"end","code":3,"error":""", answer);
        Assert.Equal(1, answer.Count(c => c == '\n'));
        await node.AssertAlive();
    }

    [Fact]
    public async Task Random_bytes_end_nothing()
    {
        await using var node = new RunningNode();
        var random = new Random(20260131);
        for (var round = 0; round < 50; round++)
        {
            using var socket = await node.ConnectRaw();
            var bytes = new byte[random.Next(1, 3_000)];
            random.NextBytes(bytes);
            await socket.SendAsync(bytes);
            socket.Shutdown(SocketShutdown.Send);
            await ReadToEnd(socket);
        }
        await node.AssertAlive();
    }

    [Fact]
    public async Task A_line_of_a_gigabyte_is_refused_without_being_held()
    {
        await using var node = new RunningNode();
        using var socket = await node.ConnectRaw();
        var before = GC.GetTotalAllocatedBytes();
        var block = new byte[1024 * 1024];
        Array.Fill(block, (byte)'x');
        long sent = 0;
        try
        {
            while (sent < 1L << 30)
                sent += await socket.SendAsync(block);
        }
        catch (SocketException) { }
        Assert.Contains("a request has at most 65536 bytes", await ReadToEnd(socket));
        Assert.True(sent < 8L << 20, $"{sent} bytes were taken");
        var held = GC.GetTotalAllocatedBytes() - before;
        Assert.True(held < 16L << 20, $"{held} bytes were allocated");
        await node.AssertAlive();
    }

    [Fact]
    public async Task A_gigabyte_through_the_line_reader_allocates_little()
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var read = await new LineReader(new EndlessStream(), Frames.MaxRequestBytes).Next(CancellationToken.None);
        Assert.Equal(LineKind.TooLong, read.Kind);
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 512 * 1024);
    }

    [Fact]
    public async Task The_longest_line_is_taken_and_one_byte_more_is_not()
    {
        await using var node = new RunningNode();
        foreach (var extra in (int[])[0, 1])
        {
            const string head = """{"v":"aios.cmd/1","id":"1","verb":"status","args":{"x":" """;
            var line = head + new string('x', Frames.MaxRequestBytes - head.Length - 3 + extra) + "\"}}\n";
            using var socket = await node.ConnectRaw();
            await socket.SendAsync(Encoding.UTF8.GetBytes(line));
            socket.Shutdown(SocketShutdown.Send);
            Assert.Contains(extra == 0 ? "has no argument 'x'" : "at most 65536 bytes", await ReadToEnd(socket));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("""{"v":"aios.cmd/1","id":""")]
    public async Task A_client_that_sends_no_whole_request_is_closed(string begun)
    {
        await using var node = new RunningNode();
        using var socket = await node.ConnectRaw();
        await socket.SendAsync(Encoding.UTF8.GetBytes(begun));
        await node.Clock.WaitForTimer(InspectionLimits.Default.IdleTimeout);
        node.Clock.Advance(InspectionLimits.Default.IdleTimeout);
        Assert.Contains("no whole request came within 10 s", await ReadToEnd(socket));
        await node.AssertAlive();
    }

    [Fact]
    public async Task Of_20_clients_8_are_served_and_12_are_told_why_not()
    {
        await using var node = new RunningNode();
        var hold = new TaskCompletionSource();
        node.Views.BeforeStatus = () => hold.Task;
        var clients = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => node.Connect()));
        var asked = clients.Select(client => Ask(client, "status")).ToList();
        var refused = new List<InspectionAnswer.End>();
        for (var left = asked.ToList(); refused.Count < 12; )
        {
            var answered = await Task.WhenAny(left).WaitAsync(Patience);
            left.Remove(answered);
            refused.Add(Assert.IsType<InspectionAnswer.End>(Assert.Single(await answered)));
        }
        Assert.All(refused, end => Assert.Equal(ExitCode.Refused, end.Code));
        Assert.Contains("8 clients are connected already", refused[0].Error);
        hold.SetResult();
        var ends = (await Task.WhenAll(asked)).Select(answers => ((InspectionAnswer.End)answers[^1]).Code);
        Assert.Equal(8, ends.Count(code => code == ExitCode.Done));
        Array.ForEach(clients, client => client.Dispose());
    }

    [Fact]
    public async Task A_client_that_leaves_cancels_its_stream()
    {
        await using var node = new RunningNode();
        using (var socket = await node.ConnectRaw())
        {
            await socket.SendAsync(Frames.Request("1", "events tail", new Dictionary<string, System.Text.Json.JsonElement>()));
            node.Views.Append(FakeViews.Record(121, "a.b", Severity.Info));
            await node.Views.FirstTailed.Task.WaitAsync(Patience);
        }
        await node.Views.TailEnded.Task.WaitAsync(Patience);
        await node.AssertAlive();
    }

    [Fact]
    public async Task A_client_that_talks_during_its_stream_is_closed()
    {
        await using var node = new RunningNode();
        using var socket = await node.ConnectRaw();
        var request = Frames.Request("1", "events tail", new Dictionary<string, System.Text.Json.JsonElement>());
        await socket.SendAsync(request);
        node.Views.Append(FakeViews.Record(121, "a.b", Severity.Info));
        await node.Views.FirstTailed.Task.WaitAsync(Patience);
        await socket.SendAsync(request);
        Assert.Contains("second request meanwhile", await ReadToEnd(socket));
        await node.Views.TailEnded.Task.WaitAsync(Patience);
        await node.AssertAlive();
    }

    [Fact]
    public async Task A_client_that_does_not_read_is_given_up_and_nothing_piles_up()
    {
        await using var node = new RunningNode();
        using var socket = await node.ConnectRaw();
        await socket.SendAsync(Frames.Request("1", "events tail", new Dictionary<string, System.Text.Json.JsonElement>()));
        var large = $$"""{"text":"{{new string('x', 100_000)}}"}""";
        for (var seq = 121; seq < 221; seq++)
            node.Views.Append(FakeViews.Record(seq, "a.b", Severity.Info, large));
        await node.Views.FirstTailed.Task.WaitAsync(Patience);
        var ended = node.Views.TailEnded.Task;
        while (await Task.WhenAny(ended, node.Clock.WaitForTimer(InspectionLimits.Default.WriteTimeout)) != ended)
            node.Clock.Advance(InspectionLimits.Default.WriteTimeout);
        Assert.True(node.Views.Tailed < 50, $"{node.Views.Tailed} events were taken for a client that reads none");
        await node.AssertAlive();
    }

    private sealed class EndlessStream : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            buffer.Span.Fill((byte)'x');
            return ValueTask.FromResult(buffer.Length);
        }
    }
}
