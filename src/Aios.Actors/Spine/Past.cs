using System.Text.Json;
using Aios.Loop.Rollback;
using Aios.Loop.Vocabulary;

namespace Aios.Actors.Spine;

/// <summary>What a persistent actor's state is made of, for whoever looks at it as it was.</summary>
internal interface IPast<TState>
{
    string PersistenceId { get; }

    /// <summary>Name and version of the state in a snapshot.</summary>
    string Shape { get; }

    TState Empty { get; }

    /// <summary>Why it never goes back; null when it may.</summary>
    Refusal? Fixed => null;

    /// <summary>Facts of the actor and <see cref="RollbackProtocol.IEvent"/>.</summary>
    TState Apply(TState state, object fact);

    /// <summary>Of the newest fact in the state.</summary>
    Moment At(TState state);

    /// <summary>Null for a fact that has no time.</summary>
    Moment? TimeOf(object fact);

    JsonElement Write(TState state);

    TState Read(JsonElement state);

    /// <summary>As people compare it with another.</summary>
    JsonElement Describe(TState state, Moment now);
}
