using Aios.Loop.Surface.Verbs;
using Aios.Node.Verbs.Handlers;

namespace Aios.Node.Verbs;

/// <summary>Which code answers which verb inside the node.</summary>
internal static class NodeVerbs
{
    public static IReadOnlyDictionary<string, NodeHandler> Handlers { get; } =
        new Dictionary<string, NodeHandler>(StringComparer.Ordinal)
        {
            ["help"] = HelpHandler.Tell,
            ["status"] = StatusHandler.Status,
            ["score"] = ScoreHandler.Score,
            ["queue ls"] = QueueHandler.List,
            ["queue pause"] = QueueControlHandler.Pause,
            ["queue drain"] = QueueControlHandler.Drain,
            ["queue resume"] = QueueControlHandler.Resume,
            ["queue cancel"] = QueueControlHandler.Cancel,
            ["queue requeue"] = QueueControlHandler.Requeue,
            ["sensors ls"] = SensorHandler.List,
            ["actor hierarchy"] = ActorHandler.Hierarchy,
            ["actor path"] = ActorHandler.Path,
            ["actor mailbox"] = ActorHandler.Mailbox,
            ["heartbeat stats"] = HeartbeatHandler.Stats,
            ["heartbeat watch"] = HeartbeatHandler.Watch,
            ["heartbeat history"] = HeartbeatHandler.History,
            ["doctor"] = DoctorHandler.Check,
            ["maintenance run"] = MaintenanceHandler.Run,
            ["snapshots ls"] = RollbackHandler.Snapshots,
            ["snapshots actors"] = RollbackHandler.Actors,
            ["rollback"] = RollbackHandler.Rollback,
            ["events emit"] = EmitHandler.Emit,
            ["events query"] = EventQueryHandler.Query,
            ["events tail"] = TailHandler.Tail,
            ["playbooks ls"] = PlaybookHandler.List,
            ["playbooks show"] = PlaybookHandler.Show,
            ["playbooks run"] = DryRunHandler.Run,
            ["runs ls"] = RunHandler.List,
            ["runs show"] = RunHandler.Show,
            ["decisions ls"] = DecisionHandler.List,
            ["decisions search"] = DecisionHandler.List,
            ["decisions show"] = DecisionHandler.Show,
            ["decisions stats"] = DecisionHandler.Stats,
            ["decisions export"] = DecisionHandler.Export,
            ["backup"] = BackupHandler.Make,
            ["runs cancel"] = RunHandler.Cancel,
            ["runs retry-rollback"] = RunHandler.RetryRollback,
            ["approvals ls"] = ApprovalHandler.List,
            ["approvals show"] = ApprovalHandler.Show,
            ["approvals approve"] = ApprovalHandler.Approve,
            ["approvals deny"] = ApprovalHandler.Deny,
            ["effects ls"] = EffectHandler.List,
            ["effects show"] = EffectHandler.Show,
            ["effects resolve"] = EffectHandler.Resolve,
            ["incidents ls"] = IncidentHandler.List,
            ["incidents show"] = IncidentHandler.Show,
            ["incidents ack"] = IncidentHandler.Acknowledge,
            ["why"] = ExplainHandler.Why,
            ["why-not"] = ExplainHandler.WhyNot,
            ["traces show"] = ExplainHandler.Trace,
            ["playbooks enable"] = OrderHandler.Enable,
            ["playbooks disable"] = OrderHandler.Disable,
            ["freeze"] = OrderHandler.Freeze,
            ["thaw"] = OrderHandler.Thaw,
            ["silences ls"] = SilenceHandler.List,
            ["silences add"] = SilenceHandler.Add,
            ["silences rm"] = SilenceHandler.Remove,
            ["circuits ls"] = SafetyHandler.Circuits,
            ["circuits reset"] = OrderHandler.ResetCircuits,
            ["fuse show"] = SafetyHandler.Fuse,
            ["fuse reset"] = OrderHandler.ResetFuse,
            ["targets ls"] = SafetyHandler.Targets,
            ["office url"] = TokenHandler.OfficeUrl,
            ["tokens ls"] = TokenHandler.List,
            ["tokens create"] = TokenHandler.Create,
            ["tokens revoke"] = TokenHandler.Revoke,
            ["audit query"] = AuditHandler.Query,
            ["audit verify"] = AuditHandler.Verify,
        };

    /// <summary>Those that a running node answers, in the order of help.</summary>
    public static IReadOnlyList<VerbEntry> Offered { get; } = [.. VerbRegistry.All.Where(entry => Handlers.ContainsKey(entry.Name))];
}
