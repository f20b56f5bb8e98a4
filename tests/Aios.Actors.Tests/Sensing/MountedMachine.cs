using Aios.Platform.Machine;

namespace Aios.Actors.Tests.Sensing;

/// <summary>Has these mounts and nothing else.</summary>
internal sealed class MountedMachine(params string[] paths) : IMachine
{
    /// <summary>What a look at a mount gives.</summary>
    public Func<string, DiskSpace> Space { get; init; } = _ => throw new NotSupportedException("only its mounts are read");

    public int Cores => 1;

    public IMachineReader Open() => throw new NotSupportedException("only its mounts are read");

    public IReadOnlyList<Mount> Mounts() => [.. paths.Select(path => new Mount(path, "server", "nfs4", MountKind.Remote, false))];

    public DiskSpace SpaceOf(string path) => Space(path);

    public IReadOnlyList<ProcessIdentity> FindByName(string name) => [];

    public ProcessIdentity? FindByPidFile(string path) => null;

    public IReadOnlyList<string> CommandOf(ProcessIdentity process) => [];

    public IProcessReader Follow(ProcessIdentity process) => throw new NotSupportedException("only its mounts are read");

    public SelfSample Self() => throw new NotSupportedException("only its mounts are read");
}
