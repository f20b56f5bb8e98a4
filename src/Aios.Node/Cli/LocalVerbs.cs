using Aios.Loop.Ports;
using Aios.Loop.Surface.Verbs;
using Aios.Node.Cli.Completion;
using Aios.Node.Cli.Doctor;
using Aios.Node.Cli.Heartbeat;
using Aios.Node.Cli.Local;
using Aios.Node.Verbs;

namespace Aios.Node.Cli;

/// <summary>One call of a verb in this process, without a node.</summary>
/// <param name="DataPath">Full path of the data folder; it need not exist.</param>
/// <param name="IsDataNamed">By <c>--data</c>, not by the environment or by default.</param>
/// <param name="Cancel">Cancelled by the first SIGINT or SIGTERM; the second ends the process at once.</param>
internal sealed record LocalCall(
    string DataPath,
    bool IsDataNamed,
    VerbArguments Arguments,
    IVerbOutput Output,
    TimeProvider Clock,
    CancellationToken Cancel
)
{
    /// <summary>For a bar that moves while the verb runs; null when nobody looks.</summary>
    public TextWriter? Bar { get; init; }
}

internal delegate Task<VerbEnd> LocalHandler(LocalCall call);

/// <summary>Which code answers which local verb. A local verb without code is not offered.</summary>
internal sealed class LocalVerbs
{
    private readonly Dictionary<string, LocalHandler> _handlers = new(StringComparer.Ordinal)
    {
        ["heartbeat"] = OwnHeartbeat.Beat,
        ["bench heartbeat"] = HeartbeatBench.Measure,
        ["events query"] = EventsQuery.Query,
        ["events export"] = EventsExport.Export,
        ["events import"] = EventsImport.Import,
        ["events verify"] = EventsVerify.Verify,
        ["doctor"] = DoctorVerb.Check,
        ["version"] = VersionVerb.Tell,
        ["help"] = call => HelpList.Tell(call.Arguments, call.Output, VerbRegistry.All),
        ["schema"] = AnswerSchema.Print,
        ["completion"] = CompletionVerb.Print,
        ["config diff"] = ConfigDiff.Show,
        ["config explain"] = ConfigExplain.Show,
        ["playbooks lint"] = PlaybooksLint.Lint,
        ["playbooks test"] = PlaybooksTest.Test,
        ["playbooks schema"] = PlaybooksSchema.Print,
        ["playbooks import"] = PlaybooksImport.Import,
    };

    private readonly HashSet<string> _outliving = new(StringComparer.Ordinal);

    /// <summary>Offers a verb whose code lives elsewhere: <c>up</c>, <c>demo</c>, <c>config check</c>.</summary>
    /// <param name="outlivesReader">It goes on when nobody takes its output; else a reader that leaves ends it.</param>
    public LocalVerbs With(string name, LocalHandler handler, bool outlivesReader = false)
    {
        if (outlivesReader)
            _outliving.Add(name);
        if (VerbRegistry.Get(name).Scope != VerbScope.Local)
            throw new ArgumentException($"'{name}' runs in the node, not in this process", nameof(name));
        _handlers[name] = handler;
        return this;
    }

    public LocalHandler? Find(string name) => _handlers.GetValueOrDefault(name);

    public bool OutlivesReader(string name) => _outliving.Contains(name);

    public bool Offers(VerbEntry entry) => entry.Scope != VerbScope.Local || _handlers.ContainsKey(entry.Name);
}
