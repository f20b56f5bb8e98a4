using System.Net.WebSockets;

namespace Aios.Office.Live;

/// <summary>Why a socket ends.</summary>
/// <param name="RetryAfterMs">Before that it makes no sense to come back.</param>
internal sealed record Farewell(string Reason, int RetryAfterMs, WebSocketCloseStatus Status)
{
    private const int Later = 15_000;

    public static readonly Farewell Shutdown = new("shutdown", 250, WebSocketCloseStatus.EndpointUnavailable);
    public static readonly Farewell RoleChanged = new("role changed", 1_000, WebSocketCloseStatus.PolicyViolation);
    public static readonly Farewell TooSlow = new("too slow", 5_000, WebSocketCloseStatus.PolicyViolation);
    public static readonly Farewell TooMany = new("too many viewers", Later, WebSocketCloseStatus.EndpointUnavailable);
    public static readonly Farewell NoHello = new("no hello came in time", Later, WebSocketCloseStatus.PolicyViolation);
    public static readonly Farewell TooOften = new("too many hellos", Later, WebSocketCloseStatus.PolicyViolation);
    public static readonly Farewell NotText = new("a frame is text", Later, WebSocketCloseStatus.InvalidMessageType);

    /// <summary>The other side went; nobody is told.</summary>
    public static readonly Farewell Left = new("", 0, WebSocketCloseStatus.NormalClosure);

    public static Farewell TooLong(int most) => new($"a frame has at most {most} bytes", Later, WebSocketCloseStatus.MessageTooBig);

    public static Farewell Faulty(string fault) => new(fault, Later, WebSocketCloseStatus.InvalidPayloadData);
}
