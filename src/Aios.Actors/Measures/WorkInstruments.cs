using System.Diagnostics.Metrics;
using System.Text.Json;
using Aios.Actors.Safety;
using Aios.Actors.Spine;
using Aios.Loop.Effects;
using Aios.Loop.Safety;
using Aios.Loop.Scheduling;
using Aios.Loop.Surface.Measures;
using Aios.Loop.Vocabulary;

namespace Aios.Actors.Measures;

/// <summary>What the loop tells of its work to whoever measures the node.</summary>
/// <param name="memory">What the log says.</param>
/// <param name="standing">What people ordered.</param>
/// <param name="asked">What the actors answered last.</param>
public sealed class WorkInstruments(Memory memory, StandingOrders standing, SafetySettings settings, Shell shell, Func<AskedFigures> asked)
{
    /// <param name="scope">The node that it belongs to.</param>
    public Meter Of(object scope)
    {
        var meter = new Meter(new MeterOptions("Aios.Actors") { Scope = scope });
        Queue(meter);
        Runs(meter);
        Safeguards(meter);
        Judged(meter);
        Machine(meter);
        return meter;
    }

    private void Queue(Meter meter)
    {
        meter.Levels(
            "aios_queue_events",
            "Events that wait, by priority; P0 goes first.",
            () => ByPriority(queue => queue.Depth.Select(depth => (double)depth))
        );
        meter.Levels(
            "aios_queue_oldest_age_seconds",
            "How long the oldest waiting event has waited, by priority; 0 when none waits.",
            () => ByPriority(queue => queue.OldestWaitMs.Select(ms => ms / 1_000.0))
        );
        Sum("aios_queue_dispatched_total", "Events that were handed to the reactor.", queue => queue.Dispatched);
        Sum(
            "aios_queue_shed_total",
            "Events that left the queue unanswered, because they waited too long or it was full.",
            queue => queue.Shed
        );
        Sum("aios_queue_superseded_total", "Events that left the queue because a later one said the same.", queue => queue.Superseded);
        Sum("aios_queue_cancelled_total", "Events that a person took out of the queue.", queue => queue.Cancelled);
        meter.Level("aios_slots_used", "Slots for steps that are in use.", () => asked().Queue?.Running.Count);
        meter.Level("aios_slots_limit", "Slots for steps.", () => asked().Queue?.MaxConcurrent);

        void Sum(string name, string help, Func<SchedulingProtocol.Queue, long> read) =>
            meter.Totals(name, help, () => asked().Queue is { } queue ? [new Measurement<double>(read(queue))] : []);
    }

    private IEnumerable<Measurement<double>> ByPriority(Func<SchedulingProtocol.Queue, IEnumerable<double>> read) =>
        asked().Queue is { } queue
            ? read(queue).Select((value, priority) => Instruments.With(value, "priority", ((Priority)priority).Text()))
            : [];

    private void Runs(Meter meter)
    {
        var phases = Enum.GetValues<RunPhase>();
        meter.Levels(
            "aios_runs_active",
            "Runs that are not over, by state.",
            () =>
            {
                var active = memory.Current.ActiveRuns.Values.CountBy(run => run.Phase).ToDictionary();
                return phases
                    .Where(phase => !phase.IsTerminal())
                    .Select(phase => Instruments.With(active.GetValueOrDefault(phase), "state", phase.Text()));
            }
        );
        meter.Totals(
            "aios_runs_ended_total",
            "Runs that ended, by their end.",
            () => phases.Where(phase => phase.IsTerminal()).Select(phase => Instruments.With(memory.Runs.Ended(phase), "end", phase.Text()))
        );
        meter.Spreads("aios_run_duration_seconds", "From the plan of a run to its end.", () => [(memory.Runs.Took, [])]);
        meter.Level("aios_approvals_waiting", "Approvals that nobody has answered yet.", () => asked().ApprovalsOpen);
        meter.Level("aios_incidents_open", "Incidents that are not over.", () => memory.Current.Incidents.OpenCount);
        meter.Level(
            "aios_incidents_unacknowledged",
            "Incidents that are not over and that nobody looks after.",
            () => memory.Current.Incidents.Open.Count(incident => incident.Acknowledgement is null)
        );
        meter.Levels(
            "aios_alerts_standing",
            "Alerts of sensors that stand, by severity.",
            () =>
            {
                var raised = memory.Current.Alerts.Raised.Values.CountBy(alert => alert.Event.Severity).ToDictionary();
                return Enum.GetValues<Severity>().Select(each => Instruments.With(raised.GetValueOrDefault(each), "severity", each.Text()));
            }
        );
    }

    private void Safeguards(Meter meter)
    {
        meter.Levels(
            "aios_circuits",
            "Pairs of playbook and target that are held back, by phase of their circuit.",
            () =>
            {
                var found = CircuitRules
                    .NotClosed(memory.Current.Safety, settings, shell.Now.Wall)
                    .CountBy(each => each.Phase)
                    .ToDictionary();
                return Enum.GetValues<CircuitPhase>()
                    .Where(phase => phase != CircuitPhase.Closed)
                    .Select(phase => Instruments.With(found.GetValueOrDefault(phase), "phase", Snake(phase)));
            }
        );
        meter.Level(
            "aios_fuse_blown",
            "1 while everything needs a person's yes because too much failed.",
            () => Fuse().IsBlown(shell.Now.Wall) ? 1 : 0
        );
        meter.Level(
            "aios_fuse_blown_playbooks",
            "Playbooks that need a person's yes because they failed too often.",
            () =>
            {
                var (fuse, now) = (Fuse(), shell.Now.Wall);
                return fuse.Playbooks.Keys.Count(playbook => fuse.IsBlownFor(playbook, now));
            }
        );
        meter.Level("aios_frozen", "1 while nothing is executed, by order.", () => standing.Current?.FrozenAll is null ? 0 : 1);
        meter.Level("aios_frozen_playbooks", "Playbooks that are not executed, by order.", () => standing.Current?.Frozen.Count ?? 0);
    }

    private void Judged(Meter meter)
    {
        meter.Level("aios_score_ratio", "How well the node does, 0 to 1.", () => asked().Score?.Score.Value);
        meter.Levels(
            "aios_score_part_ratio",
            "The parts of the score, each 0 to 1.",
            () =>
                asked().Score is { } score ? score.Score.Parts.Select(part => Instruments.With(part.ValuePpm / 1e6, "part", part.Name)) : []
        );
        meter.Levels(
            "aios_decisions_stored",
            "Decisions that are kept, by stage and outcome.",
            () =>
                asked().Decisions is { } kept
                    ? kept.ByStage.Select(each => new Measurement<double>(
                        each.Count,
                        new KeyValuePair<string, object?>("stage", Snake(each.Stage)),
                        new KeyValuePair<string, object?>("outcome", Snake(each.Outcome))
                    ))
                    : []
        );
    }

    private void Machine(Meter meter)
    {
        meter.Level(
            "aios_cpu_usage_ratio",
            "Share of the processors in use, of the machine or of the control group's limit, 0 to 1.",
            () => asked().Heartbeat?.CpuPercent / 100
        );
        meter.Level(
            "aios_memory_usage_ratio",
            "Share of the memory in use, of the machine or of the control group's limit, 0 to 1.",
            () => asked().Heartbeat?.MemoryPercent / 100
        );
        meter.Level(
            "aios_disk_fullest_usage_ratio",
            "Share of the fullest watched disk in use, 0 to 1.",
            () => asked().Heartbeat?.FullestDiskPercent / 100
        );
        meter.Level("aios_load_average", "Load of the machine over a minute.", () => asked().Heartbeat?.Load1);
        meter.Totals(
            "aios_heartbeat_beats_total",
            "Beats of the heart.",
            () => asked().Heartbeat is { } heart ? [new Measurement<double>(heart.Beats)] : []
        );
        meter.Level("aios_heartbeat_last_duration_seconds", "How long the newest beat took.", () => asked().Heartbeat?.LastMs / 1_000);
    }

    private Fuse Fuse() => FuseRules.Of(memory.Current.Safety, settings, shell.Now.Wall);

    private static string Snake<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());
}
