using Aios.Loop.Rollback;
using Aios.Loop.Vocabulary;

namespace Aios.Actors.Spine;

/// <summary>A rollback as the event log has it.</summary>
internal static class RollbackNotes
{
    public static Event Of(Shell shell, string actor, RollbackProtocol.RolledBack back) =>
        shell.Note(
            EventTypes.RollbackApplied,
            $"aios/{actor}",
            Severity.Warn,
            LooseJson.Object(
                ("actor", actor),
                ("from_seq", back.FromSeq),
                ("to_seq", back.ToSeq),
                ("reason", back.Reason),
                ("who", back.Who)
            )
        ) with
        {
            Timestamp = back.At.Wall,
        };
}
