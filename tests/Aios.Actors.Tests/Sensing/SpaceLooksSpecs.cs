using Aios.Actors.Sensing;
using Aios.Platform.Machine;

namespace Aios.Actors.Tests.Sensing;

public sealed class SpaceLooksSpecs : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly DiskSpace Half = new(100, 50, 50, 0, 0);

    private readonly ManualResetEventSlim _server = new();

    public void Dispose() => _server.Dispose();

    [Fact]
    public async Task A_mount_that_hangs_has_one_look_out_and_others_are_looked_at_meanwhile()
    {
        var looks = new SpaceLooks(
            new MountedMachine("/", "/net") { Space = path => path == "/" || _server.Wait(Patience) ? Half : default }
        );
        var hanging = looks.Begin("/net")!;

        Assert.Equal(Half, await looks.Begin("/")!.WaitAsync(Patience));
        Assert.Null(looks.Begin("/net"));
        Assert.False(hanging.IsCompleted);

        _server.Set();
        Assert.Equal(Half, await hanging.WaitAsync(Patience));
        Assert.Equal(Half, await looks.Begin("/net")!.WaitAsync(Patience));
    }

    [Fact]
    public async Task A_look_that_fails_says_why_and_makes_room_for_the_next()
    {
        var looks = new SpaceLooks(new MountedMachine("/net") { Space = _ => throw new IOException("stale file handle") });
        for (var at = 0; at < 2; at++)
            Assert.Equal(
                "stale file handle",
                (await Assert.ThrowsAsync<IOException>(() => looks.Begin("/net")!.WaitAsync(Patience))).Message
            );
    }
}
