using System.Net.Sockets;
using System.Text;
using Aios.Platform.Sockets;

namespace Aios.Platform.Tests.Sockets;

public sealed class ServiceNotifierSpecs : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("aios-notify-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_service_manager_receives_every_notice(bool isAbstract)
    {
        var name = isAbstract ? $"@aios-{Guid.NewGuid():n}" : $"{_folder}/notify";
        using var manager = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        manager.Bind(new UnixDomainSocketEndPoint(isAbstract ? $"\0{name[1..]}" : name));
        using var notifier = new ServiceNotifier(name);

        notifier.Ready();
        notifier.Watchdog();
        notifier.Status("2 runs\nwaiting");
        notifier.Stopping();

        Assert.True(notifier.IsActive);
        Assert.Equal(
            ["READY=1", "WATCHDOG=1", "STATUS=2 runs waiting", "STOPPING=1"],
            Enumerable.Range(0, 4).Select(_ => Receive(manager))
        );
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("relative/path")]
    [InlineData("/no/such/socket")]
    [InlineData("vsock:2:1234")]
    public void Without_a_listener_nothing_happens(string? address)
    {
        using var notifier = new ServiceNotifier(address);

        notifier.Ready();

        Assert.False(notifier.IsActive);
    }

    [Fact]
    public void A_listener_that_goes_away_or_does_not_read_does_no_harm()
    {
        var manager = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        manager.Bind(new UnixDomainSocketEndPoint($"{_folder}/notify"));
        using var notifier = new ServiceNotifier($"{_folder}/notify");

        for (var count = 0; count < 10_000; count++)
            notifier.Watchdog();
        manager.Dispose();
        notifier.Stopping();

        Assert.True(notifier.IsActive);
    }

    [Theory]
    [InlineData("30000000", "42", 30)]
    [InlineData("30000000", "", 30)]
    [InlineData("30000000", null, 30)]
    [InlineData("30000000", "43", 0)]
    [InlineData("0", "42", 0)]
    [InlineData("-1", "42", 0)]
    [InlineData("9223372036854775807", "42", 0)]
    [InlineData("soon", "42", 0)]
    [InlineData(null, null, 0)]
    public void The_watchdog_is_for_the_process_that_is_named(string? micros, string? pid, int seconds)
    {
        using var notifier = ServiceNotifier.FromEnvironment(
            name =>
                name switch
                {
                    "WATCHDOG_USEC" => micros,
                    "WATCHDOG_PID" => pid,
                    _ => null,
                },
            42
        );

        Assert.Equal(seconds == 0 ? null : TimeSpan.FromSeconds(seconds), notifier.WatchdogInterval);
    }

    private static string Receive(Socket socket)
    {
        var buffer = new byte[256];
        return Encoding.UTF8.GetString(buffer, 0, socket.Receive(buffer));
    }
}
