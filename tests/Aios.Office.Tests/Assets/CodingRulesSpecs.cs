using Aios.Office.Assets;

namespace Aios.Office.Tests.Assets;

public sealed class CodingRulesSpecs
{
    [Theory]
    [InlineData("gzip, deflate, br, zstd", "br")]
    [InlineData("gzip", "gzip")]
    [InlineData("*", "br")]
    [InlineData("br;q=0.2, gzip;q=0.8", "gzip")]
    [InlineData("br;q=0, gzip;q=0", "identity")]
    [InlineData("*;q=0", "identity")]
    [InlineData("br;q=0.5, identity", "identity")]
    [InlineData("zstd", "identity")]
    [InlineData("", "identity")]
    [InlineData(";;;", "identity")]
    public void The_smallest_of_the_most_wanted_forms_is_sent(string accepted, string chosen) =>
        Assert.Equal(chosen, CodingRules.Choose([accepted], _ => true));

    [Fact]
    public void A_form_that_was_not_built_is_not_chosen()
    {
        Assert.Equal("gzip", CodingRules.Choose(["br, gzip"], coding => coding == "gzip"));
        Assert.Equal("identity", CodingRules.Choose(["br, gzip"], _ => false));
    }
}
