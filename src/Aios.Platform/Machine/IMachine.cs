namespace Aios.Platform.Machine;

/// <summary>What sensors ask of the machine they run on. Each call may fail as the one of <see cref="LocalMachine"/> does.</summary>
public interface IMachine
{
    /// <summary>Processors, 1 or more.</summary>
    int Cores { get; }

    IMachineReader Open();

    IReadOnlyList<Mount> Mounts();

    /// <inheritdoc cref="DiskSpace.Of"/>
    DiskSpace SpaceOf(string path);

    /// <inheritdoc cref="ProcessTable.FindByName"/>
    IReadOnlyList<ProcessIdentity> FindByName(string name);

    /// <inheritdoc cref="ProcessTable.FindByPidFile"/>
    ProcessIdentity? FindByPidFile(string path);

    /// <inheritdoc cref="ProcessTable.CommandOf"/>
    IReadOnlyList<string> CommandOf(ProcessIdentity process);

    IProcessReader Follow(ProcessIdentity process);

    /// <summary>This very process.</summary>
    SelfSample Self();
}

/// <summary>Takes readings of the whole machine, one after the other.</summary>
public interface IMachineReader : IDisposable
{
    /// <inheritdoc cref="MachineReader.Read"/>
    void Read(ref MachineSample sample);
}

/// <summary>Takes readings of one process, one after the other.</summary>
public interface IProcessReader
{
    /// <inheritdoc cref="ProcessReader.TryRead"/>
    bool TryRead(out ProcessStat stat, out double cpuPercent);
}
