using System.Net.Sockets;
using System.Runtime.Versioning;
using System.Text;
using Aios.Node.Inspection;
using Aios.Platform.Files;

namespace Aios.Node.Tests.Inspection;

[SupportedOSPlatform("linux")]
public sealed class SocketPlaceSpecs : IDisposable
{
    private readonly TemporaryFolder _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void A_short_path_is_used_as_it_is_and_an_old_pointer_goes_away()
    {
        var folder = DataFolder.OpenOrCreate(_scratch.Path);
        folder.Replace("socket", "/old/place\n"u8);
        Assert.Equal(Path.Combine(_scratch.Path, "aios.sock"), SocketPlace.Claim(folder, "/run/user/0", 0));
        Assert.Equal(Path.Combine(_scratch.Path, "aios.sock"), SocketPlace.Find(folder));
    }

    [Fact]
    public void A_long_path_goes_to_the_runtime_folder_and_the_pointer_says_so()
    {
        var folder = Deep();
        var path = SocketPlace.Claim(folder, _scratch.Path, 0);
        Assert.Equal(_scratch.Path, Path.GetDirectoryName(path));
        Assert.Matches("^aios-[0-9a-f]{16}\\.sock$", Path.GetFileName(path));
        Assert.Equal(path, SocketPlace.Find(folder));
        Assert.Equal(path + "\n", File.ReadAllText(folder.PathOf("socket")));
    }

    [Fact]
    public void Without_a_runtime_folder_it_goes_to_a_private_temporary_one()
    {
        var path = SocketPlace.Claim(Deep(), null, PeerRules.OwnUserId);
        var own = Path.GetDirectoryName(path)!;
        Assert.Equal(Path.Combine(Path.GetTempPath(), $"aios-{PeerRules.OwnUserId}"), own);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(own));
        Assert.True(Encoding.UTF8.GetByteCount(path) <= SocketPlace.MaxPathBytes);
    }

    [Fact]
    public async Task A_node_with_a_long_path_is_found()
    {
        var folder = Deep();
        var host = new InspectionHost(
            RunningNode.Verbs(new FakeViews(), TimeProvider.System),
            TimeProvider.System,
            PeerRules.OfThisProcess,
            _ => { }
        );
        await using var server = InspectionServer.Start(SocketPlace.Claim(folder, _scratch.Path, 0), host);
        using var client = await InspectionClient.Connect(SocketPlace.Find(folder), CancellationToken.None);
        Assert.Equal(2, (await RunningNode.Ask(client, "status")).Count);
    }

    [Fact]
    public async Task A_socket_that_a_dead_node_left_is_replaced_and_only_the_owner_may_connect()
    {
        var path = Path.Combine(_scratch.Path, "aios.sock");
        using (var dead = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified))
        {
            dead.Bind(new UnixDomainSocketEndPoint(path + ".x"));
            File.Move(path + ".x", path);
        }
        var host = new InspectionHost(
            RunningNode.Verbs(new FakeViews(), TimeProvider.System),
            TimeProvider.System,
            PeerRules.OfThisProcess,
            _ => { }
        );
        await using (InspectionServer.Start(path, host))
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        Assert.False(File.Exists(path));
    }

    [Fact]
    public void Anything_else_in_the_way_is_left_alone()
    {
        var path = Path.Combine(_scratch.Path, "aios.sock");
        File.WriteAllText(path, "mine");
        var host = new InspectionHost(
            RunningNode.Verbs(new FakeViews(), TimeProvider.System),
            TimeProvider.System,
            PeerRules.OfThisProcess,
            _ => { }
        );
        Assert.Contains("no socket", Assert.Throws<IOException>(() => InspectionServer.Start(path, host)).Message);
        Assert.Equal("mine", File.ReadAllText(path));
    }

    [Fact]
    public void A_place_that_cannot_be_looked_at_is_an_error_of_reading_and_writing()
    {
        var path = Path.Combine(_scratch.Path, "aios.sock");
        using var other = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        other.Bind(new UnixDomainSocketEndPoint(path));
        var host = new InspectionHost(
            RunningNode.Verbs(new FakeViews(), TimeProvider.System),
            TimeProvider.System,
            PeerRules.OfThisProcess,
            _ => { }
        );
        Assert.Contains($"cannot listen on {path}", Assert.Throws<IOException>(() => InspectionServer.Start(path, host)).Message);
    }

    private DataFolder Deep() => DataFolder.OpenOrCreate(Path.Combine(_scratch.Path, new string('d', 100)));
}
