using Aios.Loop.Vocabulary;
using Aios.Node.Playbooks;
using Aios.Platform.Hocon;

namespace Aios.Node.Tests.Playbooks;

public sealed class TextPlaceSpecs
{
    [Theory]
    [InlineData("a = word", 1, 3, 1, 7)]
    [InlineData("a = \"word\"", 1, 3, 1, 8)]
    [InlineData("a = \"x\\\"y\\u0041z\"", 1, 5, 1, 16)]
    [InlineData("a = \"\"\"one\ntwo\"\"\"", 2, 2, 2, 2)]
    [InlineData("a = \"\"\"one\ntwo\"\"\"", 1, 2, 1, 9)]
    [InlineData("a = \"word\"", 1, 5, 1, 10)]
    [InlineData("b = 1, a = \"wo\"\"rd\"", 1, 3, 1, 12)]
    public void A_character_is_found_in_its_literal(string source, int line, int column, int expectedLine, int expectedColumn)
    {
        var node = Assert.IsType<HoconScalar>(Hocon.Parse(source, "f").Find("a"));

        Assert.Equal(new Origin("f", expectedLine, expectedColumn), TextPlace.Of(source, node.Origin, node.Text, line, column));
    }
}
