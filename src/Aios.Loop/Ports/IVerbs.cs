using System.Text.Json;
using Aios.Loop.Surface.Verbs;

namespace Aios.Loop.Ports;

/// <summary>The verbs of a running node, the same for every front: one check of roles and arguments, one record of who asked for what.</summary>
public interface IVerbs
{
    /// <summary>Those that a running node answers, in the order of help.</summary>
    IReadOnlyList<VerbEntry> All { get; }

    /// <summary>The members of the items of a schema, as <c>name:type</c> words; a <c>?</c> behind the type: may be null.</summary>
    /// <exception cref="KeyNotFoundException">There is no such schema.</exception>
    string MembersOf(string schema);

    /// <summary>Checks a call and carries it out; whatever the caller did wrong, and whatever fails, becomes an end with a code.</summary>
    /// <exception cref="OperationCanceledException">The caller left or the node stops.</exception>
    Task<VerbEnd> Run(VerbCall call, IVerbOutput output, CancellationToken cancel);
}

/// <summary>Where a verb puts what it found. A slow taker slows the verb down.</summary>
public interface IVerbOutput
{
    ValueTask Item(JsonElement item);

    /// <summary>One line about how far it is; not data.</summary>
    ValueTask Progress(string text);

    /// <summary>There is more than was asked for.</summary>
    /// <param name="hint">How to get it, for people; null when they know.</param>
    ValueTask More(string? hint) => hint is null ? ValueTask.CompletedTask : Progress(hint);
}
