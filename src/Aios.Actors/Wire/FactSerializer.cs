using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Aios.Loop.Rollback;
using Aios.Loop.Scoring;
using Akka.Actor;
using Akka.Serialization;

namespace Aios.Actors.Wire;

/// <summary>What persistent actors store, as JSON under a manifest of <c>manifest.txt</c>.</summary>
public sealed class FactSerializer(ExtendedActorSystem system) : SerializerWithStringManifest(system)
{
    private static readonly Dictionary<string, JsonTypeInfo> Shapes = new(StringComparer.Ordinal)
    {
        ["score.counted/1"] = FactContext.Default.Counted,
        ["score.resumed/1"] = FactContext.Default.Resumed,
        ["score.said/1"] = FactContext.Default.ScoreSaid,
        ["score.dwell-begun/1"] = FactContext.Default.DwellBegun,
        ["score.dwell-ended/1"] = FactContext.Default.DwellEnded,
        ["score.level-changed/1"] = FactContext.Default.LevelChanged,
        ["approvals.requested/1"] = FactContext.Default.Requested,
        ["approvals.signed/1"] = FactContext.Default.Signed,
        ["approvals.granted/1"] = FactContext.Default.Granted,
        ["approvals.denied/1"] = FactContext.Default.Denied,
        ["approvals.expired/1"] = FactContext.Default.Expired,
        ["approvals.revoked/1"] = FactContext.Default.Revoked,
        ["rollback.rolled-back/1"] = FactContext.Default.RolledBack,
        ["rollback.sayings-confirmed/1"] = FactContext.Default.SayingsConfirmed,
        ["rollback.snapshot/1"] = FactContext.Default.PastSnapshot,
        ["orders.playbook-enabled/1"] = FactContext.Default.PlaybookEnabled,
        ["orders.playbook-disabled/1"] = FactContext.Default.PlaybookDisabled,
        ["orders.playbook-forgotten/1"] = FactContext.Default.PlaybookForgotten,
        ["orders.frozen/1"] = FactContext.Default.Frozen,
        ["orders.thawed/1"] = FactContext.Default.Thawed,
        ["orders.silence-added/1"] = FactContext.Default.SilenceAdded,
        ["orders.silence-removed/1"] = FactContext.Default.SilenceRemoved,
    };

    /// <summary>The states that snapshots hold.</summary>
    private static readonly Dictionary<string, JsonTypeInfo> States = new(StringComparer.Ordinal)
    {
        [ScoreState] = FactContext.Default.ScoringState,
        [ApprovalsState] = FactContext.Default.ApprovalState,
        [OrdersState] = FactContext.Default.OrdersState,
    };

    private static readonly Dictionary<Type, string> Names = Shapes.ToDictionary(shape => shape.Value.Type, shape => shape.Key);

    public const string ScoreState = "score.state/1";
    public const string ApprovalsState = "approvals.state/1";
    public const string OrdersState = "orders.state/1";

    public override int Identifier => 4_701;

    /// <summary>Every name that can be written.</summary>
    public static IEnumerable<string> Manifests => Shapes.Keys;

    /// <summary>Every name of a state in a snapshot.</summary>
    public static IEnumerable<string> StateNames => States.Keys;

    public override string Manifest(object o) =>
        Names.TryGetValue(o.GetType(), out var name) ? name : throw new ArgumentException($"{o.GetType().Name} has no manifest");

    public override byte[] ToBinary(object obj) =>
        JsonSerializer.SerializeToUtf8Bytes(
            obj is PastSnapshot snapshot ? snapshot with { Seal = SealOf(snapshot) } : obj,
            Shapes[Manifest(obj)]
        );

    public override object FromBinary(byte[] bytes, string manifest) =>
        Shapes.TryGetValue(manifest, out var shape)
            ? Checked(JsonSerializer.Deserialize(bytes, shape) ?? throw new JsonException($"{manifest} is null"))
            : throw new ArgumentException($"'{manifest}' is unknown; there are {string.Join(", ", Shapes.Keys)}");

    /// <summary>A snapshot is taken as a whole or not at all: whoever cannot use it needs the one before it, not a start that fails.</summary>
    private static object Checked(object read)
    {
        if (read is not PastSnapshot snapshot)
            return read;
        if (snapshot.Seal is { } seal && seal != SealOf(snapshot))
            throw new JsonException("it is not what was written: its seal does not fit");
        var name = snapshot.Shape ?? ScoreState;
        if (!States.TryGetValue(name, out var state))
            throw new ArgumentException($"it holds a '{name}', which is unknown; there are {string.Join(", ", States.Keys)}");
        _ = snapshot.State.Deserialize(state) ?? throw new JsonException($"its {name} is null");
        return snapshot;
    }

    private static string SealOf(PastSnapshot snapshot) =>
        Convert.ToHexStringLower(
            SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(snapshot with { Seal = null }, FactContext.Default.PastSnapshot))
        );
}
