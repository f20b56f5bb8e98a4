using Aios.Loop.Vocabulary;

namespace Aios.Loop.Ports;

/// <summary>What was decided, by whom and why. Only the decisions actor writes.</summary>
public interface IDecisionStore
{
    /// <summary>The newest record of the log that is dealt with; 0 at first.</summary>
    long Applied { get; }

    /// <summary>All of it or nothing, in one commit; completes after the sync. What is there already is left alone.</summary>
    /// <param name="upToSeq">The log is dealt with up to this record.</param>
    Task Record(IReadOnlyList<DecisionEntry> entries, IReadOnlyList<DecisionChange> changes, long upToSeq);

    /// <exception cref="NotSupportedException">The query has a text and the SQLite library has no full-text search.</exception>
    IReadOnlyList<DecisionEntry> List(DecisionQuery query);

    /// <summary>With its earlier versions, oldest first; null when the id is not known.</summary>
    (DecisionEntry Entry, IReadOnlyList<DecisionVersion> Before)? Find(string id);

    DecisionStats Stats();
}
