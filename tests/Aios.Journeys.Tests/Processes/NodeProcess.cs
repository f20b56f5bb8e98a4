using System.Text.Json;
using Aios.Journeys.Tests.Log;

namespace Aios.Journeys.Tests.Processes;

/// <summary>A node that is up, seen from outside; what is left of it is gone after disposal, its folder included when it is its own.</summary>
internal sealed class NodeProcess : IAsyncDisposable
{
    /// <summary>What a journey writes acts at once and as often as it asks: what holds playbooks back has journeys of its own.</summary>
    private static readonly Dictionary<string, string> Loose = new()
    {
        ["AIOS__PLAYBOOKS__SHADOW"] = "false",
        ["AIOS__SAFETY__CIRCUIT__TRIGGERS"] = "1000",
        ["AIOS__SAFETY__CIRCUIT__FAILURES"] = "1000",
        ["AIOS__SAFETY__FUSE__FAILURES"] = "1000",
        ["AIOS__SAFETY__BLAST_RADIUS__TARGETS"] = "1000",
        ["AIOS__SAFETY__STORM__RUNS"] = "1000",
    };

    private readonly Child _child;
    private readonly TemporaryFolder? _own;

    private NodeProcess(Child child, string data, TemporaryFolder? own) => (_child, Data, _own) = (child, data, own);

    public string Data { get; }
    public int Pid => _child.Pid;
    public Child Child => _child;

    /// <summary>A node in a folder of its own.</summary>
    public static Task<NodeProcess> Up(params string[] words)
    {
        var folder = new TemporaryFolder();
        return Up(folder.FullPath, words, null, folder);
    }

    /// <summary>A node in this folder; returns when it says READY.</summary>
    public static Task<NodeProcess> In(string data, string[]? words = null, IReadOnlyDictionary<string, string>? variables = null) =>
        Up(data, words ?? [], variables, null);

    /// <summary>Runs a verb against this node's folder.</summary>
    public Task<Ended> Run(params string[] words) => Cli.Run([.. words, "--data", Data]);

    public Task<Ended> End() => Guarded(() => _child.End());

    public Task<Ended> Terminate()
    {
        _child.Signal(Native.Terminate);
        return End();
    }

    /// <summary>As a power cut for the process: nothing of it runs on.</summary>
    public Task Kill()
    {
        _child.Signal(Native.Kill);
        return _child.End();
    }

    public Task<NodeSocket> Connect() => NodeSocket.Connect(Data);

    /// <summary>The first event on record that fits, now or later.</summary>
    public Task<JsonElement> Event(string what, Func<JsonElement, bool> fits, long after = 0, TimeSpan? patience = null) =>
        Guarded(async () =>
        {
            using var socket = await Connect();
            return await socket.Event(what, fits, after, patience);
        });

    public Task<JsonElement> Event(string type, long after = 0) => Event(type, each => each.Type() == type, after);

    public Task<string> Line(string what, Func<string, bool> fits) => _child.Line(what, fits);

    /// <summary>Waits for a line in the node's log file.</summary>
    public Task<string> LogLine(string part) => NodeLogFile.Line(Data, part);

    public IReadOnlyList<JsonElement> Events() => EventsOnDisk.Read(Data);

    public async ValueTask DisposeAsync()
    {
        await _child.DisposeAsync();
        _own?.Dispose();
    }

    private static async Task<NodeProcess> Up(
        string data,
        string[] words,
        IReadOnlyDictionary<string, string>? variables,
        TemporaryFolder? own
    )
    {
        var given = new Dictionary<string, string>(Loose);
        foreach (var (name, value) in variables ?? new Dictionary<string, string>())
            given[name] = value;
        var node = new NodeProcess(Child.Start(AiosExecutable.Path, ["up", "--data", data, .. words], given), data, own);
        try
        {
            await node._child.Line("READY", line => line.StartsWith("READY ", StringComparison.Ordinal));
            return node;
        }
        catch
        {
            await node.DisposeAsync();
            throw;
        }
    }

    private async Task<T> Guarded<T>(Func<Task<T>> body)
    {
        try
        {
            return await body();
        }
        catch (JourneyException error)
        {
            throw new JourneyException($"{error.Message}\n=== node\n{_child.Told()}\n=== log\n{NodeLogFile.Tail(Data)}");
        }
    }
}
