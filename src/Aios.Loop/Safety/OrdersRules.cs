using Aios.Loop.Conditions;
using Aios.Loop.Vocabulary;
using static Aios.Loop.Safety.OrdersProtocol;

namespace Aios.Loop.Safety;

/// <summary>Whether what somebody orders makes sense, and what it means.</summary>
public static class OrdersRules
{
    /// <summary>A silence is over after this at the latest.</summary>
    public static readonly TimeSpan LongestSilence = TimeSpan.FromDays(366);

    /// <summary>So many silences at once.</summary>
    public const int MostSilences = 1_000;

    /// <param name="now">Milliseconds since the Unix epoch.</param>
    public static Decision<IEvent> Decide(OrdersState state, SafetySettings settings, ICommand command, long now) =>
        command switch
        {
            EnablePlaybook { Playbook: var playbook } enable => Enable(state, settings, playbook, enable.By, now),
            DisablePlaybook { Playbook: var playbook } disable => state.Disabled.TryGetValue(playbook.Id.Value, out var since)
                ? No("playbook", playbook.Id.Value, $"it is disabled already, {Told(since)}", "nothing is to be done")
                : Decision<IEvent>.Of(new PlaybookDisabled(playbook.Id.Value, disable.Reason, disable.By, now)),
            Freeze freeze => TakeFreeze(state, freeze, now),
            Thaw thaw => TakeThaw(state, thaw, now),
            AddSilence add => Add(state, add.Asked, now),
            RemoveSilence remove => state.Silences.Any(silence => silence.Id == remove.Id && silence.UntilWall > now)
                ? Decision<IEvent>.Of(new SilenceRemoved(remove.Id, remove.By, now))
                : No("silence", remove.Id, "there is none with this id, or it is over", "'aios silences ls' lists those that hold"),
            _ => throw new InvalidOperationException($"the orders do not know {command.GetType().Name}"),
        };

    private static Decision<IEvent> Enable(OrdersState state, SafetySettings settings, PlaybookFacts playbook, string by, long now)
    {
        var id = playbook.Id.Value;
        if (!playbook.Enabled)
            return No("playbook", id, "its file says enabled = false", "write enabled = true into the file");
        if (state.Disabled.ContainsKey(id) || !SafetyRules.IsTrusted(state, settings, playbook))
            return Decision<IEvent>.Of(new PlaybookEnabled(id, playbook.Shape, by, now));
        return state.FreezeOf(playbook.Id) is { } freeze
            ? No("playbook", id, $"it is enabled, and frozen {Told(freeze)}", "'aios thaw' ends the freeze")
            : No("playbook", id, "it is enabled already", "nothing is to be done");
    }

    private static Decision<IEvent> TakeFreeze(OrdersState state, Freeze freeze, long now)
    {
        var thawedAt = freeze.Playbook is { } thawed ? state.ThawedAt(now, thawed) : state.ThawedAt(now);
        // It was on its way when a person ended what it says.
        if (freeze.RestsOn <= thawedAt)
            return No("freeze", freeze.Playbook?.Value ?? "all", "what led to it was before the newest thaw", "nothing is to be done");
        var known = freeze.Playbook is { } one ? state.Frozen.GetValueOrDefault(one.Value) : state.FrozenAll;
        return known is null
            ? Decision<IEvent>.Of(new Frozen(freeze.Playbook?.Value, freeze.Reason, freeze.By, now))
            : No("freeze", freeze.Playbook?.Value ?? "all", $"it is frozen already, {Told(known)}", "'aios thaw' ends it");
    }

    private static Decision<IEvent> TakeThaw(OrdersState state, Thaw thaw, long now) =>
        (thaw.Playbook is { } one ? state.Frozen.ContainsKey(one.Value) : state.IsAnythingFrozen)
            ? Decision<IEvent>.Of(new Thawed(thaw.Playbook?.Value, thaw.By, now))
        : thaw.Playbook is { } asked && state.FrozenAll is not null
            ? No("thaw", asked.Value, "it is not frozen for itself, everything is", "'aios thaw' without --playbook ends that")
        : No("thaw", thaw.Playbook?.Value ?? "all", "nothing of it is frozen", "'aios status' says what is");

    private static Decision<IEvent> Add(OrdersState state, Silence asked, long now)
    {
        if (asked.UntilWall <= now)
            return No("silence", asked.Type, "its end has passed already", "give --for or an --until that is to come");
        if (asked.UntilWall <= asked.FromWall)
            return No("silence", asked.Type, "it ends before it begins", "give an --until after --from");
        if (asked.UntilWall - Math.Max(now, asked.FromWall) > (long)LongestSilence.TotalMilliseconds)
            return No(
                "silence",
                asked.Type,
                $"it lasts longer than {LongestSilence.TotalDays} days",
                "give it an end; what is never wanted is a playbook to disable"
            );
        if (asked.When is { } when && Condition.Parse(when) is { Condition: null } faulty)
            return No("silence", asked.Type, $"its condition is wrong: {faulty.Faults[0]}", "correct --when");
        if (!IsPattern(asked.Type))
            return No("silence", asked.Type, "the type is not one", "give an event type, a prefix such as resource.*, or *");
        if (state.Silences.Count(silence => silence.UntilWall > now) >= MostSilences)
            return No("silence", asked.Type, $"there are {MostSilences} already", "remove some: 'aios silences rm ID'");
        var named = asked with { Id = $"s{state.SilencesMade + 1}" };
        return Decision<IEvent>.Of(new SilenceAdded(named, asked.By, now));
    }

    private static bool IsPattern(string type) =>
        type == "*"
        || (
            type.Length is > 0 and <= 200
            && (type.EndsWith(".*", StringComparison.Ordinal) ? type[..^2] : type) is { Length: > 0 } name
            && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-')
        );

    /// <summary>Who, when and why, in one phrase.</summary>
    public static string Told(Order order) =>
        $"by {Shown.Clean(order.By)} since {Utc.Text(order.AtWall)}" + (order.Reason.Length > 0 ? $": {Shown.Clean(order.Reason)}" : "");

    private static Decision<IEvent> No(string what, string id, string why, string remedy) =>
        Decision<IEvent>.Refused(new Refusal(what, id, why, remedy));
}

/// <summary>A time as reasons show it.</summary>
public static class Utc
{
    /// <summary>RFC 3339 in UTC, to the second.</summary>
    public static string Text(long wall) =>
        DateTimeOffset
            .FromUnixTimeMilliseconds(Math.Clamp(wall, 0, 253_402_300_799_999))
            .ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);
}
