using Aios.Platform.Machine;

namespace Aios.Platform.Tests.Machine;

public sealed class MachineReaderSpecs : IDisposable
{
    private readonly FakeProc _proc = new();

    public void Dispose() => _proc.Dispose();

    [Fact]
    public void A_reading_allocates_nothing()
    {
        using var reader = new MachineReader(pressure: true);
        var sample = new MachineSample();
        for (var round = 0; round < 100; round++)
            reader.Read(ref sample);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var round = 0; round < 1000; round++)
            reader.Read(ref sample);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal(0, allocated);
    }

    [Fact]
    public void This_machine_is_read()
    {
        using var reader = new MachineReader();
        var sample = new MachineSample();
        reader.Read(ref sample);
        Assert.True(double.IsNaN(sample.CpuPercent));
        var ticks = sample.CpuTotalTicks;
        while (sample.CpuTotalTicks == ticks)
            reader.Read(ref sample);

        Assert.InRange(sample.CpuPercent, 0, 100);
        Assert.InRange(sample.BindingCpuPercent, 0, 100);
        Assert.InRange(sample.MemoryPercent, 0.1, 100);
        Assert.InRange(sample.MemoryAvailableBytes, 1, sample.MemoryTotalBytes);
        Assert.InRange(sample.Load1, 0, 100_000);
        Assert.True(sample.WindowMs > 0);
    }

    [Fact]
    public void Figures_are_those_of_the_kernel()
    {
        _proc.WriteMachine("100 0 100 700 100 0 0 0 0 0");
        _proc.Write("pressure/cpu", "some avg10=12.50 avg60=1.00 avg300=0.00 total=1\nfull avg10=0.00\n");
        using var reader = new MachineReader(_proc.Root, pressure: true, group: null);
        var sample = new MachineSample();
        reader.Read(ref sample);
        _proc.WriteMachine("150 10 110 720 100 5 5 0 50 0");
        reader.Read(ref sample);

        Assert.Equal(80, sample.CpuPercent);
        Assert.Equal((75.0, 1000 * 1024L, 250 * 1024L), (sample.MemoryPercent, sample.MemoryTotalBytes, sample.MemoryAvailableBytes));
        Assert.Equal((0.5, 1.25, 2.0), (sample.Load1, sample.Load5, sample.Load15));
        Assert.Equal(12.5, sample.CpuPressure);
        Assert.True(double.IsNaN(sample.IoPressure));
        Assert.Equal((75.0, -1L), (sample.BindingMemoryPercent, sample.GroupMemoryLimitBytes));
    }

    [Fact]
    public void A_window_without_a_tick_has_no_share_and_idle_time_that_goes_back_does_no_harm()
    {
        _proc.WriteMachine("100 0 100 700 100 0 0 0 0 0");
        using var reader = new MachineReader(_proc.Root, pressure: false, group: null);
        var sample = new MachineSample();
        reader.Read(ref sample);
        reader.Read(ref sample);
        Assert.True(double.IsNaN(sample.CpuPercent));

        _proc.WriteMachine("200 0 100 690 100 0 0 0 0 0");
        reader.Read(ref sample);

        Assert.Equal(100, sample.CpuPercent);
    }

    [Fact]
    public void Without_proc_it_says_what_is_missing()
    {
        var fault = Assert.Throws<PlatformNotSupportedException>(() => new MachineReader("/no/proc", false, null));

        Assert.Contains("/no/proc/stat is missing", fault.Message);
    }
}
