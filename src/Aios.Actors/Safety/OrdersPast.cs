using System.Text.Json;
using Aios.Actors.Spine;
using Aios.Actors.Wire;
using Aios.Loop.Rollback;
using Aios.Loop.Safety;
using Aios.Loop.Vocabulary;
using static Aios.Loop.Safety.OrdersProtocol;

namespace Aios.Actors.Safety;

/// <summary>What people ordered, from its facts.</summary>
internal sealed class OrdersPast : IPast<OrdersState>
{
    public string PersistenceId => "orders";

    public string Shape => FactSerializer.OrdersState;

    public OrdersState Empty => OrdersState.Empty;

    public OrdersState Apply(OrdersState state, object fact) =>
        fact switch
        {
            IEvent order => state.Apply(order),
            // What it lifted was said as thaws just before.
            RollbackProtocol.RolledBack back => Read(back.State) with { AtWall = back.At.Wall, Thaws = state.Thaws },
            RollbackProtocol.SayingsConfirmed => state,
            _ => throw new InvalidOperationException($"the orders do not know {fact.GetType().Name}"),
        };

    public Moment At(OrdersState state) => new(state.AtWall, 0);

    public Moment? TimeOf(object fact) =>
        fact switch
        {
            IEvent order => new Moment(order.AtWall, 0),
            RollbackProtocol.RolledBack back => back.At,
            _ => null,
        };

    public JsonElement Write(OrdersState state) => JsonSerializer.SerializeToElement(state, FactContext.Default.OrdersState);

    public OrdersState Read(JsonElement state) =>
        state.Deserialize(FactContext.Default.OrdersState) ?? throw new JsonException("the state of orders is an object");

    public JsonElement Describe(OrdersState state, Moment now) => OrdersRollback.Describe(state);
}
