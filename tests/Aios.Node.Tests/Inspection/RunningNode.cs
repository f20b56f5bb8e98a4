using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Aios.Loop.Ports;
using Aios.Node.Inspection;
using Aios.Node.Verbs;
using Aios.Platform.Files;

namespace Aios.Node.Tests.Inspection;

/// <summary>The real server behind a real socket in a folder of its own, with fixed answers behind it.</summary>
internal sealed class RunningNode : IAsyncDisposable
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly DirectoryInfo _parent = Directory.CreateTempSubdirectory("aios-node-");
    private readonly SemaphoreSlim _noted = new(0);

    public RunningNode(
        InspectionLimits? settings = null,
        PeerRules? peers = null,
        IInspector? inspector = null,
        TimeSpan? verbTimeout = null
    )
    {
        Folder = DataFolder.OpenOrCreate(Path.Combine(_parent.FullName, "data"));
        Host = new InspectionHost(
            new VerbRunner(Views, inspector ?? Views, Clock, verbTimeout ?? TimeSpan.FromSeconds(30))
            {
                Access = new AccessDesk(Access, new FakeRecord(), () => "http://127.0.0.1:7420"),
            },
            Clock,
            peers ?? PeerRules.OfThisProcess,
            Note
        )
        {
            Settings = settings ?? InspectionLimits.Default,
        };
        Server = InspectionServer.Start(SocketPlace.Claim(Folder, null, PeerRules.OwnUserId), Host);
    }

    public static VerbRunner Verbs(FakeViews views, TimeProvider clock) => new(views, views, clock, TimeSpan.FromSeconds(30));

    public FakeViews Views { get; } = new();

    public FakeAccess Access { get; } = new();

    public ManualClock Clock { get; } = new(FakeViews.Start + 60_000);

    public ConcurrentQueue<AuditLine> Audit { get; } = new();

    /// <summary>The next line of the audit; the node writes it on its own time, a client may be gone by then.</summary>
    public async Task<AuditLine> NextAudit()
    {
        Assert.True(await _noted.WaitAsync(Patience), $"no line of the audit within {Patience}");
        Assert.True(Audit.TryDequeue(out var line));
        return line;
    }

    private void Note(AuditLine line)
    {
        Audit.Enqueue(line);
        _noted.Release();
    }

    public DataFolder Folder { get; }

    public InspectionHost Host { get; }

    public InspectionServer Server { get; }

    public Task<InspectionClient> Connect() => InspectionClient.Connect(Server.Path, CancellationToken.None);

    public static async Task<List<InspectionAnswer>> Ask(InspectionClient client, string verb, string arguments = "{}")
    {
        var given = JsonElement.Parse(arguments).EnumerateObject().ToDictionary(each => each.Name, each => each.Value);
        using var patience = new CancellationTokenSource(Patience);
        var answers = new List<InspectionAnswer>();
        await foreach (var answer in client.Call(verb, given, patience.Token))
            answers.Add(answer);
        return answers;
    }

    public async Task<List<InspectionAnswer>> Ask(string verb, string arguments = "{}")
    {
        using var client = await Connect();
        return await Ask(client, verb, arguments);
    }

    /// <summary>A client that may send anything.</summary>
    public async Task<Socket> ConnectRaw()
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(Server.Path));
        return socket;
    }

    /// <summary>Everything that the node sends until it closes.</summary>
    public static async Task<string> ReadToEnd(Socket socket)
    {
        using var patience = new CancellationTokenSource(Patience);
        var text = new StringBuilder();
        var buffer = new byte[4096];
        try
        {
            while (await socket.ReceiveAsync(buffer, patience.Token) is > 0 and var read)
                text.Append(Encoding.UTF8.GetString(buffer, 0, read));
        }
        catch (SocketException error) when (error.SocketErrorCode == SocketError.ConnectionReset) { }
        return text.ToString();
    }

    /// <summary>The node still answers a well-behaved client.</summary>
    public async Task AssertAlive()
    {
        var end = Assert.IsType<InspectionAnswer.End>((await Ask("status"))[^1]);
        Assert.Equal(0, end.Code);
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        _parent.Delete(recursive: true);
    }
}
