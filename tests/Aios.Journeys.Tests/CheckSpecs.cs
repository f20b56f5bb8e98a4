using System.Net;
using System.Net.Sockets;
using Aios.Journeys.Tests.Log;
using Aios.Journeys.Tests.Processes;

namespace Aios.Journeys.Tests;

/// <summary>What the user lists is looked at; what is down, and that it is back, is an event and proves a repair.</summary>
public sealed class CheckSpecs : IAsyncLifetime
{
    private const string Settings = """
        aios {
          sensors {
            port { interval = 200ms, within = 2s, failures = 2, cooldown = 1s }
            http { interval = 200ms, within = 2s, failures = 2, cooldown = 1s }
            file { interval = 200ms, failures = 1, cooldown = 1s }
            program { interval = 200ms, cooldown = 1s }
          }
          targets {
            ports = ["127.0.0.1:PORT"]
            files = [{ path = "FOLDER/app.log", size = 1KiB }]
            programs = [{ name = state, command = ["FOLDER/check", "FOLDER/state"] }]
          }
        }
        """;

    private const string Answer = """
        playbook {
          id = answer-port
          on { type = sensor.port.down }
          steps = [{ id = tell, notify = ["down:", { from = payload.host }, { from = payload.port, as = int }] }]
          verify { within = 60s }
        }
        """;

    private readonly TemporaryFolder _folder = new();
    private TcpListener _service = new(IPAddress.Loopback, 0);
    private NodeProcess _node = null!;
    private int _port;

    public async Task InitializeAsync()
    {
        _service.Start();
        _port = ((IPEndPoint)_service.LocalEndpoint).Port;
        _folder.Write("state", "0\n");
        var check = _folder.Write("check", "#!/bin/sh\nread code < \"$1\"\necho \"state $code | code=$code\"\nexit $code\n");
        File.SetUnixFileMode(check, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        var text = Settings.Replace("PORT", $"{_port}", StringComparison.Ordinal);
        var config = _folder.Write("aios.conf", text.Replace("FOLDER", _folder.FullPath, StringComparison.Ordinal));
        _folder.Write("data/playbooks/answer-port.conf", Answer);
        _node = await NodeProcess.In(_folder.PathOf("data"), ["--config", config]);
    }

    public async Task DisposeAsync()
    {
        await _node.DisposeAsync();
        _service.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_port_that_goes_away_is_answered_and_the_run_is_verified_by_the_sensor_when_it_is_back()
    {
        _service.Stop();
        var down = await _node.Event("sensor.port.down");
        await _node.Event("the run waits for its verdict", fact => fact.Type() == "run.verifying");
        Assert.Contains("down: ", (await _node.Run("sensors", "ls", "--json")).With(0).Output);
        _service = new TcpListener(IPAddress.Loopback, _port);
        _service.Start();
        var back = await _node.Event("the recovery", fact => fact.Type() == "resource.recovered" && fact.Said("sensor") == "port");
        var end = await _node.Event("the run's end", fact => fact.Type() == "run.verified" && fact.Said("playbook") == "answer-port");

        Assert.Equal($"127.0.0.1:{_port}", down.Said("target"));
        Assert.Equal("error", down.Text("severity"));
        Assert.Equal(down.Text("trace_id"), back.Text("trace_id"));
        Assert.Equal(down.Text("trace_id"), end.Text("trace_id"));
        Assert.Contains($"127.0.0.1:{_port} up", (await _node.Run("sensors", "ls", "--json")).With(0).Output);
    }

    [Fact]
    public async Task A_program_and_a_file_say_what_is_wrong_and_that_it_is_over()
    {
        var missing = await _node.Event("sensor.file.missing");
        Assert.Equal(_folder.PathOf("app.log"), missing.Said("path"));
        _folder.Write("app.log", new string('x', 2_000));
        await _node.Event("the file is there", fact => fact.Type() == "resource.recovered" && fact.Said("of") == "sensor.file.missing");
        var large = await _node.Event("sensor.file.large");
        Assert.Equal($"{_folder.PathOf("app.log")}#size", large.Said("target"));

        _folder.Write("state", "2\n");
        var failed = await _node.Event("sensor.program.failed");
        Assert.Equal(("critical", "state 2"), (failed.Text("severity"), failed.Said("text")));
        _folder.Write("state", "0\n");
        await _node.Event("it is well", fact => fact.Type() == "resource.recovered" && fact.Said("sensor") == "program");
    }
}
