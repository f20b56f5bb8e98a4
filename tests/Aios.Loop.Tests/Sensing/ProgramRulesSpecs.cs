using Aios.Loop.Sensing;

namespace Aios.Loop.Tests.Sensing;

public sealed class ProgramRulesSpecs
{
    [Theory]
    [InlineData("OK - all well | load1=0.50;5;10 'free space'=81% used=12MB\nmore", "OK - all well", 3)]
    [InlineData("\n  WARNING: hot\n", "WARNING: hot", 0)]
    [InlineData("", "", 0)]
    [InlineData("| =3 a= b=x c=1 c=2", "", 1)]
    public void The_first_line_has_a_text_and_figures(string output, string line, int figures)
    {
        Assert.Equal(line, ProgramRules.Line(output));
        Assert.Equal(figures, ProgramRules.Figures(output).Count);
    }

    [Fact]
    public void Figures_are_numbers_without_their_unit() =>
        Assert.Equal([("load1", 0.5), ("used", 81), ("rta", -1.25)], ProgramRules.Figures("OK|load1=0.50;5;10 used=81% rta=-1.25ms"));

    [Theory]
    [InlineData(0, null)]
    [InlineData(1, null)]
    [InlineData(2, null)]
    [InlineData(3, "it cannot tell (exit code 3)")]
    [InlineData(139, "ended by signal 11")]
    [InlineData(null, "ended by signal 11")]
    public void Only_three_codes_are_a_judgement(int? code, string? unclear) =>
        Assert.Equal(unclear, ProgramRules.Unclear(code, "ended by signal 11"));
}
