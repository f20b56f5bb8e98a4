namespace Aios.Benchmarks.Report;

/// <summary>An answer on 80 columns.</summary>
internal static class Table
{
    public static IEnumerable<string> Of(Answer answer)
    {
        yield return "";
        yield return $"{Left(answer.Question, 37)}{Right("median", 10)} {Left("unit", 11)}{Right("ratio", 6)} {Left("goal", 9)}";
        foreach (var figure in answer.Figures)
        {
            var goals = Goals.For(figure.Name).ToList();
            yield return Line(figure, goals.FirstOrDefault());
            if (figure.Baseline is { } baseline)
                yield return $"  baseline {baseline}";
            foreach (var further in goals.Skip(1))
                yield return $"{Left("  and", 66)}{Verdict(figure, further)}";
        }
    }

    private static string Line(Figure figure, Goal? goal)
    {
        var ratio = figure.Ratio is { } value ? Numbers.Text(value) : "";
        var name = figure.Name.Length <= 37 ? "" : figure.Name + "\n";
        return $"{name}{Left(name.Length > 0 ? "" : figure.Name, 37)}{Right(Numbers.Text(figure.Median), 10)} {Left(figure.Unit, 11)}{Right(ratio, 6)} {(goal is null ? "" : Verdict(figure, goal))}".TrimEnd();
    }

    private static string Verdict(Figure figure, Goal goal) => $"{Left(goal.Text, 9)}{(goal.IsMet(figure) ? "met" : "MISS")}";

    private static string Left(string text, int width) => text.PadRight(width);

    private static string Right(string text, int width) => text.PadLeft(width);
}
