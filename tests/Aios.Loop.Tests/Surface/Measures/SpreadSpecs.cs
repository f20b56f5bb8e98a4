using Aios.Loop.Surface.Measures;

namespace Aios.Loop.Tests.Surface.Measures;

public sealed class SpreadSpecs
{
    [Fact]
    public void A_value_lies_within_its_bound_and_every_larger_one()
    {
        var spread = new Spread(1, 2);
        foreach (var value in (double[])[0.5, 1, 1.5, 7])
            spread.Add(value);

        var (parts, sum) = spread.Read();

        Assert.Equal([(1, 2L), (2, 3L), (double.PositiveInfinity, 4L)], parts);
        Assert.Equal(10, sum);
    }

    [Fact]
    public void To_add_allocates_nothing()
    {
        var spread = Spread.OfAnswers();
        spread.Add(0.1);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1_000; i++)
            spread.Add(i);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }
}
