using System.Text.RegularExpressions;

namespace Aios.Loop.Conditions.Functions;

/// <summary>
/// A pattern that matches in time linear in the text: no look-around, no back-reference, and counted repetition that
/// expands to a bounded size, as in RE2.
/// </summary>
internal sealed class RegexPattern
{
    /// <summary>UTF-16 units of text that one match may read.</summary>
    public const int MaxInput = 64 * 1024;

    public const int MaxPattern = 512;

    /// <summary>What compiling one pattern counts for.</summary>
    public const int StepsToCompile = 500;

    // At worst every state of the expanded pattern is visited for every character, at about 0.3 µs each.
    private const int VisitsPerStep = 256;

    private const RegexOptions Options = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant;

    private readonly Regex _regex;
    private readonly int _size;

    private RegexPattern(Regex regex, int size)
    {
        _regex = regex;
        _size = size;
    }

    public string Source => _regex.ToString();

    /// <summary>The compiled pattern, or null and what is wrong with it.</summary>
    public static RegexPattern? Compile(string pattern, out string fault)
    {
        fault = string.Empty;
        var size = RegexSize.Of(pattern);
        if (pattern.Length > MaxPattern)
            fault = $"a pattern has at most {MaxPattern} characters, this one has {pattern.Length}";
        else if (size > RegexSize.Max)
            fault = $"the repetitions of the pattern expand to more than {RegexSize.Max} characters: {Value.Of(pattern)}";
        if (fault.Length > 0)
            return null;
        try
        {
            return new RegexPattern(new Regex(pattern, Options), size);
        }
        catch (NotSupportedException)
        {
            fault = $"a pattern has no look-around, back-reference, condition or atomic group: {Value.Of(pattern)}";
        }
        catch (ArgumentException invalid)
        {
            fault = invalid.Message;
        }

        return null;
    }

    public long StepsFor(string text) => (long)text.Length * _size / VisitsPerStep;

    public bool IsMatch(string text) => _regex.IsMatch(text);
}
