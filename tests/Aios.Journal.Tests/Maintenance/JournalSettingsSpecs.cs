using Aios.Journal.Maintenance;

namespace Aios.Journal.Tests.Maintenance;

public sealed class JournalSettingsSpecs
{
    [Fact]
    public void The_defaults_are_good() => Assert.Empty(JournalSettings.Default.Validate("aios.journal"));

    [Fact]
    public void Every_fault_is_named_with_its_key()
    {
        var wrong = new JournalSettings(400, 31, 0, TimeSpan.FromMinutes(1), 1000);

        Assert.Equal(
            ["plain-days", "keep-days", "metric-days", "maintenance-interval", "reserve"],
            wrong.Validate("aios.journal").Select(fault => fault.Member["aios.journal.".Length..])
        );
    }
}
