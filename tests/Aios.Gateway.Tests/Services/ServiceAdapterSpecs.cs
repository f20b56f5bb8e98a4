using Aios.Gateway.Files;
using Aios.Gateway.Services;
using Aios.Gateway.Tests.Files;
using Aios.Loop.Effects;

namespace Aios.Gateway.Tests.Services;

/// <summary>The service manager is a script that behaves as systemctl and keeps the state of its services in a folder.</summary>
public sealed class ServiceAdapterSpecs : IDisposable
{
    private const string Script = """
        #!/bin/sh
        [ "$1 $2 $4" = "--no-ask-password --no-pager --" ] || exit 64
        state="FOLDER/$5"
        echo "$3 $5" >> "FOLDER/asked"
        case $3 in
          is-active) cat "$state" 2>/dev/null || { echo inactive; exit 3; }; grep -q '^active$' "$state" || exit 3;;
          start|restart) echo active > "$state";;
          stop) echo inactive > "$state";;
          reload) echo "Job failed" >&2; exit 1;;
        esac
        """;

    private readonly TargetArea _area = new();
    private readonly ServiceAdapter _services;

    public ServiceAdapterSpecs()
    {
        var program = _area.Write("outside/systemctl", Script.Replace("FOLDER", _area.PathOf("outside")));
        File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        _services = new ServiceAdapter(["web", "db.service"], _area.Snapshots, new Systemd(_area.PathOf("outside"), program));
    }

    public void Dispose() => _area.Dispose();

    [Theory]
    [InlineData(ServiceChange.Start, "inactive", "active")]
    [InlineData(ServiceChange.Stop, "active", "inactive")]
    [InlineData(ServiceChange.Start, "active", "active")]
    public async Task A_service_is_told_and_its_state_put_back(ServiceChange change, string before, string after)
    {
        _area.Write("outside/web", before);

        var outcome = await Do("web", change);
        Assert.Equal((EffectResult.Ok, after), (outcome.Result, _area.Read("outside/web").Trim()));
        Assert.StartsWith($"{change.ToString().ToLowerInvariant()} web (it was {before})", outcome.Detail);

        var undone = await Execute(new EffectAction.Restore("run-1/step"));
        Assert.Equal((EffectResult.Ok, before), (undone.Result, _area.Read("outside/web").Trim()));
    }

    [Fact]
    public async Task What_the_manager_does_not_do_is_told_with_its_words()
    {
        var outcome = await Do("db", ServiceChange.Reload);

        Assert.Equal(EffectResult.ExitCode, outcome.Result);
        Assert.Contains("systemctl ended with code 1: Job failed", outcome.Detail);
    }

    [Theory]
    [InlineData("ssh")]
    [InlineData("--all")]
    [InlineData("web;reboot")]
    [InlineData("web db")]
    [InlineData("../web")]
    [InlineData("web\nssh")]
    [InlineData("*")]
    public async Task Only_listed_names_are_told(string name)
    {
        var outcome = await Do(name, ServiceChange.Restart);

        Assert.Equal(EffectResult.Refused, outcome.Result);
        Assert.Contains("is not listed in aios.targets.services", outcome.Detail);
        Assert.False(File.Exists(_area.PathOf("outside/asked")));
    }

    [Fact]
    public async Task Without_systemd_it_says_so()
    {
        var services = new ServiceAdapter(["web"], _area.Snapshots, new Systemd(_area.PathOf("no"), "/bin/true"));

        var result = await services.Do(
            new EffectAction.ControlService("web", ServiceChange.Restart, "run-1/step"),
            TimeSpan.FromSeconds(20)
        );

        Assert.Equal(EffectResult.Refused, result.Result);
        Assert.Contains("systemd does not run on this machine", result.Detail);
    }

    private Task<EffectOutcome> Do(string name, ServiceChange change) =>
        Execute(new EffectAction.ControlService(name, change, "run-1/step"));

    private Task<EffectOutcome> Execute(EffectAction action) =>
        new Door(new FakeLedger(), TimeProvider.System, [_services, new RestoreAdapter(_area.Snapshots, [_services])]).Execute(
            Intents.Of(action)
        );
}
