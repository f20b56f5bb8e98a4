using Aios.Actors.Spine;
using Aios.Loop.Effects.Approvals;
using Aios.Loop.Vocabulary;

namespace Aios.Actors.Effects.Approvals;

/// <summary>How long open questions stay open: by the time that really passes, and by the wall clock only across a restart.</summary>
internal sealed class QuestionTimes(Shell shell)
{
    // Monotonic milliseconds.
    private readonly Dictionary<ApprovalId, long> _until = [];

    /// <summary>It is asked now: people have its whole time.</summary>
    public void Begin(Approval question) => _until[question.Id] = shell.Now.Monotonic + question.ExpiresAt - question.AskedAt;

    /// <summary>It was asked before this life: what is left of its time, never more than the whole.</summary>
    public void TakeUp(Approval question) =>
        _until[question.Id] =
            shell.Now.Monotonic + Math.Clamp(question.ExpiresAt - shell.Now.Wall, 0, question.ExpiresAt - question.AskedAt);

    public void Forget(ApprovalId question) => _until.Remove(question);

    public bool IsOver(Approval question) =>
        _until.TryGetValue(question.Id, out var until) ? shell.Now.Monotonic >= until : shell.Now.Wall >= question.ExpiresAt;
}
