using Aios.Gateway.Services;
using Aios.Gateway.Tests.Files;
using Aios.Loop.Effects;
using Aios.Loop.Sensing;

namespace Aios.Gateway.Tests.Services;

/// <summary>What people listed a restart for, without systemd.</summary>
public sealed class RestartSpecs : IDisposable
{
    private readonly TargetArea _area = new();

    public void Dispose() => _area.Dispose();

    [Fact]
    public async Task What_the_command_starts_goes_on_after_it_returned()
    {
        // Its reader ends it.
        var pipe = _area.PathOf("outside/pipe");
        Native.MakePipe(pipe);
        var done = await Do(new("worker", null, ["/usr/bin/setsid", "--fork", "/bin/sh", "-c", $"echo alive > {pipe}"]));
        Assert.Equal(EffectResult.Ok, done.Result);
        Assert.Equal("alive\n", await File.ReadAllTextAsync(pipe).WaitAsync(TimeSpan.FromSeconds(30)));
    }

    [Theory]
    [InlineData("/bin/false", EffectResult.ExitCode, "it ended with code 1")]
    [InlineData("/nowhere/starter", EffectResult.NotFound, "there is no program /nowhere/starter")]
    public async Task A_command_that_fails_is_told(string program, EffectResult result, string told)
    {
        var done = await Do(new("worker", null, [program]));
        Assert.Equal(result, done.Result);
        Assert.Contains(told, done.Detail);
    }

    [Fact]
    public async Task A_command_that_does_not_return_is_ended_and_says_so()
    {
        var done = await Do(new("worker", null, ["/bin/sleep", "600"]), TimeSpan.FromMilliseconds(300));
        Assert.Equal(EffectResult.Timeout, done.Result);
        Assert.Contains("it must start the program and return", done.Detail);
    }

    [Fact]
    public async Task Without_systemd_a_service_is_refused_with_that_reason()
    {
        var done = await Do(new("worker", "web", []));
        Assert.Equal(EffectResult.Refused, done.Result);
        Assert.Contains("worker is restarted as the service web: systemd does not run", done.Detail);
    }

    [Theory]
    [InlineData("other", ServiceChange.Restart)]
    [InlineData("worker", ServiceChange.Stop)]
    public async Task Only_the_restart_of_a_listed_target_is_done(string name, ServiceChange change)
    {
        var made = _area.PathOf("outside/made");
        var services = Services(new("worker", null, ["/usr/bin/touch", made]));
        var done = await ((IEffectAdapter)services).Do(
            new EffectAction.ControlService(name, change, "run-1/step"),
            TimeSpan.FromSeconds(10)
        );
        Assert.Equal(EffectResult.Refused, done.Result);
        Assert.False(File.Exists(made));
    }

    private Task<AdapterResult> Do(RestartTarget listed, TimeSpan? timeout = null) =>
        ((IEffectAdapter)Services(listed)).Do(
            new EffectAction.ControlService(listed.Target, ServiceChange.Restart, "run-1/step"),
            timeout ?? TimeSpan.FromSeconds(20)
        );

    private ServiceAdapter Services(RestartTarget listed) =>
        new([], _area.Snapshots, new Systemd(_area.PathOf("no"), "/bin/true")) { Restarts = [listed] };
}
