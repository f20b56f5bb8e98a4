using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Nodes;
using Aios.Journeys.Tests.Processes;

namespace Aios.Journeys.Tests.Crash;

/// <summary>Senders that keep a ledger of their own about what was acknowledged, and send again under the same id what was not.</summary>
internal sealed class Load(string ledger) : IDisposable
{
    private readonly StreamWriter _ledger = new(ledger) { AutoFlush = true };
    private readonly ConcurrentQueue<long> _again = new();
    private readonly Lock _gate = new();
    private long _sent;

    public int Refused { get; private set; }
    public int Acked { get; private set; }

    public static string IdOf(long number) => number.ToString("'e-'000000", CultureInfo.InvariantCulture);

    public static string TypeOf(string id) => Jobs.TypeOf(long.Parse(id.AsSpan(2), CultureInfo.InvariantCulture));

    /// <summary>Sends from several connections until the node is gone; the node is killed once so many are acknowledged.</summary>
    public async Task Until(NodeProcess node, int connections, int acks)
    {
        var target = Acked + acks;
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        if (acks == 0)
            reached.SetResult();
        var senders = Enumerable.Range(0, connections).Select(_ => Send(node, target, reached)).ToArray();
        await reached.Task.Waiting(Child.Patience, () => $"{acks} acknowledgements, {Acked} came; {node.Child.Told()}");
        await node.Kill();
        await Task.WhenAll(senders).Waiting(Child.Patience, () => "the senders' end after the kill");
    }

    public void Dispose() => _ledger.Dispose();

    private async Task Send(NodeProcess node, int target, TaskCompletionSource reached)
    {
        var number = -1L;
        try
        {
            using var client = await node.Connect();
            while (true)
            {
                if (!_again.TryDequeue(out number))
                    number = Interlocked.Increment(ref _sent);
                var answer = await client.Emit(Jobs.TypeOf(number), IdOf(number), new JsonObject { ["n"] = number });
                if (answer.Code == 0)
                    Note(number, target, reached);
                else
                    Retry(number);
                number = -1;
            }
        }
        catch (Exception error) when (error is IOException or SocketException or JsonException)
        {
            // The node is gone; whether it wrote the event, nobody knows.
            if (number >= 0)
                _again.Enqueue(number);
        }
    }

    private void Note(long number, int target, TaskCompletionSource reached)
    {
        lock (_gate)
        {
            _ledger.WriteLine(IdOf(number));
            if (++Acked >= target)
                reached.TrySetResult();
        }
    }

    private void Retry(long number)
    {
        lock (_gate)
            Refused++;
        _again.Enqueue(number);
    }
}
