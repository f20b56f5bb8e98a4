using System.Globalization;
using System.Text;

namespace Aios.Benchmarks.Report;

/// <summary><c>benchmarks/results/NAME.md</c>: figures with everything that is needed to take them again.</summary>
internal static class ResultFile
{
    public static string Write(Answer answer, MachineNote machine)
    {
        var folder = Path.Combine(Repository.Root, "benchmarks", "results");
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, answer.Question + ".md");
        File.WriteAllText(path, Text(answer, machine));
        return Path.GetRelativePath(Repository.Root, path);
    }

    private static string Text(Answer answer, MachineNote machine)
    {
        var text = new StringBuilder()
            .Append(CultureInfo.InvariantCulture, $"# {answer.Question}\n\n")
            .Append("    dotnet run -c Release --project benchmarks/Aios.Benchmarks -- ")
            .Append(CultureInfo.InvariantCulture, $"{answer.Question} --rounds {answer.Rounds} --save\n\n")
            .Append(CultureInfo.InvariantCulture, $"- {DateTime.UtcNow:yyyy-MM-dd HH:mm} UTC, commit {machine.Commit}\n")
            .Append(CultureInfo.InvariantCulture, $"- {machine.Cores} cores, {machine.Model}, Linux {machine.Kernel}, {machine.Runtime}\n")
            .Append(CultureInfo.InvariantCulture, $"- load average {answer.LoadBefore} before, {answer.LoadAfter} after; ")
            .Append(CultureInfo.InvariantCulture, $"{answer.Took.TotalSeconds:0} s; median of {answer.Rounds} rounds\n")
            .Append("- ratio: figure ÷ baseline, both taken in the same round\n\n")
            .Append("| | median | min – max | unit | baseline | ratio | goal | |\n|---|--:|--:|---|---|--:|---|---|\n");
        foreach (var figure in answer.Figures)
        {
            var goals = Goals.For(figure.Name).ToList();
            text.Append(CultureInfo.InvariantCulture, $"| {figure.Name} | {Numbers.Text(figure.Median)} ")
                .Append(CultureInfo.InvariantCulture, $"| {Numbers.Text(figure.Least)} – {Numbers.Text(figure.Most)} | {figure.Unit} ")
                .Append(CultureInfo.InvariantCulture, $"| {figure.Baseline} | {(figure.Ratio is { } ratio ? Numbers.Text(ratio) : "")} ")
                .Append(CultureInfo.InvariantCulture, $"| {string.Join("; ", goals.Select(goal => goal.Text))} ")
                .Append(
                    CultureInfo.InvariantCulture,
                    $"| {string.Join("; ", goals.Select(goal => goal.IsMet(figure) ? "met" : "missed"))} |\n"
                );
        }
        return text.ToString();
    }
}
