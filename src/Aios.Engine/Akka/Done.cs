namespace Akka;

/// <summary>Something is done and has no other result.</summary>
public sealed class Done
{
    private Done() { }

    public static readonly Done Instance = new();
}
