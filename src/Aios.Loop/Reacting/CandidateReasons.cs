using Aios.Loop.Vocabulary;

namespace Aios.Loop.Reacting;

/// <summary>Why the candidates that lost have lost: some of them with their reasons, the others by number.</summary>
internal sealed class CandidateReasons(Catalog catalog, EventScope scope)
{
    /// <summary>So many losers are listed; a record is read by people.</summary>
    public const int MostListed = 20;

    private readonly List<DecisionOption> _listed = [];
    private readonly HashSet<PlaybookId> _seen = [];
    private int _more;

    /// <summary>There is room for one more reason in full.</summary>
    public bool HasRoom => _listed.Count < MostListed;

    public IReadOnlyList<DecisionOption> Listed => _listed;

    public void Add(Considered considered)
    {
        if (considered.Playbook.Trigger.Keywords.Count == 0)
            _seen.Add(considered.Playbook.Id);
        if (considered.Fits)
            return;
        if (HasRoom)
            _listed.Add(Option(considered.Playbook, considered.Against!));
        else
            _more++;
    }

    /// <summary>Lists what the index ruled out, as far as there is room, and says how many are not listed; empty when all are.</summary>
    public string Close()
    {
        var type = scope.Recorded.Event.Type;
        var unseen = catalog.CountOf(type) - _seen.Count;
        if (unseen > 0)
            foreach (
                var playbook in catalog.AskingFor(type).Where(playbook => !_seen.Contains(playbook.Id)).Take(MostListed - _listed.Count)
            )
            {
                _listed.Add(Option(playbook, Why(playbook)));
                unseen--;
            }
        return (_more > 0 ? $"; {_more} more have a reason against them" : "")
            + (unseen > 0 ? $"; {unseen} more were not looked at, because the index ruled them out" : "");
    }

    private string Why(Playbook playbook) =>
        !playbook.Enabled ? "it is disabled" : playbook.Trigger.When?.Explain(scope) ?? "its condition does not hold";

    private static DecisionOption Option(Playbook playbook, string reason) => new(playbook.Id.Value, playbook.Confidence, reason);
}
