using System.Text;
using Aios.Platform.Machine;

namespace Aios.Actors.Tests.Sensing;

/// <summary>One process whose memory grows by so many pages with every reading.</summary>
internal sealed class GrowingMachine : IMachine, IProcessReader
{
    private static readonly ProcessIdentity Only = new(4711, 99);

    private long _pages = 10_000;

    public long PagesPerSample { get; set; }

    public int Cores => 1;

    public IMachineReader Open() => throw new NotSupportedException("only its process is read");

    public IReadOnlyList<Mount> Mounts() => [];

    public DiskSpace SpaceOf(string path) => throw new NotSupportedException("only its process is read");

    public IReadOnlyList<ProcessIdentity> FindByName(string name) => [Only];

    public ProcessIdentity? FindByPidFile(string path) => null;

    public IReadOnlyList<string> CommandOf(ProcessIdentity process) => [];

    public IProcessReader Follow(ProcessIdentity process) => this;

    public SelfSample Self() => throw new NotSupportedException("only its process is read");

    public bool TryRead(out ProcessStat stat, out double cpuPercent)
    {
        cpuPercent = 0;
        var line = $"{Only.Pid} (leaky) S 1 1 1 0 0 0 0 0 0 0 0 0 0 0 0 0 1 0 {Only.StartTicks} 0 {_pages} 0 0";
        _pages += PagesPerSample;
        return ProcessStat.TryParse(Encoding.ASCII.GetBytes(line), out stat);
    }
}
