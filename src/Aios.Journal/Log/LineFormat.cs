namespace Aios.Journal.Log;

/// <summary>The fixed parts of a line of the event log.</summary>
/// <remarks>
/// <c>{"v":1,"seq":…,"id":…,"type":…,"source":…,"timestamp":…,"severity":…,"priority":…[,"trace_id":…][,"cause_id":…],"node":…,"epoch":…[,"payload":…],"prev":…,"hash":…}</c>;
/// the hash is SHA-256 over the 32 bytes of the hash before and the line's bytes up to <c>,"hash":</c>, written in base64url without padding.
/// </remarks>
internal static class LineFormat
{
    public const int HashBytes = 32;
    public const int HashChars = 43;

    /// <summary>The largest payload and room for the other members, each at its longest.</summary>
    public const int MaxLineBytes = 1024 * 1024 + 16 * 1024;

    public static ReadOnlySpan<byte> Start => "{\"v\":1,\"seq\":"u8;
    public static ReadOnlySpan<byte> Id => ",\"id\":\""u8;
    public static ReadOnlySpan<byte> Type => "\",\"type\":\""u8;
    public static ReadOnlySpan<byte> Source => "\",\"source\":\""u8;
    public static ReadOnlySpan<byte> Timestamp => "\",\"timestamp\":"u8;
    public static ReadOnlySpan<byte> Severity => ",\"severity\":\""u8;
    public static ReadOnlySpan<byte> Priority => "\",\"priority\":\""u8;
    public static ReadOnlySpan<byte> TraceId => ",\"trace_id\":\""u8;
    public static ReadOnlySpan<byte> CauseId => ",\"cause_id\":\""u8;
    public static ReadOnlySpan<byte> Node => ",\"node\":\""u8;
    public static ReadOnlySpan<byte> Epoch => "\",\"epoch\":"u8;
    public static ReadOnlySpan<byte> Payload => ",\"payload\":"u8;
    public static ReadOnlySpan<byte> Prev => ",\"prev\":\""u8;
    public static ReadOnlySpan<byte> Hash => ",\"hash\":\""u8;
    public static ReadOnlySpan<byte> End => "\"}"u8;

    /// <summary>Length of <c>,"hash":"…"}</c>.</summary>
    public static int HashPart => Hash.Length + HashChars + End.Length;

    /// <summary>Length of everything from <c>,"prev":</c> on.</summary>
    public static int Seal => Prev.Length + HashChars + 1 + HashPart;
}
