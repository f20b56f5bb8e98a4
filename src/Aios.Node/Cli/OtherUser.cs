using Aios.Node.Inspection;
using Aios.Platform.Files;

namespace Aios.Node.Cli;

/// <summary>A data folder of somebody else: not its rights are wrong, but who asks.</summary>
internal static class OtherUser
{
    /// <summary>Who owns what the fault is about, when that is why it is closed; else null.</summary>
    public static FileOwner? Of(DataFolderException fault) =>
        fault.Fault == DataFolderFault.NotPermitted && FileOwner.Of(fault.Path) is { } owner && owner.UserId != PeerRules.OwnUserId
            ? owner
            : null;

    public static string Found(DataFolderException fault, FileOwner owner) => $"{fault.Path} belongs to user {owner.Name}";

    public static string Remedy(FileOwner owner) => $"run as {owner.Name}: sudo -u {owner.Name} aios …";
}
