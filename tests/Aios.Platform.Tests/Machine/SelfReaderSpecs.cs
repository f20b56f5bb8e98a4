using Aios.Platform.Machine;
using Aios.Platform.Support;

namespace Aios.Platform.Tests.Machine;

public sealed class SelfReaderSpecs
{
    [Fact]
    public void This_process_is_read()
    {
        using var held = File.OpenRead("/proc/self/status");
        var sample = SelfReader.Read();

        Assert.InRange(sample.ResidentBytes, 1 << 20, 1L << 40);
        Assert.InRange(sample.ManagedBytes, 1, sample.ResidentBytes);
        Assert.InRange(sample.Descriptors, 4, 1_000_000);
        Assert.Equal(100, ClockTicks.PerSecond);
    }

    [Fact]
    public void What_is_missing_is_said_in_one_line_each() => Assert.All(MachineSupport.Missing(), line => Assert.Contains(": ", line));
}
