using Aios.Platform.Machine;

namespace Aios.Platform.Tests.Machine;

public sealed class GroupReaderSpecs : IDisposable
{
    private readonly FakeProc _files = new();

    public void Dispose() => _files.Dispose();

    [Fact]
    public void The_tightest_limit_up_to_the_root_binds()
    {
        var memberships = _files.Write("cgroup", "0::/a.slice/b.service\n");
        _files.Write("fs/cgroup.controllers", "cpu memory");
        _files.Write("fs/a.slice/memory.max", "1000000\n");
        _files.Write("fs/a.slice/memory.current", "600000\n");
        _files.Write("fs/a.slice/memory.stat", "anon 1\ninactive_file 100000\n");
        _files.Write("fs/a.slice/b.service/memory.max", "max\n");
        _files.Write("fs/a.slice/b.service/cpu.max", "50000 100000\n");
        _files.Write("fs/a.slice/b.service/cpu.stat", "usage_usec 1000000\nuser_usec 1\n");

        using var group = GroupReader.Find(memberships, $"{_files.Root}/fs")!;
        var sample = new MachineSample { MemoryTotalBytes = 2_000_000, MemoryPercent = 10 };
        group.Read(ref sample);
        _files.Write("fs/a.slice/b.service/cpu.stat", "usage_usec 1100000\nuser_usec 1\n");
        (sample.WindowMs, sample.CpuPercent) = (1000, 5);
        group.Read(ref sample);

        Assert.Equal((50.0, 1_000_000L), (sample.GroupMemoryPercent, sample.GroupMemoryLimitBytes));
        Assert.Equal(20, sample.GroupCpuPercent, 6);
        Assert.Equal((20.0, 50.0), (Math.Round(sample.BindingCpuPercent, 6), sample.BindingMemoryPercent));
    }

    [Fact]
    public void The_older_hierarchy_is_read_too()
    {
        var memberships = _files.Write("cgroup", "4:memory:/box\n2:cpuacct:/box\n1:cpu:/box\n0::/\n");
        _files.Write("fs/memory/box/memory.limit_in_bytes", "4000\n");
        _files.Write("fs/memory/box/memory.usage_in_bytes", "3000\n");
        _files.Write("fs/memory/memory.limit_in_bytes", "9223372036854771712\n");
        _files.Write("fs/cpu/box/cpu.cfs_quota_us", "200000\n");
        _files.Write("fs/cpu/box/cpu.cfs_period_us", "100000\n");
        _files.Write("fs/cpuacct/box/cpuacct.usage", "1000000000\n");

        using var group = GroupReader.Find(memberships, $"{_files.Root}/fs")!;
        var sample = new MachineSample { MemoryTotalBytes = 1_000_000 };
        group.Read(ref sample);
        _files.Write("fs/cpuacct/box/cpuacct.usage", "2000000000\n");
        sample.WindowMs = 1000;
        group.Read(ref sample);

        Assert.Equal((75.0, 50.0), (sample.GroupMemoryPercent, sample.GroupCpuPercent));
    }

    [Theory]
    [InlineData("max\n")]
    [InlineData("")]
    [InlineData("word\n")]
    public void Without_a_limit_there_is_nothing_to_read(string limit)
    {
        var memberships = _files.Write("cgroup", "0::/\n");
        _files.Write("fs/cgroup.controllers", "");
        _files.Write("fs/memory.max", limit);

        Assert.Null(GroupReader.Find(memberships, $"{_files.Root}/fs"));
        Assert.Null(GroupReader.Find("/no/such/file", "/no/such/folder"));
    }

    [Fact]
    public void A_limit_beyond_the_machine_does_not_bind()
    {
        var memberships = _files.Write("cgroup", "0::/\n");
        _files.Write("fs/cgroup.controllers", "");
        _files.Write("fs/memory.max", "5000");
        _files.Write("fs/memory.current", "10");

        using var group = GroupReader.Find(memberships, $"{_files.Root}/fs")!;
        var sample = new MachineSample { MemoryTotalBytes = 5000, GroupMemoryPercent = double.NaN };
        group.Read(ref sample);

        Assert.True(double.IsNaN(sample.GroupMemoryPercent));
    }
}
