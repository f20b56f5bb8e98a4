namespace Aios.Loop.Conditions.Functions;

/// <summary>How large a pattern is once <c>{n,m}</c> is written out, estimated without building it.</summary>
internal static class RegexSize
{
    public const int Max = 1000;

    public static int Of(string pattern)
    {
        var outer = new Stack<int>();
        var (total, last) = (0, 0);
        for (var at = 0; at < pattern.Length; )
        {
            if (pattern[at] == '(')
            {
                outer.Push(total);
                (total, last) = (0, 0);
                at++;
                continue;
            }

            if (pattern[at] == ')' && outer.Count > 0)
            {
                last = total;
                total = Bounded(outer.Pop() + (long)total);
                at++;
            }
            else if (TryRepetition(pattern, at, out var times, out var end))
            {
                total = Bounded(total - last + ((long)last * Math.Max(1, times)));
                last = Bounded((long)last * Math.Max(1, times));
                at = end;
            }
            else
            {
                at = AfterAtom(pattern, at);
                last = 1;
                total = Bounded(total + 1L);
            }
        }

        while (outer.Count > 0)
            total = Bounded(total + (long)outer.Pop());
        return total;
    }

    private static int Bounded(long size) => (int)Math.Min(size, Max + 1);

    private static int AfterAtom(string pattern, int at)
    {
        if (pattern[at] == '\\')
            return Math.Min(at + 2, pattern.Length);
        if (pattern[at] != '[')
            return at + 1;
        // A closing bracket that comes first stands for itself.
        var i = at + 1;
        if (i < pattern.Length && pattern[i] == '^')
            i++;
        if (i < pattern.Length && pattern[i] == ']')
            i++;
        while (i < pattern.Length && pattern[i] != ']')
            i += pattern[i] == '\\' ? 2 : 1;
        return Math.Min(i + 1, pattern.Length);
    }

    private static bool TryRepetition(string pattern, int at, out int times, out int end)
    {
        (times, end) = (0, at);
        if (pattern[at] != '{')
            return false;
        var close = pattern.IndexOf('}', at);
        if (close < 0)
            return false;
        end = close + 1;
        foreach (var bound in pattern[(at + 1)..close].Split(','))
        {
            if (bound.Length > 0 && !bound.All(char.IsAsciiDigit))
                return false;
            if (bound.Length > 0)
                times = Math.Max(times, int.TryParse(bound, out var number) ? Math.Min(number, Max + 1) : Max + 1);
        }

        return true;
    }
}
