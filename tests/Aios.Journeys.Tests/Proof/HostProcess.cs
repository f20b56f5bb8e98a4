using System.Globalization;
using Aios.Journeys.Tests.Processes;

namespace Aios.Journeys.Tests.Proof;

/// <summary>The journal alone in a process, under strace: what it does with a data folder, and what it said of it.</summary>
/// <param name="words">What it is to do: <c>append run 2 1 1</c>, without the folder, which comes after the first word.</param>
internal sealed class HostProcess(string data, string words)
{
    public const int Killed = 137;

    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "Aios.Journal.Host.dll");

    private string[] Command => [Program, .. words.Split(' ').SelectMany((word, at) => at == 0 ? (string[])[word, data] : [word])];

    public string Data => data;

    /// <summary>Every call that changes something on a disk, of every thread, on its way to its end.</summary>
    public async Task<IReadOnlyList<CrashPoint>> Points()
    {
        using var folder = new TemporaryFolder();
        var trace = folder.PathOf("trace");
        var ended = (await Traced(["-f", "-y", "-o", trace, "-e", $"trace={CrashPoint.Calls}"])).With(0);
        return CrashPoint.Read(File.ReadLines(trace), HostAnswer.Of(ended).Threads, Path.GetDirectoryName(data)!);
    }

    /// <summary>Kills it at this point.</summary>
    public async Task<HostAnswer> KillAt(CrashPoint point)
    {
        string[] kill = ["-e", $"trace={point.Call}", "-e", $"inject={point.Call}:signal=KILL:when={point.Number}"];
        var ended = point.Thread switch
        {
            CrashPoint.Main => await Traced(["-o", "/dev/null", .. kill]),
            CrashPoint.Sqlite => await Traced(["-f", "-o", "/dev/null", "-P", data + CrashPoint.WriteAheadLog, .. kill]),
            _ => await Watched((_, threads) => ["-p", $"{threads[point.Thread]}", .. kill]),
        };
        return HostAnswer.Of(ended.With(Killed));
    }

    /// <summary>From when it is open on something happens to calls of all of its threads.</summary>
    /// <param name="injection">As strace writes it: <c>fsync:error=EIO</c>.</param>
    public async Task<(int Code, HostAnswer Answer)> Suffer(string injection)
    {
        var calls = injection.Split(':')[0];
        var ended = await Watched((pid, _) => ["-f", "-p", $"{pid}", "-e", $"trace={calls}", "-e", $"inject={injection}"]);
        return (ended.Code, HostAnswer.Of(ended));
    }

    /// <summary>Runs it; when this is acknowledged, something happens, after which it must end with refusals.</summary>
    public async Task<HostAnswer> Run(string acknowledged, Action happens)
    {
        await using var child = Child.Start("dotnet", Command);
        await child.Line(acknowledged, line => line == acknowledged);
        happens();
        return HostAnswer.Of((await child.End()).With(1));
    }

    public async Task<HostAnswer> Run()
    {
        await using var child = Child.Start("dotnet", Command);
        return HostAnswer.Of((await child.End()).With(0));
    }

    private async Task<Ended> Traced(string[] options)
    {
        await using var child = Child.Start("strace", ["-qq", .. options, "dotnet", .. Command]);
        return await child.End();
    }

    /// <summary>It waits until it is watched.</summary>
    private async Task<Ended> Watched(Func<int, IReadOnlyDictionary<string, int>, string[]> options)
    {
        await using var child = Child.Start("dotnet", Command, isSpokenTo: true);
        await child.Line("the host to be open", line => line == "# open");
        await using var strace = Child.Start("strace", ["-o", "/dev/null", .. options(child.Pid, HostAnswer.Of(child.Output).Threads)]);
        await strace.ErrorLine("strace to be attached", line => line.Contains(" attached", StringComparison.Ordinal));
        child.GoOn();
        return await child.End();
    }
}

/// <summary>What the host wrote to standard output.</summary>
/// <param name="Acked">Ids, in order.</param>
/// <param name="Refused">Appends that failed, or what belongs to them.</param>
/// <param name="Applied">The last record whose number is in the database.</param>
internal sealed record HostAnswer(IReadOnlyList<string> Acked, int Refused, long Applied, IReadOnlyDictionary<string, int> Threads)
{
    public static HostAnswer Of(Ended ended) => Of(ended.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries));

    public static HostAnswer Of(IReadOnlyList<string> lines) =>
        new(
            [.. lines.Where(line => line[0] != '#')],
            lines.Count(line => line.StartsWith("# refused ", StringComparison.Ordinal)),
            lines.Where(line => line.StartsWith("# applied ", StringComparison.Ordinal)).Select(line => Number(line, 2)).LastOrDefault(),
            lines
                .Where(line => line.StartsWith("# thread ", StringComparison.Ordinal))
                .Where(line => line.Contains(" aios-", StringComparison.Ordinal))
                .ToDictionary(line => line.Split(' ')[3], line => Number(line, 2))
        );

    private static int Number(string line, int word) => int.Parse(line.Split(' ')[word], CultureInfo.InvariantCulture);
}
