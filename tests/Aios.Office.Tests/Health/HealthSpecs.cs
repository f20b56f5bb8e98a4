namespace Aios.Office.Tests.Health;

public sealed class HealthSpecs
{
    [Fact]
    public async Task A_living_process_says_so_to_anybody()
    {
        await using var office = await RunningOffice.Start();
        Assert.Equal("ok\n", await office.Client.GetStringAsync("/healthz"));
    }
}
