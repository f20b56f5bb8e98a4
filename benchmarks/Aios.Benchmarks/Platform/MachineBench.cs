using System.Diagnostics;
using System.Globalization;
using Aios.Platform.Machine;
using Microsoft.Win32.SafeHandles;

namespace Aios.Benchmarks.Platform;

/// <summary>
/// What does one reading of processors, memory and load cost? Baselines: the same figures through File.ReadAllText; and the kernel alone,
/// which writes its three files into a buffer that nobody looks at.
/// </summary>
internal static class MachineBench
{
    private const int Readings = 2_000;

    public static IReadOnlyList<BenchRow> Run(int rounds)
    {
        using var reader = new MachineReader();
        var sample = new MachineSample();
        var kept = Measure(rounds, () => reader.Read(ref sample));
        using var kernel = new BareReads();
        var floor = Measure(rounds, kernel.Read);
        var files = Measure(rounds, () => ReadFiles());
        const string Baseline = "File.ReadAllText of stat, meminfo and loadavg";
        return
        [
            new BenchRow("read the machine, time", kept.Micros, "µs", Baseline, kept.Micros / files.Micros),
            new BenchRow("read the machine, beside the kernel alone", kept.Micros, "µs", "three bare reads", kept.Micros / floor.Micros),
            new BenchRow("read the machine, allocated", kept.Bytes, "bytes", Baseline),
            new BenchRow("baseline, time", files.Micros, "µs"),
            new BenchRow("baseline, allocated", files.Bytes, "bytes"),
        ];
    }

    /// <summary>Median of the rounds, per reading; a round before them warms up.</summary>
    private static (double Micros, double Bytes) Measure(int rounds, Action read)
    {
        var times = new List<double>();
        var bytes = 0L;
        for (var round = 0; round <= Math.Max(1, rounds); round++)
        {
            var allocated = GC.GetAllocatedBytesForCurrentThread();
            var began = Stopwatch.GetTimestamp();
            for (var count = 0; count < Readings; count++)
                read();
            var elapsed = Stopwatch.GetElapsedTime(began);
            if (round == 0)
                continue;
            bytes = GC.GetAllocatedBytesForCurrentThread() - allocated;
            times.Add(elapsed.TotalMicroseconds / Readings);
        }
        times.Sort();
        return (times[times.Count / 2], (double)bytes / Readings);
    }

    internal static (double Busy, double Memory, double Load) ReadFiles()
    {
        var cpu = File.ReadAllText("/proc/stat")
            .Split('\n')[0]
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)[1..9]
            .Select(Number)
            .ToArray();
        var memory = File.ReadAllText("/proc/meminfo")
            .Split('\n')
            .Where(line => line.Contains(':'))
            .ToDictionary(line => line.Split(':')[0], Value);
        var load = File.ReadAllText("/proc/loadavg").Split(' ');
        return (cpu.Sum() - cpu[3] - cpu[4], 100 * (1 - memory["MemAvailable"] / memory["MemTotal"]), Number(load[0]));
    }

    private static double Value(string line) => Number(line.Split(':')[1].Trim().Split(' ')[0]);

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private sealed class BareReads : IDisposable
    {
        private readonly SafeFileHandle[] _files =
        [
            .. ((string[])["/proc/stat", "/proc/meminfo", "/proc/loadavg"]).Select(path => File.OpenHandle(path)),
        ];
        private readonly byte[] _buffer = new byte[64 * 1024];

        public void Read()
        {
            foreach (var file in _files)
                RandomAccess.Read(file, _buffer, 0);
        }

        public void Dispose()
        {
            foreach (var file in _files)
                file.Dispose();
        }
    }
}
