namespace Aios.Engine.Cells;

/// <summary>Gives turns in place of threads: who goes next is chosen, and nothing happens beside it.</summary>
internal interface ITurns
{
    /// <summary>The mailbox has work.</summary>
    void Ready(Mailbox mailbox);

    /// <summary>What would else run on a thread of the pool.</summary>
    void Ready(string name, Action work);

    /// <summary>A message is about to be processed.</summary>
    void Saw(object message);
}

/// <summary>Whose turn this thread gives at present; null on every ordinary thread.</summary>
internal static class Turns
{
    [ThreadStatic]
    private static ITurns? _ambient;

    public static ITurns? Ambient
    {
        get => _ambient;
        set => _ambient = value;
    }
}
