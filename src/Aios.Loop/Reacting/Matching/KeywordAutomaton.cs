namespace Aios.Loop.Reacting.Matching;

/// <summary>Finds which of many keywords stand in a text, in one pass over it (Aho and Corasick, 1975). Built once, then only read.</summary>
internal sealed class KeywordAutomaton
{
    private const int Root = 0;
    private const int RootTable = 128;

    /// <summary>From a node by a character; the node in the upper bits.</summary>
    private readonly Dictionary<long, int> _next = [];
    private readonly int[] _fromRoot = new int[RootTable];
    private readonly List<int> _failure = [Root];

    /// <summary>The nearest shorter keyword that ends where this node ends; 0 when none does.</summary>
    private readonly List<int> _shorter = [Root];
    private readonly List<List<int>?> _ends = [null];
    private readonly List<int> _depth = [0];
    private readonly IReadOnlyList<(string Text, bool WholeWord)> _keywords;

    /// <param name="keywords">Folded, none empty; a keyword is known by its place in the list.</param>
    public KeywordAutomaton(IReadOnlyList<(string Text, bool WholeWord)> keywords)
    {
        _keywords = keywords;
        for (var i = 0; i < keywords.Count; i++)
            Add(keywords[i].Text, i);
        Link();
        for (var c = 0; c < RootTable; c++)
            _fromRoot[c] = _next.GetValueOrDefault(Edge(Root, (char)c));
    }

    /// <summary>Adds the number of every keyword that is in the text.</summary>
    public void Find(string folded, HashSet<int> found)
    {
        var at = Root;
        for (var i = 0; i < folded.Length; i++)
        {
            at = Step(at, folded[i]);
            for (var node = at; node != Root; node = _shorter[node])
                if (_ends[node] is { } ends)
                    foreach (var keyword in ends)
                        if (!_keywords[keyword].WholeWord || StandsAlone(folded, i + 1 - _depth[node], i + 1))
                            found.Add(keyword);
        }
    }

    private void Add(string keyword, int number)
    {
        var at = Root;
        foreach (var c in keyword)
        {
            if (!_next.TryGetValue(Edge(at, c), out var next))
            {
                _next[Edge(at, c)] = next = _failure.Count;
                _failure.Add(Root);
                _shorter.Add(Root);
                _ends.Add(null);
                _depth.Add(_depth[at] + 1);
            }
            at = next;
        }
        (_ends[at] ??= []).Add(number);
    }

    // Nodes by depth: a node's failure is shorter than itself and known before it.
    private void Link()
    {
        foreach (var (edge, node) in _next.OrderBy(each => _depth[each.Value]).ToArray())
        {
            var (parent, c) = ((int)(edge >> 16), (char)edge);
            if (parent != Root)
            {
                var at = _failure[parent];
                while (at != Root && !_next.ContainsKey(Edge(at, c)))
                    at = _failure[at];
                _failure[node] = _next.GetValueOrDefault(Edge(at, c));
            }
            var failure = _failure[node];
            _shorter[node] = _ends[failure] is null ? _shorter[failure] : failure;
        }
    }

    private int Step(int at, char c)
    {
        for (; at != Root; at = _failure[at])
            if (_next.TryGetValue(Edge(at, c), out var next))
                return next;
        return c < RootTable ? _fromRoot[c] : _next.GetValueOrDefault(Edge(Root, c));
    }

    private static long Edge(int node, char c) => (long)node << 16 | c;

    private static bool StandsAlone(string text, int from, int to) =>
        (from == 0 || !SearchedText.IsWordCharacter(text[from - 1])) && (to == text.Length || !SearchedText.IsWordCharacter(text[to]));
}
