using Aios.Testing;
using Xunit.Abstractions;

namespace Aios.Actors.Tests.Embedded.Simulated.Runs;

/// <summary>
/// A node that answers one event ends at every write, sync and commit between the event and the end of its run, before it and behind it, by a
/// kill and by a power cut; the next one takes the run to the one end that is right.
/// </summary>
public sealed class RunCutSpecs(ITestOutputHelper output)
{
    public static TheoryData<string> Shapes => [.. RunShape.All.Select(shape => shape.Name)];

    [Fact]
    public void Undisturbed_every_shape_ends_as_it_should_and_after_some_cuts_too() => Check(RunShape.All, every: 67);

    [Theory]
    [Trait("Category", "Slow")]
    [MemberData(nameof(Shapes))]
    public void From_every_write_of_a_run_the_one_right_end_is_reached(string shape) =>
        Check([RunShape.All.Single(each => each.Name == shape)], every: 1);

    private void Check(IReadOnlyList<RunShape> shapes, int every)
    {
        var evidence = new Evidence(output, "cuts of a run");
        var (existing, visited, faults) = (0, 0, new List<string>());
        foreach (var shape in shapes)
        foreach (var (cut, powerCut) in PointsOf(RunLife.WritesOf(shape)))
        {
            if (existing++ % every != 0)
                continue;
            visited++;
            if (RunLife.FaultOf(shape, cut, powerCut) is { } fault)
                faults.Add($"{shape}, {cut}, {(powerCut ? "power cut" : "kill")}: {fault}");
        }
        evidence.Write(
            new
            {
                Shapes = string.Join(", ", shapes.Select(shape => shape.Name)),
                Visited = visited,
                Points = existing,
                Violations = faults.Count,
            }
        );
        Assert.True(faults.Count == 0, string.Join("\n", faults.Take(5)));
    }

    private static IEnumerable<(CutPoint Cut, bool PowerCut)> PointsOf(IReadOnlyList<string> writes)
    {
        for (var number = 1; number <= writes.Count; number++)
        {
            yield return (new CutPoint(number, IsAfter: false), false);
            // What a file keeps of a write that was not synced; of a commit nothing is left out.
            if (writes[number - 1] == "sync")
                yield return (new CutPoint(number, IsAfter: false), true);
            if (writes[number - 1] == "write")
                yield return (new CutPoint(number, IsAfter: true), true);
            if (writes[number - 1] != "open")
                yield return (new CutPoint(number, IsAfter: true), false);
        }
    }
}
