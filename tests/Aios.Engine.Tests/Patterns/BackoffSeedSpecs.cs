using Aios.Engine.Timing;

namespace Aios.Engine.Tests.Patterns;

public sealed class BackoffSeedSpecs
{
    [Fact]
    public void The_same_seed_draws_the_same()
    {
        Assert.Equal(Draws(7), Draws(7));
        Assert.NotEqual(Draws(7), Draws(8));
        Assert.All(Draws(7), draw => Assert.InRange(draw, 0, 1));
    }

    private static double[] Draws(long seed)
    {
        var chance = new Chance(seed);
        return [.. Enumerable.Range(0, 20).Select(_ => chance.Next())];
    }
}
