using Aios.Actors.Wire;
using Aios.Loop.Reacting;
using Aios.Loop.Reacting.Windows;
using Aios.Loop.Vocabulary;

namespace Aios.Actors.Tests.Embedded.Simulated;

/// <summary>Every event counts in a window exactly once, and a window starts at most one run.</summary>
internal static class WindowOracle
{
    public static IEnumerable<string> Check(IReadOnlyList<RecordedEvent> log)
    {
        // A decision that was on its way to disk when its actor crashed may be on record twice, both times the same.
        var moves = log.Select(record => ReactorCodec.Read(record.Event))
            .OfType<ReactingProtocol.WindowsMoved>()
            .SelectMany(moved => moved.Moves)
            .DistinctBy(move => (move.Playbook, move.What, move.Seq, string.Join(',', move.Used)))
            .ToList();
        var left = log.Where(record => record.Event.Text("action") is "shed" or "supersede" or "cancel")
            .Select(record => record.Event.Text("event_seq"))
            .ToHashSet();
        foreach (var type in new[] { Playbooks.Often, Playbooks.Gathered })
        {
            var own = moves.Where(move => $"app.{move.Playbook}" == type).ToList();
            var used = own.SelectMany(UsedOf).CountBy(seq => seq).ToDictionary();
            foreach (var (seq, _) in used.Where(each => each.Value > 1))
                yield return $"event {seq} counts in two windows of {type}";
            foreach (var record in log.Where(record => record.Event.Type == type && !left.Contains($"{record.Seq}")))
                if (!own.Any(move => move.Seq == record.Seq || move.Used.Contains(record.Seq)))
                    yield return $"event {record.Seq} ({type}) was answered and counts in no window";
        }
        foreach (var move in moves.Where(move => move.Window == WindowKind.Count && move.What == WindowMoveKind.Ended))
            if (UsedOf(move).Count() != Playbooks.OftenCount)
                yield return $"a window was met with {UsedOf(move).Count()} events, {move}";
    }

    private static IEnumerable<long> UsedOf(WindowMove move) =>
        move.What == WindowMoveKind.Ended ? move.Used.Append(move.Seq).Distinct() : [];
}
