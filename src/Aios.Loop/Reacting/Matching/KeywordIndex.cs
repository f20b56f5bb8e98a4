using Aios.Loop.Vocabulary;

namespace Aios.Loop.Reacting.Matching;

/// <summary>The playbooks with keywords, behind one automaton over all of their keywords: an event is scanned once.</summary>
internal sealed class KeywordIndex
{
    private readonly KeywordAutomaton? _automaton;
    private readonly EqualityIndex[] _playbooks = [];

    public KeywordIndex(IEnumerable<Playbook> playbooks)
    {
        var byKeyword = playbooks
            .SelectMany(playbook => KeywordsOf(playbook.Trigger).Select(keyword => (keyword, playbook)))
            .GroupBy(each => each.keyword, each => each.playbook)
            .ToArray();
        if (byKeyword.Length == 0)
            return;
        _automaton = new KeywordAutomaton([.. byKeyword.Select(each => each.Key)]);
        _playbooks = [.. byKeyword.Select(each => new EqualityIndex([.. each]))];
    }

    /// <summary>All that may fit, each once; their types are not looked at.</summary>
    public IEnumerable<Playbook> Find(EventScope scope)
    {
        if (_automaton is null)
            return [];
        var keywords = new HashSet<int>();
        foreach (var text in SearchedText.Of(scope.Recorded.Event))
            _automaton.Find(text, keywords);
        var found = new List<Playbook>();
        foreach (var keyword in keywords)
            _playbooks[keyword].Find(scope, found);
        return keywords.Count > 1 ? found.Distinct(ReferenceEqualityComparer.Instance).Cast<Playbook>() : found;
    }

    /// <summary>The same for one trigger, without the automaton.</summary>
    public static bool Fits(Trigger trigger, Event fact) =>
        trigger.Keywords.Count == 0
        || SearchedText.Of(fact).Any(text => KeywordsOf(trigger).Any(keyword => Stands(text, keyword.Text, keyword.WholeWord)));

    private static IEnumerable<(string Text, bool WholeWord)> KeywordsOf(Trigger trigger) =>
        trigger.Keywords.Select(keyword => (SearchedText.Fold(keyword), trigger.WholeWords)).Distinct();

    private static bool Stands(string text, string keyword, bool wholeWord)
    {
        for (var at = 0; (at = text.IndexOf(keyword, at, StringComparison.Ordinal)) >= 0; at++)
        {
            var end = at + keyword.Length;
            var begins = at == 0 || !SearchedText.IsWordCharacter(text[at - 1]);
            if (!wholeWord || (begins && (end == text.Length || !SearchedText.IsWordCharacter(text[end]))))
                return true;
        }
        return false;
    }
}
