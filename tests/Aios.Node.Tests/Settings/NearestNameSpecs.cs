using Aios.Node.Settings;

namespace Aios.Node.Tests.Settings;

public sealed class NearestNameSpecs
{
    [Theory]
    [InlineData("stpes", "steps")]
    [InlineData("verfy", "verify")]
    [InlineData("id", "id")]
    [InlineData("", null)]
    [InlineData("something-else", null)]
    public void Only_a_near_name_is_suggested(string name, string? expected)
    {
        Assert.Equal(expected, NearestName.Of(name, ["id", "steps", "verify"]));
    }

    [Fact]
    public void Without_names_there_is_no_suggestion()
    {
        Assert.Equal("", NearestName.Hint("x", []));
    }
}
