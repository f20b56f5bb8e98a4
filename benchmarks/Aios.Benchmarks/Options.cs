using System.Globalization;

namespace Aios.Benchmarks;

/// <param name="Rounds">How often each question is asked; figures are medians.</param>
/// <param name="Commit">Of the code that is measured; null: asked from git.</param>
internal sealed record Options(IReadOnlyList<Question> Questions, int Rounds, bool Save, string? Commit)
{
    private const int Usual = 5;

    public static (Options? Options, string? Fault) Parse(IReadOnlyList<string> words, IReadOnlyList<Question> known)
    {
        var names = string.Join(", ", known.Select(question => question.Name));
        var (chosen, rounds, save, commit) = (new List<Question>(), Usual, false, default(string));
        for (var at = 0; at < words.Count; at++)
        {
            var next = at + 1 < words.Count ? words[at + 1] : null;
            switch (words[at])
            {
                case "all":
                    chosen.AddRange(known);
                    break;
                case "--save":
                    save = true;
                    break;
                case "--rounds":
                    if (!int.TryParse(next, NumberStyles.None, CultureInfo.InvariantCulture, out rounds) || rounds is < 1 or > 1000)
                        return (null, $"--rounds is '{next}'; allowed is a number from 1 to 1000");
                    at++;
                    break;
                case "--commit":
                    if (next is null)
                        return (null, "--commit needs the id of a commit");
                    commit = next;
                    at++;
                    break;
                default:
                    if (
                        known.FirstOrDefault(question => question.Name.Equals(words[at], StringComparison.OrdinalIgnoreCase)) is not { } one
                    )
                        return (null, $"'{words[at]}' is no question; there are: {names}, all; or: bdn --filter PATTERN");
                    chosen.Add(one);
                    break;
            }
        }
        if (save && rounds < Usual)
            return (null, $"--rounds is {rounds}; a result that is saved is the median of at least {Usual}");
        return chosen.Count == 0
            ? (null, $"which question? {names}, all; then --rounds N, --save, --commit ID; or: bdn --filter PATTERN")
            : (new Options([.. chosen.Distinct()], rounds, save, commit), null);
    }
}
