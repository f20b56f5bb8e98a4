using Aios.Loop.Vocabulary;
using Aios.Node.Output;
using Aios.Platform.Processes;

namespace Aios.Node.Composition;

/// <summary>What a start did about the children of an earlier one that was killed, in one line for people.</summary>
internal static class LeftText
{
    private const int MostNamed = 5;

    /// <summary>For the record; null when there were none.</summary>
    public static string[]? Names(IReadOnlyList<LeftChild> left) =>
        left.Count == 0 ? null : [.. left.Select(each => $"{each.Work} {each.Process.Pid}")];

    /// <summary>Null when there were none.</summary>
    public static string? Of(IReadOnlyList<LeftChild> left)
    {
        if (left.Count == 0)
            return null;
        var named = left.Take(MostNamed).Select(each => $"{Shown.Clean(each.Work)} (pid {each.Process.Pid})");
        var more = left.Count > MostNamed ? ", …" : "";
        var stays = left.Where(each => !each.HasEnded).Select(each => each.Process.Pid).ToList();
        return $"{Say.Count(left.Count, "leftover")} of an earlier start: {string.Join(", ", named)}{more}"
            + (stays.Count == 0 ? "; ended" : $"; {string.Join(", ", stays)} cannot be ended");
    }
}
