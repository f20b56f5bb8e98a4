using System.Globalization;
using System.Text;
using System.Text.Json;
using Aios.Loop.Surface.Verbs;
using Aios.Loop.Vocabulary;
using Aios.Node.Cli.Heartbeat;
using Aios.Node.Verbs;

namespace Aios.Node.Cli;

/// <summary>
/// <c>aios heartbeat</c> without the command tree, its packages and without a task: most of a fresh process's time would go there,
/// because code that no ahead-of-time image holds is compiled at its first call.
/// </summary>
internal static class FastPath
{
    /// <summary>Null when the command line is anything else, or has a fault that the command tree explains better.</summary>
    public static int? TryRun(string[] words, Func<Stream> output) =>
        words.Length > 0 && words[0] == "heartbeat" && Options.TryRead(words, out var options) ? Run(options, output()) : null;

    private static int Run(Options options, Stream output)
    {
        var (isWell, at) = (true, 0);
        foreach (var beat in BeatReader.Beats(options.Count, options.IsFull, CancellationToken.None))
        {
            isWell &= beat.IsOk;
            var text = options.IsJson || options.IsLines ? Json(beat, options, at++) : Text(beat, options.IsDebug);
            try
            {
                output.Write(Encoding.UTF8.GetBytes(text));
                output.Flush();
            }
            catch (IOException)
            {
                return ExitCode.Done;
            }
        }
        return isWell ? ExitCode.Done : ExitCode.Unhealthy;
    }

    private static string Text(Beat beat, bool isExplained)
    {
        var text = beat.Line + "\n";
        if (isExplained)
            foreach (var reading in beat.Readings)
                text += "  " + reading.Explanation + "\n";
        return text;
    }

    private static string Json(Beat beat, Options options, int at)
    {
        var item = JsonSerializer.Serialize(OwnHeartbeat.Item(beat, options.IsDebug), LooseJson.Options);
        if (options.IsLines)
            return item + "\n";
        var lead = at == 0 ? JsonOutput.Head(VerbRegistry.Get("heartbeat").Schema) : ",\n";
        return lead + item + (at + 1 == options.Count ? JsonOutput.Tail : "");
    }

    private readonly record struct Options(int Count, bool IsFull, bool IsDebug, bool IsJson, bool IsLines)
    {
        private const int MostBeats = 100_000;

        public static bool TryRead(string[] words, out Options options)
        {
            options = new Options(1, false, false, false, false);
            for (var at = 1; at < words.Length; at++)
                switch (words[at])
                {
                    case "--full":
                        options = options with { IsFull = true };
                        break;
                    case "--debug":
                        options = options with { IsDebug = true };
                        break;
                    case "--json":
                        options = options with { IsJson = true };
                        break;
                    case "--jsonl":
                        options = options with { IsLines = true };
                        break;
                    case "--quiet" or "--no-color":
                        break;
                    case "--count" when at + 1 < words.Length && IsCount(words[at + 1], out var count):
                        options = options with { Count = count };
                        at++;
                        break;
                    default:
                        return false;
                }
            return !(options.IsJson && options.IsLines);
        }

        private static bool IsCount(string text, out int count) =>
            int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out count) && count is >= 1 and <= MostBeats;
    }
}
