namespace Aios.Loop.Reacting.Windows;

/// <summary>What a playbook's window says to one event.</summary>
/// <param name="Against">Null: the window is met, or there is none.</param>
/// <param name="Moves">What is to be remembered, whatever else speaks against the playbook.</param>
/// <param name="Events">Those that are answered together, the newest last; empty when the event is answered by itself.</param>
public sealed record WindowVerdict(string? Against, IReadOnlyList<WindowMove> Moves, IReadOnlyList<long> Events)
{
    public static WindowVerdict Pass { get; } = new(null, [], []);

    public static WindowVerdict No(string against) => new(against, [], []);
}
