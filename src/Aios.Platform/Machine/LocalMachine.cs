namespace Aios.Platform.Machine;

/// <summary>The machine itself.</summary>
public sealed class LocalMachine : IMachine
{
    private LocalMachine() { }

    public static LocalMachine Instance { get; } = new();

    public int Cores => Environment.ProcessorCount;

    public IMachineReader Open() => new MachineReader();

    public IReadOnlyList<Mount> Mounts() => MountReader.Read();

    public DiskSpace SpaceOf(string path) => DiskSpace.Of(path);

    public IReadOnlyList<ProcessIdentity> FindByName(string name) => ProcessTable.FindByName(name);

    public ProcessIdentity? FindByPidFile(string path) => ProcessTable.FindByPidFile(path);

    public IReadOnlyList<string> CommandOf(ProcessIdentity process) => ProcessTable.CommandOf(process);

    public IProcessReader Follow(ProcessIdentity process) => new ProcessReader(process);

    public SelfSample Self() => SelfReader.Read();
}
