using System.Text;

namespace Aios.Platform.Hocon;

/// <summary>Path expressions: names parted by dots, a name with other characters in quotes.</summary>
internal static class HoconPath
{
    public static IReadOnlyList<string> Parse(string text, HoconOrigin origin)
    {
        var scanner = new HoconScanner(text, origin);
        var parts = Read(scanner, origin);
        scanner.SkipBlanks();
        return scanner.AtEnd ? parts : throw scanner.Fail($"{scanner.Found} is not allowed in a path; put the name in quotes");
    }

    /// <summary>Reads up to the first character that cannot belong to a path. Blanks inside a name count, blanks around the path do not.</summary>
    public static IReadOnlyList<string> Read(HoconScanner scanner, HoconOrigin start)
    {
        var parts = new List<string>();
        var part = new StringBuilder();
        var named = false;
        while (true)
        {
            var blanks = scanner.SkipBlanks();
            if (scanner.Current == '"')
            {
                part.Append(named ? blanks : "").Append(scanner.ReadQuoted());
                named = true;
            }
            else if (scanner.IsUnquoted)
            {
                if (named && scanner.Current != '.')
                    part.Append(blanks);
                foreach (var letter in scanner.ReadUnquoted())
                {
                    if (letter != '.')
                    {
                        part.Append(letter);
                        named = true;
                        continue;
                    }
                    Close(parts, part, named, start);
                    named = false;
                }
            }
            else
            {
                Close(parts, part, named, start);
                return parts;
            }
        }
    }

    private static void Close(List<string> parts, StringBuilder part, bool named, HoconOrigin start)
    {
        if (!named)
        {
            var where = parts.Count == 0 ? "a name is missing" : $"a name is missing after '{string.Join('.', parts)}.'";
            throw new HoconException($"{where}; a path is names parted by single dots, such as aios.heartbeat.interval", start);
        }
        parts.Add(part.ToString());
        part.Clear();
        if (parts.Count > HoconParser.MaxDepth)
            throw new HoconException(
                $"the path has more than {HoconParser.MaxDepth} names; at most {HoconParser.MaxDepth} are allowed",
                start
            );
    }
}
