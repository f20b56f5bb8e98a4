namespace Aios.Node.Verbs;

/// <summary>The members of every kind of item, as <c>name:type</c>; a <c>?</c> marks those that may be absent.</summary>
internal static class Schemas
{
    private const string Run =
        "id:text playbook:text version:int title:text phase:text over:bool target:text priority:text event_seq:int event_id:text "
        + "event_type:text trace_id:text? planned_at:text updated_at:text deadline_at:text step:text? attempt:int reason:text? "
        + "age_ms:int left_ms:int? approval:text?";

    private const string Playbook =
        "id:text version:int title:text enabled:bool on:text when:text? risk:text confidence:number cooldown_ms:int planned:int "
        + "verified:int failed:int cooling_groups:int standing:text targets:text origin:text";

    private const string Actor =
        "path:text depth:int kind:text mailbox:int processed:int restarts:int last_failure:text? slowest_message:text? slowest_ms:number";

    private const string Approval =
        "id:text run:text playbook:text version:int target:text step:text? state:text need:text signed_by:list text:text asked_at:text "
        + "expires_at:text left_ms:int? decided_at:text? decided_by:text? why:text?";

    private const string Effect =
        "id:text run:text step:text attempt:int state:text kind:text action:text risk:text idempotent:bool timeout_ms:int "
        + "intent_at:text unknown_at:text? outcome_at:text? result:text? source:text? detail:text? exit_code:int? duration_ms:int?";

    private const string Decision =
        "id:text seq:int at:text stage:text context:text chosen:text? rationale:text confidence:number? outcome:text run:text?";

    private const string WholeDecision =
        Decision
        + " options:list policy:text? cause:text? trace_id:text? stakeholders:list tags:list consequences:list outcome_why:text? version:int "
        + "links:list";

    private const string Incident =
        "id:text family:text target:text phase:text severity:text count:int opened_at:text resolved_at:text? runs:int reopenings:int "
        + "time_to_detect_ms:int time_to_recover_ms:int? acknowledged_by:text? reason:text?";

    private const string Trial =
        "playbook:text seq:int event_id:text type:text timestamp:int decided_at:text events:list matches:bool against:text? "
        + "when:text? readings:list plan:object?";

    private const string Token = "id:text name:text role:text state:text created_at:text created_by:text expires_at:text? revoked_at:text?";

    private const string Beat = "cpu_percent:number? memory_percent:number? load1:number fullest_disk_percent:number?";

    public static IReadOnlyDictionary<string, string> Members { get; } =
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["aios.status/1"] =
                "node:text incarnation:int pid:int version:text data:text started_at:text last_seq:int score:number level:text "
                + "runs_active:int playbooks_enabled:int playbooks_loaded:int playbooks_shadow:int frozen:list alerts_standing:int alerts_critical:int "
                + "trouble:list incidents_open:int incidents_unacknowledged:int",
            ["aios.score/1"] = "score:number score_ppm:int level:text parts:list?",
            ["aios.queue/1"] =
                "standing:text since:text? by:text? reason:text? policy:text lanes:list waiting:list waiting_for_slots:list running:list "
                + "max_concurrent:int checkpoint:int last_seen:int in_log:int passed:int dispatched:int shed:int superseded:int "
                + "cancelled:int",
            ["aios.queue_standing/1"] = "standing:text since:text by:text reason:text steps_running:int waiting:int",
            ["aios.queue_change/1"] = "verb:text applied:bool count:int left:int reason:text? events:list",
            ["aios.sensors/1"] = "sensor:text state:text reading:text at:text? fault:text?",
            ["aios.actors/1"] = Actor,
            ["aios.actor/1"] = Actor + " suspended:bool refused:int bands:list children:list",
            ["aios.mailboxes/1"] = "path:text mailbox:int bands:list per_second:number processed:int refused:int",
            ["aios.heartbeat/1"] = "line:text ok:bool window_ms:number duration_ms:number " + Beat + " readings:list? alerts:list",
            ["aios.heartbeat_stats/1"] =
                "day:text? beats:int at:text line:text? ok:bool score:number? runs_verified:int? last_ms:number p50_ms:number p99_ms:number "
                + "max_ms:number alerts:int? "
                + Beat,
            ["aios.heartbeat_history/1"] = "at:text beats:int p50_ms:number? p99_ms:number? max_ms:number?",
            ["aios.maintenance/1"] =
                "archived:list deleted:list metric_days_deleted:list plain_bytes:int archive_bytes:int held:list "
                + "decisions_deleted:int effects_deleted:int duration_ms:number",
            ["aios.snapshots/1"] = "actor:text id:text seq:int at:text",
            ["aios.snapshot_actors/1"] = "actor:text from_seq:int last_seq:int snapshots:int fixed:text?",
            ["aios.rollback/1"] =
                "actor:text applied:bool seq:int? from_seq:int to_seq:int at:text differences:list undo:text? reason:text?",
            ["aios.emit/1"] = "seq:int id:text type:text severity:text priority:text duplicate:bool",
            ["aios.events/1"] =
                "seq:int id:text type:text source:text timestamp:int severity:text priority:text trace_id:text? cause_id:text? "
                + "node:text epoch:int payload:object?",
            ["aios.import/1"] = "lines:int imported:int known:int rejected:int rejected_file:text?",
            ["aios.verify/1"] =
                "records:int first_seq:int last_seq:int last_hash:text torn_bytes:int intact:bool fault:object? state:object?",
            ["aios.playbooks/1"] = Playbook,
            ["aios.playbook/1"] =
                Playbook
                + " group_by:list when_busy:text own_only:bool timeout_ms:int deadline_ms:int? retries:int steps:list gate:text otherwise:list",
            ["aios.runs/1"] = Run,
            ["aios.run/1"] = Run + " steps:list gate:text ladder:list done:list put_back:list not_undone:list history:list",
            ["aios.approvals/1"] = Approval,
            ["aios.approval/1"] = Approval + " code:text? hash:text trace_id:text? run_phase:text? steps:list otherwise:list",
            ["aios.effects/1"] = Effect,
            ["aios.effect/1"] = Effect + " trace_id:text? output:text? run_phase:text?",
            ["aios.decisions/1"] = Decision,
            ["aios.decision/1"] = WholeDecision + " before:list",
            ["aios.decision_export/1"] = WholeDecision + " markdown:text",
            ["aios.decision_stats/1"] = "count:int applied:int refused:int trouble:text? full_text:bool by_stage:list",
            ["aios.incidents/1"] = Incident,
            ["aios.incident/1"] =
                Incident
                + " first_event:text first_sign_at:text last_at:text acknowledged_at:text? answers:list links:list cut:bool trace_id:text?",
            ["aios.why/1"] = "kind:text id:text title:text trace_id:text? cut:bool links:list",
            ["aios.why_not/1"] =
                "playbook:text event_seq:int event_id:text event_type:text answers:bool reason:text answered:bool? reason_then:text? "
                + "decision:text? decided_at:text? run:text? same:bool",
            ["aios.trace/1"] = "seq:int id:text cause_id:text? depth:int at:text stage:text type:text text:text trace_id:text?",
            ["aios.backup/1"] = "folder:text records:int last_seq:int last_hash:text effects:int decisions:int",
            ["aios.restore/1"] = "folder:text node:text from_node:text records:int last_seq:int runs_cancelled:int effects_unknown:int",
            ["aios.checks/1"] = "check:text state:text found:text remedy:text?",
            ["aios.bench/1"] = "way:text beats:int p50_ms:number p99_ms:number bytes_per_beat:int times_slower:number",
            ["aios.version/1"] = "version:text runtime:text os:text architecture:text",
            ["aios.help/1"] =
                "name:text palette:text summary:text effect:text role:text scope:text streams:bool secret:bool takes_long:bool schema:text members:text "
                + "example:text arguments:list",
            ["aios.answer_schema/1"] =
                "$schema:text title:text description:text type:text properties:object required:list additionalProperties:bool",
            ["aios.completion/1"] = "shell:text script:text",
            ["aios.config_diff/1"] = "key:text value:text default:text? origin:text",
            ["aios.config_key/1"] =
                "key:text type:text range:text? value:text default:text origin:text file_value:text? file_origin:text? variable:text meaning:list",
            ["aios.order/1"] = "said:text",
            ["aios.silences/1"] =
                "id:text type:text source:text? target:text? when:text? from:text until:text active:bool reason:text by:text",
            ["aios.circuits/1"] = "playbook:text target:text phase:text since:text until:text? why:text",
            ["aios.fuse/1"] = "blown:bool until:text? playbooks:list failures:list failures_allowed:int window_ms:int",
            ["aios.targets/1"] = "kind:text target:text there:bool? found:text",
            ["aios.tokens/1"] = Token,
            ["aios.token/1"] = Token + " secret:text",
            ["aios.office_url/1"] = "url:text role:text expires_at:text",
            ["aios.audit/1"] =
                "seq:int at:text person:text detail:text role:text action:text arguments:text code:int error:text? trace_id:text?",
            ["aios.audit_check/1"] = "intact:bool records:int entries:int last_seq:int last_hash:text fault:text?",
            ["aios.up/1"] = "line:text",
            ["aios.demo/1"] = "line:text",
            ["aios.playbook_test/1"] = Trial,
            ["aios.playbook_run/1"] = Trial,
            ["aios.playbook_schema/1"] =
                "$schema:text $id:text title:text description:text type:text required:list properties:object additionalProperties:bool $defs:object",
            ["aios.lint/1"] = "file:text id:text? state:text findings:list",
            ["aios.playbook_import/1"] =
                "file:text line:int column:int shape:text? id:text? state:text playbooks:list written:list in_the_way:text? "
                + "translated:list not_translated:list",
        };
}
