namespace Aios.Engine.Inspection;

/// <summary>An actor that does not give its thread back.</summary>
/// <param name="Path">Without the system.</param>
/// <param name="Class">Full name of its type.</param>
/// <param name="Message">Type of the message it works on; null while it starts, restarts or stops.</param>
/// <param name="For">How long; a little more than the message alone when fast ones went before it in the same turn.</param>
/// <param name="HasOwnThread">It keeps nobody else from theirs.</param>
public sealed record LongRun(string Path, string Class, string? Message, TimeSpan For, bool HasOwnThread);
