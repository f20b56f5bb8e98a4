using Aios.Loop.Surface.Verbs;
using Aios.Node.Inspection;

namespace Aios.Node.Tests.Inspection;

public sealed class FrameWriterSpecs
{
    [Fact]
    public async Task Behind_half_a_frame_nothing_is_written()
    {
        using var stuck = new StuckStream();
        using var writer = new FrameWriter(stuck, new ManualClock(0), TimeSpan.FromSeconds(5));
        using var verb = new CancellationTokenSource();
        var write = writer.Write("half"u8.ToArray(), null, verb.Token);
        await verb.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => write.WaitAsync(RunningNode.Patience));

        stuck.IsStuck = false;
        await Assert.ThrowsAsync<ClientGoneException>(() => writer.Write("end"u8.ToArray(), null, CancellationToken.None));
        Assert.Equal(1, stuck.Writes);
    }

    /// <summary>Takes nothing until it is told to.</summary>
    private sealed class StuckStream : MemoryStream
    {
        public bool IsStuck { get; set; } = true;

        public int Writes { get; private set; }

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Writes++;
            return IsStuck
                ? new ValueTask(new TaskCompletionSource().Task.WaitAsync(cancellationToken))
                : base.WriteAsync(buffer, cancellationToken);
        }
    }
}
