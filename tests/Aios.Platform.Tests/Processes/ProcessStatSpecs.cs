using System.Text;
using Aios.Platform.Machine;
using Aios.Platform.Processes;

namespace Aios.Platform.Tests.Processes;

public sealed class ProcessStatSpecs
{
    private const string Rest = "S 1 2 3 0 -1 4194560 1 2 3 4 50 60 7 8 20 0 9 0 12345 1000 77 18446744073709551615 1";

    [Theory]
    [InlineData("sleep")]
    [InlineData("a b")]
    [InlineData(") S 9 9 9 (")]
    [InlineData("")]
    public void The_last_parenthesis_ends_the_name(string name)
    {
        Assert.True(ProcessStat.TryParse(Encoding.UTF8.GetBytes($"42 ({name}) {Rest}"), out var stat));

        Assert.Equal((42, name, 'S', 1, 2, 3), (stat.Pid, stat.Name, stat.State, stat.ParentPid, stat.ProcessGroup, stat.Session));
        Assert.Equal(
            (110L, 9, 12345L, 77L * Environment.SystemPageSize),
            (stat.CpuTicks, stat.Threads, stat.StartTicks, stat.ResidentBytes)
        );
    }

    [Theory]
    [InlineData("")]
    [InlineData("42")]
    [InlineData("42 (x)")]
    [InlineData("42 (x) S 1 2")]
    [InlineData("x (y) S 1 2 3")]
    public void What_is_cut_short_is_no_process(string line) => Assert.False(ProcessStat.TryParse(Encoding.UTF8.GetBytes(line), out _));

    [Fact]
    public void This_process_is_read_without_allocating()
    {
        Assert.True(ProcessStat.TryRead(Environment.ProcessId, out var stat));
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var round = 0; round < 100; round++)
            Assert.True(ProcessStat.TryRead(Environment.ProcessId, out stat));
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal(0, allocated);
        Assert.InRange(stat.ResidentBytes, 1 << 20, 1L << 40);
        Assert.False(ProcessStat.TryRead(int.MaxValue, out _));
    }
}
