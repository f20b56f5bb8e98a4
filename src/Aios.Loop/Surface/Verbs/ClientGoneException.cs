namespace Aios.Loop.Surface.Verbs;

/// <summary>Nobody takes the answer any more.</summary>
public sealed class ClientGoneException(string why) : Exception(why);
