namespace Aios.Architecture.Tests.Deploy;

public sealed class UnitSpecs
{
    private static readonly string Shipped = UnitFolder.Shipped("aios.service");

    [UnitFact]
    public void The_watching_profile_is_exposed_by_at_most_2()
    {
        using var unit = new UnitFolder(Shipped);
        var (within, report) = unit.Exposure(20);

        Assert.True(within, report);
        Assert.Contains("Overall exposure level", report);
    }

    [UnitFact]
    public void With_every_repair_right_it_stays_within_2_and_a_half()
    {
        using var unit = new UnitFolder(Shipped, "repair-processes.conf", "repair-folders.conf");
        var (within, report) = unit.Exposure(25);

        Assert.True(within, report);
    }

    [UnitFact]
    public void Systemd_finds_no_fault_in_the_unit_and_its_drop_ins()
    {
        using var unit = new UnitFolder(Shipped, "repair-processes.conf", "repair-folders.conf");

        Assert.Equal("", unit.Faults());
    }

    [UnitFact]
    public void A_looser_unit_is_caught()
    {
        using var unit = new UnitFolder(
            Shipped.Replace("NoNewPrivileges=yes", "").Replace("ProtectSystem=strict", "").Replace("SystemCallFilter=", "# ")
        );

        Assert.False(unit.Exposure(20).Within);
    }

    [UnitFact]
    public void A_misspelt_key_is_caught()
    {
        using var unit = new UnitFolder(Shipped.Replace("WatchdogSec=", "WatchDogSecs="));

        Assert.Contains("WatchDogSecs", unit.Faults());
    }

    [Theory]
    [InlineData("Type=notify")]
    [InlineData("WatchdogSec=")]
    [InlineData("StateDirectory=aios")]
    [InlineData("KillMode=mixed")]
    [InlineData("TimeoutStopSec=30s")]
    [InlineData("Restart=on-failure")]
    [InlineData("MemoryMax=")]
    [InlineData("TasksMax=")]
    [InlineData("ProtectProc=default")]
    [InlineData("SystemCallFilter=sched_setaffinity capset")]
    [InlineData("ExecStart=/usr/local/bin/aios up")]
    public void What_the_runtime_counts_on_is_set(string line) => Assert.Contains($"\n{line}", Shipped);

    [Theory]
    [InlineData("repair-processes.conf", "CAP_KILL")]
    [InlineData("repair-processes.conf", "CAP_SYS_NICE")]
    [InlineData("repair-folders.conf", "ReadWritePaths=")]
    public void A_right_to_repair_stands_in_its_drop_in_only(string dropIn, string right)
    {
        Assert.Contains(right, UnitFolder.Shipped(dropIn));
        Assert.DoesNotContain(right, Shipped);
    }
}
