using Aios.Loop.Sensing;
using Aios.Platform.Machine;
using Aios.Platform.Processes;

namespace Aios.Node.Demo;

/// <summary>A temporary area and what is broken in it. Everything of it is gone afterwards, however the demo ends.</summary>
internal sealed class DemoStage : IAsyncDisposable
{
    private const long Quota = 4 << 20;
    private const int PieceBytes = 1 << 20;
    private const int MostPieces = 60;
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(300);

    // A loop that does nothing but burn one core; it dies with this process.
    private static readonly string[] Spinner = ["/bin/sh", "-c", "while :; do :; done"];

    private readonly string _area = Directory.CreateTempSubdirectory("aios-demo-area-").FullName;
    private OwnChild? _spinner;

    private DemoStage() { }

    public string Cache => Path.Combine(_area, "cache");

    public string PidFile => Path.Combine(_area, "service.pid");

    /// <summary>What the node may look at and act on besides its own children.</summary>
    public TargetSettings Targets =>
        new([PidFile], [])
        {
            Files = [new FileTarget(Cache, SizeBytes: Quota)],
            Expendable = [Cache],
            Restarts = [new RestartTarget(PidFile, null, Starter)],
        };

    private IReadOnlyList<string> Starter => ["/bin/sh", Path.Combine(_area, "start")];

    public static DemoStage Make()
    {
        var stage = new DemoStage();
        Directory.CreateDirectory(stage.Cache);
        var service = Path.Combine(stage._area, "service");
        // It ends by itself when the demo is gone, even by kill -9.
        File.WriteAllText(service, $"while kill -0 {Environment.ProcessId} 2>/dev/null; do sleep 1; done\n");
        File.WriteAllText(Path.Combine(stage._area, "start"), $"/bin/sh {service} &\necho $! > {stage.PidFile}\n");
        return stage;
    }

    /// <summary>Begins to burn one core.</summary>
    /// <returns>Null and why not when it could not be started.</returns>
    public async Task<(ProcessIdentity? Process, string Fault)> Spin()
    {
        _spinner = OwnChild.Start(new ChildSpec(Spinner) { DiesWithParent = true });
        return await _spinner.Process is { } process ? (process, "") : (null, (await _spinner.Completion).Fault);
    }

    /// <summary>Starts the service, by the command that also repairs it.</summary>
    public Task<ChildResult> Serve() => ChildProcess.Run(new ChildSpec(Starter) { LeavesTree = true });

    /// <summary>Kills the service.</summary>
    public void Crash()
    {
        if (LocalMachine.Instance.FindByPidFile(PidFile) is { } service)
            _ = Pidfd.SendSignal(service, Signal.Kill);
    }

    /// <summary>Puts old files into the folder, one after another, until told to stop.</summary>
    public async Task Fill(TimeProvider time, CancellationToken enough)
    {
        using var pace = new PeriodicTimer(Pace, time);
        var piece = new byte[PieceBytes];
        try
        {
            for (var i = 0; i < MostPieces; i++)
            {
                var path = Path.Combine(_area, $"piece-{i}");
                await File.WriteAllBytesAsync(path, piece, enough);
                File.SetLastWriteTimeUtc(path, time.GetUtcNow().UtcDateTime.AddDays(-2));
                File.Move(path, Path.Combine(Cache, $"piece-{i}"));
                await pace.WaitForNextTickAsync(enough);
            }
        }
        catch (OperationCanceledException) { }
    }

    public async ValueTask DisposeAsync()
    {
        if (_spinner is not null)
            await _spinner.DisposeAsync();
        Crash();
        Directory.Delete(_area, recursive: true);
    }
}
