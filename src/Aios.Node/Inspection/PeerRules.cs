using System.Globalization;
using Aios.Platform.Sockets;

namespace Aios.Node.Inspection;

/// <summary>Who may talk to the node: its own user only, root not excepted, and none of its own descendants.</summary>
/// <remarks>An agent's program runs as the node's user; it must not steer the node that started it.</remarks>
internal sealed class PeerRules(int nodePid, uint nodeUserId)
{
    /// <summary>For this process and its user.</summary>
    public static PeerRules OfThisProcess => new(Environment.ProcessId, OwnUserId);

    /// <summary>The effective user of this process.</summary>
    public static uint OwnUserId { get; } = ReadOwnUserId();

    /// <summary>Why not, or null when it may.</summary>
    public string? Refuse(PeerCredentials caller)
    {
        if (caller.UserId != nodeUserId)
            return $"user {caller.UserId} may not; only the node's own user ({nodeUserId}) may, root not excepted";
        return Ancestry.IsDescendantOf(caller.Pid, nodePid)
            ? $"process {caller.Pid} was started by the node, or where it comes from cannot be seen"
            : null;
    }

    private static uint ReadOwnUserId()
    {
        foreach (var line in File.ReadLines("/proc/self/status"))
            if (line.StartsWith("Uid:", StringComparison.Ordinal))
                return uint.Parse(line.Split('\t')[2], CultureInfo.InvariantCulture);
        throw new IOException("/proc/self/status has no line Uid; mount /proc");
    }
}
