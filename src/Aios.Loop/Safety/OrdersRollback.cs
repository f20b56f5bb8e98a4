using System.Collections.Immutable;
using System.Text.Json;
using Aios.Loop.Vocabulary;
using static Aios.Loop.Safety.OrdersProtocol;

namespace Aios.Loop.Safety;

/// <summary>What going from some orders to others comes to.</summary>
public static class OrdersRollback
{
    /// <summary>The orders that a person would have to give; none for what is over by itself.</summary>
    /// <param name="at">Milliseconds since the Unix epoch.</param>
    public static ImmutableList<IEvent> Between(OrdersState now, OrdersState then, string by, long at)
    {
        var facts = ImmutableList.CreateBuilder<IEvent>();
        var isThawed = now.FrozenAll is not null && then.FrozenAll is null;
        if (isThawed)
            facts.Add(new Thawed(null, by, at));
        foreach (var one in now.Frozen.Keys.Where(one => !isThawed && !then.Frozen.ContainsKey(one)).Order(StringComparer.Ordinal))
            facts.Add(new Thawed(one, by, at));
        foreach (var (one, order) in Sorted(then.Frozen).Where(pair => isThawed || !now.Frozen.ContainsKey(pair.Key)))
            facts.Add(new Frozen(one, order.Reason, by, at));
        if (now.FrozenAll is null && then.FrozenAll is { } all)
            facts.Add(new Frozen(null, all.Reason, by, at));
        foreach (var one in Playbooks(now).Union(Playbooks(then)).Order(StringComparer.Ordinal))
            facts.AddRange(OfPlaybook(one, now, then, by, at));
        foreach (var gone in now.Silences.Where(silence => silence.UntilWall > at && !then.Silences.Contains(silence)))
            facts.Add(new SilenceRemoved(gone.Id, by, at));
        foreach (var back in then.Silences.Where(silence => silence.UntilWall > at && !now.Silences.Contains(silence)))
            facts.Add(new SilenceAdded(back, by, at));
        return facts.ToImmutable();
    }

    /// <summary>As people compare it with another.</summary>
    public static JsonElement Describe(OrdersState state) =>
        LooseJson.Object(
            ("everything_frozen", state.FrozenAll is { } all ? OrdersRules.Told(all) : null),
            ("frozen", LooseJson.Object([.. Sorted(state.Frozen).Select(pair => (pair.Key, (object?)OrdersRules.Told(pair.Value)))])),
            ("disabled", LooseJson.Object([.. Sorted(state.Disabled).Select(pair => (pair.Key, (object?)OrdersRules.Told(pair.Value)))])),
            ("trusted", LooseJson.Object([.. Sorted(state.Enabled).Select(pair => (pair.Key, (object?)Told(pair.Value)))])),
            ("silences", LooseJson.Object([.. state.Silences.Select(silence => (silence.Id, (object?)Told(silence)))]))
        );

    private static IEnumerable<IEvent> OfPlaybook(string one, OrdersState now, OrdersState then, string by, long at)
    {
        var (trusted, disabled) = (then.Enabled.GetValueOrDefault(one), then.Disabled.GetValueOrDefault(one));
        var isTrustKept = now.Enabled.GetValueOrDefault(one) == trusted;
        if (isTrustKept && now.Disabled.ContainsKey(one) == (disabled is not null))
            yield break;
        if (!isTrustKept || disabled is null)
            yield return trusted is null ? new PlaybookForgotten(one, by, at) : new PlaybookEnabled(one, trusted, by, at);
        if (disabled is not null)
            yield return new PlaybookDisabled(one, disabled.Reason, by, at);
    }

    private static IEnumerable<string> Playbooks(OrdersState state) => state.Enabled.Keys.Concat(state.Disabled.Keys);

    private static IEnumerable<KeyValuePair<string, T>> Sorted<T>(ImmutableDictionary<string, T> orders) =>
        orders.OrderBy(pair => pair.Key, StringComparer.Ordinal);

    private static string Told(PlaybookShape shape) =>
        $"{shape.Risk.ToString().ToLowerInvariant()}, reach {shape.Scope.ToString().ToLowerInvariant()}, steps {shape.Steps}";

    private static string Told(Silence silence) =>
        $"{silence.Type} from {Utc.Text(silence.FromWall)} until {Utc.Text(silence.UntilWall)} by {Shown.Clean(silence.By)}";
}
