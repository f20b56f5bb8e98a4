using Aios.Testing;
using Xunit.Abstractions;

namespace Aios.Loop.Tests.Effects.Cuts;

/// <summary>
/// The log keeps records, not appends: the end of a node may cut between any two facts of one decision. From every such place a run goes on
/// to an end that is right: verified, or nothing of it is left; never half, never for ever.
/// </summary>
public sealed class CutSpecs(ITestOutputHelper output)
{
    private int _lives;

    [Fact]
    public void Unharmed_every_run_ends_as_it_should()
    {
        foreach (var story in Story.All())
            Live(story, Blow.None, 0, default);
        output.WriteLine($"{_lives} lives");
    }

    [Theory]
    [InlineData(Blow.None, 2)]
    [InlineData(Blow.Cancel, 17)]
    [InlineData(Blow.Deadline, 17)]
    internal void From_every_record_of_every_append_of_some_runs_the_right_end_is_reached(Blow blow, int every) => Check(blow, every);

    [Theory]
    [Trait("Category", "Slow")]
    [InlineData(Blow.None)]
    [InlineData(Blow.Cancel)]
    [InlineData(Blow.Deadline)]
    internal void From_every_record_of_every_append_of_all_runs_the_right_end_is_reached(Blow blow) => Check(blow, every: 1);

    private void Check(Blow blow, int every)
    {
        var evidence = new Evidence(output, "every cut of a run");
        foreach (var story in Story.All().Where((_, number) => number % every == 0))
            for (var turn = 0; ; turn++)
            {
                var whole = Live(story, blow, turn, default);
                for (var append = 1; append <= whole.Appends.Count; append++)
                for (var kept = 0; kept <= whole.Appends[append - 1]; kept++)
                    Harm(story, blow, turn, append, kept);
                if (blow == Blow.None || !whole.WasStruck)
                    break;
            }
        evidence.Write(
            new
            {
                Blow = $"{blow}",
                Every = every,
                Lives = _lives,
                WrongEnds = 0,
            }
        );
    }

    private void Harm(Story story, Blow blow, int turn, int append, int kept)
    {
        foreach (var isLong in (bool[])[false, true])
            if (Live(story, blow, turn, new Cut(append, kept, Loss.Happened, isLong)).WasLost)
            {
                Live(story, blow, turn, new Cut(append, kept, Loss.NotHappened, isLong));
                Live(story, blow, turn, new Cut(append, kept, Loss.Kept, isLong));
            }
    }

    private CutLife Live(Story story, Blow blow, int turn, Cut cut)
    {
        _lives++;
        var life = new CutLife(story, blow, turn, cut);
        var fault = life.Live();
        Assert.True(fault is null, $"{story}, {blow} at turn {turn}, {cut}: {fault}\n  {string.Join("\n  ", life.State.History)}");
        return life;
    }
}
