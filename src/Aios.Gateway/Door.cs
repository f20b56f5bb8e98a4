using System.Diagnostics;
using Aios.Loop.Effects;
using Aios.Loop.Ports;
using Aios.Loop.Vocabulary;

namespace Aios.Gateway;

/// <summary>The only way to change anything outside: intent on record, then the effect, then the outcome on record.</summary>
public sealed class Door
{
    /// <summary>How long after an attempt's time-out an adapter is waited for; ending a process tree takes at most 2 s.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    public static readonly TimeSpan MaxTimeout = TimeSpan.FromDays(1);

    /// <summary>What is one line for people has an end, and a record that holds it fits into the log. Characters.</summary>
    public const int LongestDetail = 4_096;

    internal const string TraceName = "Aios.Gateway";
    private static readonly ActivitySource Trace = new(TraceName);

    private const ConfigureAwaitOptions Yielding = ConfigureAwaitOptions.ForceYielding | ConfigureAwaitOptions.ContinueOnCapturedContext;

    private readonly IEffectLedger _ledger;
    private readonly TimeProvider _time;
    private readonly Dictionary<string, IEffectAdapter> _adapters;
    private readonly Bulkhead _reads;
    private readonly Dictionary<EffectId, Task<EffectOutcome>> _underWay = [];
    private readonly Dictionary<(string Kind, EffectResult Result), long> _ended = [];

    /// <param name="adapters">One for each kind of action that is possible here.</param>
    /// <param name="maxReads">Probes that may run at the same time, 1 to 1,000.</param>
    public Door(IEffectLedger ledger, TimeProvider time, IEnumerable<IEffectAdapter> adapters, int maxReads = 8)
    {
        _ledger = ledger;
        _time = time;
        _adapters = adapters.ToDictionary(adapter => adapter.Kind);
        _reads = new Bulkhead(maxReads);
        // What never happened yet is known, and a count of 0.
        foreach (var kind in _adapters.Keys)
            _ended[(kind, EffectResult.Ok)] = 0;
    }

    /// <summary>Never throws and cannot be cancelled: every failure is an outcome, and the outcome of what was begun is on record.</summary>
    /// <remarks>
    /// Whoever asks for what is under way gets its one outcome. What was begun before and is not under way is not begun again unless it is
    /// idempotent: the answer is <see cref="EffectResult.Unrecorded"/>, and the ledger says what is known of it.
    /// </remarks>
    public Task<EffectOutcome> Execute(EffectIntent intent)
    {
        lock (_underWay)
        {
            if (_underWay.TryGetValue(intent.Id, out var begun))
                return begun;
            var attempt = CarryOut(intent);
            if (!attempt.IsCompleted)
                _underWay[intent.Id] = attempt;
            return attempt;
        }
    }

    /// <summary>Attempts that ended here, by kind of action and result.</summary>
    public IReadOnlyList<(string Kind, EffectResult Result, long Count)> Ended()
    {
        lock (_ended)
            return [.. _ended.Select(each => (each.Key.Kind, each.Key.Result, each.Value))];
    }

    /// <summary>The attempt with this id while this door carries it out; null when it does not.</summary>
    public Task<EffectOutcome>? UnderWay(EffectId effect)
    {
        lock (_underWay)
            return _underWay.GetValueOrDefault(effect);
    }

    private async Task<EffectOutcome> CarryOut(EffectIntent intent)
    {
        try
        {
            var outcome = await Attempt(intent);
            lock (_ended)
                _ended[(intent.Action.Kind, outcome.Result)] = _ended.GetValueOrDefault((intent.Action.Kind, outcome.Result)) + 1;
            return outcome;
        }
        finally
        {
            lock (_underWay)
                _underWay.Remove(intent.Id);
        }
    }

    private async Task<EffectOutcome> Attempt(EffectIntent intent)
    {
        using var activity = Begin("effect", intent.Action, intent.TraceId);
        activity?.SetTag("aios.effect", intent.Id.Value);
        var began = _time.GetTimestamp();
        if (ScopeRules.Refuse(intent) is { } refusal)
            return Outcome(intent, refusal, began);
        try
        {
            // Whatever follows must not run on the thread of the one who asks. No actor has a context but in a simulation, which stays with it.
            await _ledger.RecordIntent(intent).ConfigureAwait(Yielding);
        }
        catch (Exception error)
        {
            var why = $"not done: the intent is not on record: {error.Message}";
            return Outcome(intent, new AdapterResult(EffectResult.Unrecorded, why), began);
        }
        var outcome = Outcome(intent, await Act(intent.Action, intent.Timeout, adapter => adapter.Do(intent)), began);
        activity?.SetTag("aios.result", outcome.Result.ToString());
        try
        {
            await _ledger.RecordOutcome(outcome);
            return outcome;
        }
        catch (Exception error)
        {
            return outcome with { Detail = $"{outcome.Detail}; the outcome is not on record: {error.Message}" };
        }
    }

    /// <summary>Asks a probe how an effect ended that nobody saw the end of; a plain answer is on record before it is given.</summary>
    public async Task<ProbeAnswer> Settle(EffectIntent intent, PlannedProbe probe)
    {
        var seen = await Read(
            new Probe(
                $"effect/{intent.Id}",
                new EffectAction.RunProcess(probe.Arguments),
                Risk.Read,
                TimeSpan.FromMilliseconds(probe.TimeoutMs),
                intent.TraceId
            )
        );
        if (ProbeAnswer.ResultOf(seen) is not { } result)
            return new ProbeAnswer(null, $"the probe cannot tell: {seen.Detail}");
        var happened = result == EffectResult.Ok ? "happened" : "did not happen";
        var detail = $"the probe says that it {happened}: {seen.Detail}";
        var outcome = new EffectOutcome(intent.Id, result, detail, seen.ExitCode, seen.Output, 0, OutcomeSource.Probe);
        try
        {
            await _ledger.RecordOutcome(outcome);
            return new ProbeAnswer(outcome, detail);
        }
        catch (Exception error)
        {
            return new ProbeAnswer(null, $"{detail}; that is not on record: {error.Message}");
        }
    }

    /// <summary>Looks at something outside. Never throws, is not on record, not cached, not repeated.</summary>
    public async Task<AdapterResult> Read(Probe probe)
    {
        using var activity = Begin("read", probe.Action, probe.TraceId);
        activity?.SetTag("aios.probe", probe.Name);
        if (probe.Risk != Risk.Read)
            return Refused($"the probe {probe.Name} has risk {probe.Risk.ToString().ToLowerInvariant()}; a probe must have risk read");
        if (probe.Action is not EffectAction.RunProcess)
            return Refused($"the probe {probe.Name} is a {probe.Action.Kind}; a probe must be a process that changes nothing");
        if (TimeoutFault(probe.Timeout) is { } fault)
            return Refused(fault);
        using var place = await _reads.Enter(probe.Timeout).ConfigureAwait(Yielding);
        if (place is null)
            return new AdapterResult(
                EffectResult.Timeout,
                $"not done: {_reads.Places} probes run already; none ended within {probe.Timeout}"
            );
        return await Act(probe.Action, probe.Timeout, adapter => adapter.Do(probe.Action, probe.Timeout));
    }

    private async Task<AdapterResult> Act(EffectAction action, TimeSpan timeout, Func<IEffectAdapter, Task<AdapterResult>> act)
    {
        if (TimeoutFault(timeout) is { } fault)
            return Refused(fault);
        try
        {
            if (!_adapters.TryGetValue(action.Kind, out var adapter))
                return Refused($"nothing here does a {action.Kind}; possible are {string.Join(", ", _adapters.Keys.Order())}");
            return await act(adapter).WaitAsync(timeout + Patience, _time);
        }
        catch (TimeoutException)
        {
            return new AdapterResult(EffectResult.Timeout, $"no answer within {timeout + Patience}; it may still be going on");
        }
        catch (Exception error)
        {
            return new AdapterResult(EffectResult.Error, $"{error.GetType().Name}: {error.Message}");
        }
    }

    private static string? TimeoutFault(TimeSpan timeout) =>
        timeout > TimeSpan.Zero && timeout <= MaxTimeout ? null : $"the time-out is {timeout}; it must be more than 0 and at most 24 hours";

    private static AdapterResult Refused(string why) => new(EffectResult.Refused, why);

    private EffectOutcome Outcome(EffectIntent intent, AdapterResult result, long began) =>
        new(
            intent.Id,
            result.Result,
            result.Detail.Length > LongestDetail ? $"{result.Detail.AsSpan(0, LongestDetail)}…" : result.Detail,
            result.ExitCode,
            result.Output,
            (long)_time.GetElapsedTime(began).TotalMilliseconds
        );

    private static Activity? Begin(string name, EffectAction action, string? traceId)
    {
        var known = traceId is { Length: 32 } && traceId.All(char.IsAsciiHexDigitLower);
        var parent = known
            ? new ActivityContext(ActivityTraceId.CreateFromString(traceId), ActivitySpanId.CreateRandom(), ActivityTraceFlags.Recorded)
            : default;
        return Trace.StartActivity($"{name} {action.Kind}", ActivityKind.Client, parent);
    }
}
