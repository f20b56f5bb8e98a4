using System.Text.Json;

namespace Aios.Office.Tests.Live;

/// <summary>A client as the protocol asks for it: folds frames, and trusts none that leaves a gap.</summary>
internal sealed class ClientView
{
    private readonly SortedDictionary<string, SortedDictionary<string, string>> _rows = new(StringComparer.Ordinal);

    public string Boot { get; private set; } = "";
    public string Stream { get; private set; } = "";
    public long Seq { get; private set; } = -1;
    public bool IsWhole { get; private set; }
    public bool IsSlow { get; private set; }
    public string? Refused { get; private set; }
    public long Dropped { get; private set; }
    public List<string> Kinds { get; } = [];

    public IEnumerable<string> Keys => _rows.Keys;

    /// <summary>All rows with all members that have a value, in one order.</summary>
    public string Text => Show(_rows.Select(row => KeyValuePair.Create(row.Key, row.Value.AsEnumerable())));

    public static string Show(IEnumerable<KeyValuePair<string, IEnumerable<KeyValuePair<string, string>>>> rows) =>
        string.Join(
            '\n',
            rows.OrderBy(row => row.Key, StringComparer.Ordinal)
                .Select(row =>
                    $"{row.Key}: {string.Join(' ', row.Value.Where(member => member.Value != "null").OrderBy(member => member.Key, StringComparer.Ordinal).Select(member => $"{member.Key}={member.Value}"))}"
                )
        );

    public void Hear(JsonElement frame)
    {
        var kind = frame.GetProperty("kind").GetString()!;
        Kinds.Add(kind);
        switch (kind)
        {
            case "ready":
                var sub = frame.GetProperty("subs")[0];
                Boot = frame.GetProperty("boot").GetString()!;
                Refused = sub.TryGetProperty("refused", out var why) ? why.GetString() : null;
                Stream = sub.TryGetProperty("stream", out var stream) ? stream.GetString()! : Stream;
                IsSlow = sub.TryGetProperty("slow", out var slow) && slow.GetBoolean();
                break;
            case "snapshot" when IsOf(frame):
                _rows.Clear();
                Take(frame);
                (Seq, IsWhole) = (frame.GetProperty("seq").GetInt64(), true);
                break;
            case "delta" when IsOf(frame):
                Fold(frame);
                break;
            case "beat" when frame.GetProperty("seqs").TryGetProperty(Stream, out var newest) && newest.GetInt64() > Seq:
                IsWhole = false;
                break;
        }
    }

    private void Fold(JsonElement frame)
    {
        var (from, seq) = (frame.GetProperty("from").GetInt64(), frame.GetProperty("seq").GetInt64());
        if (!IsWhole || seq <= Seq)
            return;
        if (from != Seq)
        {
            IsWhole = false;
            return;
        }
        foreach (var key in frame.GetProperty("gone").EnumerateArray())
            _rows.Remove(key.GetString()!);
        Take(frame);
        foreach (var change in frame.GetProperty("d").EnumerateArray())
            RowOf(change[0].GetString()!)[change[1].GetString()!] = change[2].GetRawText();
        (Seq, Dropped) = (seq, Dropped + frame.GetProperty("dropped").GetInt64());
    }

    private void Take(JsonElement frame)
    {
        if (!frame.TryGetProperty("rows", out var rows))
            return;
        foreach (var row in rows.EnumerateObject())
        foreach (var member in row.Value.EnumerateObject())
            RowOf(row.Name)[member.Name] = member.Value.GetRawText();
    }

    private SortedDictionary<string, string> RowOf(string key)
    {
        if (!_rows.TryGetValue(key, out var row))
            _rows[key] = row = new SortedDictionary<string, string>(StringComparer.Ordinal);
        return row;
    }

    private bool IsOf(JsonElement frame) => frame.GetProperty("stream").GetString() == Stream;
}
