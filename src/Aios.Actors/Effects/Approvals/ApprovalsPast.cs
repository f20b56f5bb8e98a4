using System.Text.Json;
using Aios.Actors.Spine;
using Aios.Actors.Wire;
using Aios.Loop.Effects.Approvals;
using Aios.Loop.Rollback;
using Aios.Loop.Vocabulary;

namespace Aios.Actors.Effects.Approvals;

/// <summary>The approvals' state from their facts. What people said is never taken back: it is for snapshots only.</summary>
internal sealed class ApprovalsPast : IPast<ApprovalState>
{
    public string PersistenceId => "approvals";

    public string Shape => FactSerializer.ApprovalsState;

    public ApprovalState Empty => ApprovalState.Empty;

    public Refusal? Fixed { get; } =
        new(
            "rollback",
            "approvals",
            "what people answered is never taken back: a yes that was used stays used",
            "'aios approvals deny ID' answers a question that is open, and 'aios runs cancel ID' ends a run that was let through"
        );

    public ApprovalState Apply(ApprovalState state, object fact) =>
        fact switch
        {
            ApprovalProtocol.IEvent own => state.Apply(own),
            RollbackProtocol.SayingsConfirmed => state,
            _ => throw new InvalidOperationException($"approvals do not know {fact.GetType().Name}"),
        };

    public Moment At(ApprovalState state) => new(state.AtWall, 0);

    public Moment? TimeOf(object fact) => fact is ApprovalProtocol.IEvent own ? new Moment(own.AtWall, 0) : null;

    public JsonElement Write(ApprovalState state) => JsonSerializer.SerializeToElement(state, FactContext.Default.ApprovalState);

    public ApprovalState Read(JsonElement state) =>
        state.Deserialize(FactContext.Default.ApprovalState) ?? throw new JsonException("the state of approvals is an object");

    public JsonElement Describe(ApprovalState state, Moment now) =>
        LooseJson.Object(("open", state.Open.Length), ("decided", state.Decided.Length));
}
