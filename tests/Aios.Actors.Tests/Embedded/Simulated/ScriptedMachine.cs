using System.Globalization;
using System.Text;
using Aios.Platform.Machine;

namespace Aios.Actors.Tests.Embedded.Simulated;

/// <summary>A machine whose figures are drawn: they rest, jump over their bounds, come back, and now and then cannot be read.</summary>
internal sealed class ScriptedMachine(Random random) : IMachine
{
    private const long GiB = 1L << 30;

    private double _cpu = 20;
    private double _memory = 40;
    private double _disk = 50;
    private double _worker = 5;
    private int _pid = 4000;

    /// <summary>Off: everything is well and stays so.</summary>
    public bool Changes { get; set; } = true;

    /// <summary>Its memory is used more than usual, and not so much that anybody says so.</summary>
    public bool IsHot { get; set; }

    public int Cores => 4;

    /// <summary>Somebody repaired it.</summary>
    public void Cool() => (_cpu, _memory, _disk, _worker) = (20, 40, 50, 5);

    public IMachineReader Open() => new Reader(this);

    public IReadOnlyList<Mount> Mounts() => [new Mount("/", "/dev/sda1", "ext4", MountKind.Disk, false)];

    public DiskSpace SpaceOf(string path)
    {
        if (Happens(40))
            throw new IOException($"{path}: no answer");
        var free = (long)(100 * GiB * (1 - Drawn(ref _disk, 8, 95, 50) / 100));
        return new DiskSpace(100 * GiB, free, free, 0, 0);
    }

    public IReadOnlyList<ProcessIdentity> FindByName(string name)
    {
        if (Happens(60))
            _pid++;
        return Happens(80) ? [] : [new ProcessIdentity(_pid, 100 + _pid)];
    }

    public ProcessIdentity? FindByPidFile(string path) => null;

    public IReadOnlyList<string> CommandOf(ProcessIdentity process) => ["/usr/bin/worker", "--serve"];

    public IProcessReader Follow(ProcessIdentity process) => new Follower(this, process);

    public SelfSample Self() => new(100 << 20, 0, 50 << 20, 0, 0, 0, 0, 4, 0, 50);

    private bool Happens(int oneIn) => Changes && random.Next(oneIn) == 0;

    private double Drawn(ref double value, int oneIn, double high, double low) =>
        value =
            Happens(oneIn) ? high
            : !Changes || Happens(oneIn * 2) ? low
            : value;

    private sealed class Reader(ScriptedMachine machine) : IMachineReader
    {
        public void Read(ref MachineSample sample)
        {
            sample.CpuPercent = machine.Drawn(ref machine._cpu, 40, 97, 20);
            sample.MemoryPercent = machine.IsHot ? 80 : machine.Drawn(ref machine._memory, 90, 95, 40);
            (sample.MemoryTotalBytes, sample.MemoryAvailableBytes) = (8 * GiB, 4 * GiB);
            (sample.GroupCpuPercent, sample.GroupMemoryPercent, sample.GroupMemoryLimitBytes) = (double.NaN, double.NaN, -1);
            (sample.Load1, sample.Load5, sample.Load15) = (sample.CpuPercent / 25, 1, 1);
        }

        public void Dispose() { }
    }

    private sealed class Follower(ScriptedMachine machine, ProcessIdentity process) : IProcessReader
    {
        public bool TryRead(out ProcessStat stat, out double cpuPercent)
        {
            stat = default;
            cpuPercent = machine.Drawn(ref machine._worker, 20, 99, 5);
            if (process.Pid != machine._pid)
                return false;
            var line = string.Create(
                CultureInfo.InvariantCulture,
                $"{process.Pid} (worker) S 1 1 1 0 0 0 0 0 0 0 0 0 0 0 0 0 1 0 {process.StartTicks} 0 20000 0 0"
            );
            return ProcessStat.TryParse(Encoding.ASCII.GetBytes(line), out stat);
        }
    }
}
