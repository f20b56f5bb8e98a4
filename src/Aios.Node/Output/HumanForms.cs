using System.Text.Json;
using Aios.Node.Output.Forms;

namespace Aios.Node.Output;

internal delegate void Form(Page page, IReadOnlyList<JsonElement> items);

/// <summary>How the items of each schema look to people.</summary>
internal static class HumanForms
{
    private static readonly Dictionary<string, Form> Whole = new(StringComparer.Ordinal)
    {
        ["aios.status/1"] = StatusForm.Write,
        ["aios.score/1"] = ScoreForm.Write,
        ["aios.queue/1"] = QueueForm.Write,
        ["aios.queue_standing/1"] = QueueControlForm.Standing,
        ["aios.queue_change/1"] = QueueControlForm.Change,
        ["aios.sensors/1"] = SensorForm.Write,
        ["aios.actors/1"] = ActorForm.Write,
        ["aios.actor/1"] = ActorForm.Show,
        ["aios.mailboxes/1"] = ActorForm.Mailboxes,
        ["aios.heartbeat_stats/1"] = HeartbeatForm.Stats,
        ["aios.heartbeat_history/1"] = HeartbeatForm.History,
        ["aios.playbooks/1"] = PlaybookForm.List,
        ["aios.playbook/1"] = PlaybookForm.Show,
        ["aios.runs/1"] = RunForm.List,
        ["aios.run/1"] = RunForm.Show,
        ["aios.maintenance/1"] = MaintenanceForm.Write,
        ["aios.decisions/1"] = DecisionForm.List,
        ["aios.decision/1"] = DecisionForm.Show,
        ["aios.decision_stats/1"] = DecisionForm.Stats,
        ["aios.backup/1"] = BackupForm.Made,
        ["aios.restore/1"] = BackupForm.Restored,
        ["aios.approvals/1"] = ApprovalForm.List,
        ["aios.approval/1"] = ApprovalForm.Show,
        ["aios.effects/1"] = EffectForm.List,
        ["aios.effect/1"] = EffectForm.Show,
        ["aios.incidents/1"] = IncidentForm.List,
        ["aios.incident/1"] = IncidentForm.Show,
        ["aios.why/1"] = WhyForm.Write,
        ["aios.why_not/1"] = WhyForm.WhyNot,
        ["aios.trace/1"] = WhyForm.Trace,
        ["aios.snapshots/1"] = RollbackForm.Snapshots,
        ["aios.snapshot_actors/1"] = RollbackForm.Actors,
        ["aios.rollback/1"] = RollbackForm.Rollback,
        ["aios.emit/1"] = EventForm.Emitted,
        ["aios.import/1"] = ImportForm.Write,
        ["aios.verify/1"] = VerifyForm.Write,
        ["aios.checks/1"] = CheckForm.Write,
        ["aios.bench/1"] = BenchForm.Write,
        ["aios.order/1"] = SafetyForm.Ordered,
        ["aios.silences/1"] = SafetyForm.Silences,
        ["aios.circuits/1"] = SafetyForm.Circuits,
        ["aios.fuse/1"] = SafetyForm.Fuse,
        ["aios.targets/1"] = SafetyForm.Targets,
        ["aios.tokens/1"] = AccessForm.Tokens,
        ["aios.token/1"] = AccessForm.Token,
        ["aios.office_url/1"] = AccessForm.Url,
        ["aios.audit/1"] = AccessForm.Audit,
        ["aios.audit_check/1"] = AccessForm.Check,
        ["aios.version/1"] = CheckForm.Version,
        ["aios.config_diff/1"] = ConfigForm.Diff,
        ["aios.config_key/1"] = ConfigForm.Explain,
        ["aios.answer_schema/1"] = SchemaForm.Write,
        ["aios.lint/1"] = LintForm.Write,
        ["aios.playbook_test/1"] = TrialForm.Write,
        ["aios.playbook_run/1"] = TrialForm.DryRun,
        ["aios.playbook_schema/1"] = SchemaForm.Write,
        ["aios.playbook_import/1"] = PlaybookImportForm.Write,
    };

    private static readonly Dictionary<string, Action<Page, JsonElement>> Lines = new(StringComparer.Ordinal)
    {
        ["aios.events/1"] = EventForm.Line,
        ["aios.heartbeat/1"] = HeartbeatForm.Line,
        ["aios.decision_export/1"] = DecisionForm.Markdown,
        ["aios.completion/1"] = SchemaForm.Script,
    };

    /// <summary>The form that needs all items, or null.</summary>
    public static Form? Of(string schema) => Whole.GetValueOrDefault(schema);

    /// <summary>The form that writes one item at a time, or null.</summary>
    /// <param name="streams">Beats of a node are lines while they come and a table of figures otherwise.</param>
    public static Action<Page, JsonElement>? LineOf(string schema, bool streams) =>
        streams && schema == "aios.heartbeat_stats/1" ? HeartbeatForm.Line : Lines.GetValueOrDefault(schema);
}
