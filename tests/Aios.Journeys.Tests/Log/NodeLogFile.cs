using Aios.Journeys.Tests.Processes;

namespace Aios.Journeys.Tests.Log;

/// <summary>The node's log for people, in <c>logs/</c>.</summary>
internal static class NodeLogFile
{
    /// <summary>The first line that holds the text, now or as soon as it is written.</summary>
    public static async Task<string> Line(string data, string part)
    {
        var found = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var watch = new FileSystemWatcher(Path.Combine(data, "logs")) { NotifyFilter = NotifyFilters.LastWrite | NotifyFilters.Size };
        watch.Changed += (_, _) => Look();
        watch.EnableRaisingEvents = true;
        Look();
        return await found.Task.Waiting(Child.Patience, () => $"'{part}' in the log:\n{Tail(data)}");

        void Look()
        {
            if (Read(data).FirstOrDefault(line => line.Contains(part, StringComparison.Ordinal)) is { } line)
                found.TrySetResult(line);
        }
    }

    public static string Tail(string data) => string.Join('\n', Read(data).TakeLast(60));

    private static IEnumerable<string> Read(string data)
    {
        var folder = Path.Combine(data, "logs");
        if (!Directory.Exists(folder))
            return [];
        return Directory.GetFiles(folder).Order(StringComparer.Ordinal).SelectMany(ReadFile);
    }

    // The node has it open for writing.
    private static IEnumerable<string> ReadFile(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var reader = new StreamReader(file);
        while (reader.ReadLine() is { } line)
            yield return line;
    }
}
