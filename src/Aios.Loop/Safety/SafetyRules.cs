using Aios.Loop.Conditions;
using Aios.Loop.Effects;
using Aios.Loop.Vocabulary;

namespace Aios.Loop.Safety;

/// <summary>Whether a playbook that fits may act, and under which condition. Every no names the values that it rests on.</summary>
public static class SafetyRules
{
    /// <summary>The one question, asked for each candidate that fits its event.</summary>
    /// <param name="target">What the run would act on.</param>
    /// <param name="scope">The event as conditions see it.</param>
    /// <param name="now">Milliseconds since the Unix epoch.</param>
    public static SafetyVerdict Judge(Guard guard, PlaybookFacts playbook, string target, Event fact, IConditionScope scope, long now)
    {
        var (state, orders, settings) = (guard.State, guard.Orders, guard.Settings);
        if (Ordered(orders, playbook, fact, scope, now) is { } order)
            return new SafetyVerdict.Against(order);
        if (playbook.MostRisk > Risk.Read && TargetRules.Against(playbook.Shape.Scope, guard.Targets, fact) is { } foreign)
            return new SafetyVerdict.Against(foreign);
        if (!IsTrusted(orders, settings, playbook))
            return new SafetyVerdict.Shadow($"it only watches until somebody enables it: aios playbooks enable {playbook.Id}");
        if (Counted(guard, playbook, target, now) is { } bound)
            return new SafetyVerdict.Against(bound);
        var doubles = DoublesCooldown(state, settings, playbook.Id);
        return Blown(state, settings, playbook, now) is { } why
            ? new SafetyVerdict.NeedsApproval(ApprovalNeed.One, why) { DoublesCooldown = doubles }
            : new SafetyVerdict.Allow { DoublesCooldown = doubles };
    }

    /// <summary>What its shape and what people ordered make of it.</summary>
    public static PlaybookStanding StandingOf(OrdersState orders, SafetySettings settings, PlaybookFacts playbook) =>
        !playbook.Enabled || orders.Disabled.ContainsKey(playbook.Id.Value) ? PlaybookStanding.Disabled
        : orders.FreezeOf(playbook.Id) is not null ? PlaybookStanding.Frozen
        : IsTrusted(orders, settings, playbook) ? PlaybookStanding.Enabled
        : PlaybookStanding.Shadow;

    /// <summary>It is what came with the executable or what a person enabled, or no more than that.</summary>
    public static bool IsTrusted(OrdersState orders, SafetySettings settings, PlaybookFacts playbook) =>
        !settings.Shadow
        || (playbook.Shipped is { } shipped && playbook.Shape.IsCoveredBy(shipped))
        || (orders.Enabled.TryGetValue(playbook.Id.Value, out var trusted) && playbook.Shape.IsCoveredBy(trusted));

    /// <summary>It succeeded so seldom that its cooldown counts twice.</summary>
    public static bool DoublesCooldown(SafetyState state, SafetySettings settings, PlaybookId playbook) =>
        state.Outcomes.TryGetValue(playbook, out var outcomes)
        && outcomes.Length >= settings.CooldownRuns
        && outcomes.Count(verified => verified) < settings.CooldownSuccess * outcomes.Length;

    /// <summary>A cooldown that counts twice, at most a day.</summary>
    public static long Doubled(long cooldownMs) =>
        Math.Max(cooldownMs, Math.Min(cooldownMs * 2, (long)SafetySettings.LongestCooldown.TotalMilliseconds));

    /// <summary>More runs than a person would look on at.</summary>
    /// <returns>Why, or null when there is no storm.</returns>
    public static string? StormOf(SafetyState state, OrdersState orders, SafetySettings settings, long now) =>
        state.Starts.Count > settings.StormRuns
        && state.Starts[^(settings.StormRuns + 1)] is var first
        && first > orders.ThawedAt(now)
        && IsWithin(first, now, settings.StormWithin)
            ? $"more than {settings.StormRuns} runs within {Faults.Text(settings.StormWithin)}"
            : null;

    /// <summary>Two playbooks that undo each other on a target.</summary>
    /// <returns>Both, or null when there are none.</returns>
    public static (PlaybookId One, PlaybookId Other)? OscillationOf(
        SafetyState state,
        OrdersState orders,
        SafetySettings settings,
        string target,
        long now
    )
    {
        if (!state.Turns.TryGetValue(target, out var turns))
            return null;
        var last = turns.Length - 1;
        var first = last - settings.OscillationTurns;
        if (first < 0 || !IsWithin(turns[first].At, now, settings.OscillationWithin))
            return null;
        for (var i = first + 1; i <= last; i++)
            if (turns[i].Playbook == turns[i - 1].Playbook || (i > first + 1 && turns[i].Playbook != turns[i - 2].Playbook))
                return null;
        var (one, other) = (turns[last - 1].Playbook, turns[last].Playbook);
        return turns[first].At > orders.ThawedAt(now, one, other) ? (one, other) : null;
    }

    private static string? Ordered(OrdersState orders, PlaybookFacts playbook, Event fact, IConditionScope scope, long now)
    {
        if (!playbook.Enabled)
            return "it is disabled";
        if (orders.Disabled.TryGetValue(playbook.Id.Value, out var disabled))
            return $"it is disabled {OrdersRules.Told(disabled)}";
        if (orders.FrozenAll is { } all)
            return $"everything is frozen {OrdersRules.Told(all)}";
        if (orders.Frozen.TryGetValue(playbook.Id.Value, out var frozen))
            return $"it is frozen {OrdersRules.Told(frozen)}";
        return orders.Silences.FirstOrDefault(silence => silence.Covers(fact, scope, now)) is { } silence
            ? $"silenced by {silence.Id} until {Utc.Text(silence.UntilWall)}: {Shown.Clean(silence.Reason)}"
            : null;
    }

    private static string? Counted(Guard guard, PlaybookFacts playbook, string target, long now)
    {
        var (state, orders, settings) = (guard.State, guard.Orders, guard.Settings);
        var circuit = CircuitRules.Of(state, settings, new CircuitKey(playbook.Id, target), now);
        if (circuit.Phase == CircuitPhase.Open)
            return $"its circuit on {Shown.Clean(target)} is open for another {Seconds(circuit.Until - now)} s: {circuit.Why}";
        if (circuit.Phase == CircuitPhase.Probing)
            return $"its circuit on {Shown.Clean(target)} is half open, and one run tries already";
        if (StormOf(state, orders, settings, now) is { } storm)
            return $"storm: {storm}";
        if (OscillationOf(state, orders, settings, target, now) is { } pair && (pair.One == playbook.Id || pair.Other == playbook.Id))
            return $"{pair.One} and {pair.Other} took turns on {Shown.Clean(target)} {settings.OscillationTurns} times within "
                + Faults.Text(settings.OscillationWithin);
        return playbook.MostRisk > Risk.Read ? Reached(state, settings, playbook.Id, target, now) : null;
    }

    private static string? Reached(SafetyState state, SafetySettings settings, PlaybookId playbook, string target, long now)
    {
        if (!state.Reached.TryGetValue(playbook, out var reached))
            return null;
        var others = reached
            .Where(pair => pair.Key != target && now - pair.Value < (long)settings.BlastWithin.TotalMilliseconds)
            .Select(pair => pair.Key)
            .Order(StringComparer.Ordinal)
            .ToList();
        if (others.Count < settings.BlastTargets)
            return null;
        var named = string.Join(", ", others.Take(3).Select(Shown.Clean)) + (others.Count > 3 ? ", …" : "");
        return $"it acted on {others.Count} other targets within {Faults.Text(settings.BlastWithin)} ({named}); {settings.BlastTargets} are allowed";
    }

    private static string? Blown(SafetyState state, SafetySettings settings, PlaybookFacts playbook, long now)
    {
        if (playbook.MostRisk == Risk.Read)
            return null;
        var fuse = FuseRules.Of(state, settings, now);
        if (fuse.IsBlown(now))
            return $"the fuse is blown until {Utc.Text(fuse.Until)}: {fuse.Failures.Count} failures lately";
        return fuse.IsBlownFor(playbook.Id, now) ? $"its fuse is blown until {Utc.Text(fuse.Playbooks[playbook.Id])}" : null;
    }

    // What is to come far away was said by a clock that has gone back since.
    private static bool IsWithin(long at, long now, TimeSpan window) => Math.Abs(now - at) < (long)window.TotalMilliseconds;

    private static long Seconds(long ms) => (ms + 999) / 1000;
}
