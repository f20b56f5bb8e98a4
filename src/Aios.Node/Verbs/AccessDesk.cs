using Aios.Loop.Ports;
using Aios.Loop.Surface.Verbs;

namespace Aios.Node.Verbs;

/// <summary>What verbs need to let people in.</summary>
/// <param name="OfficeUrl">Where the web front listens now; null when it does not.</param>
internal sealed record AccessDesk(IAccessStore Store, IAudit Audit, Func<string?> OfficeUrl)
{
    /// <summary>Makes two tokens of one name impossible.</summary>
    public SemaphoreSlim OneAtATime { get; } = new(1);

    /// <summary>Whether somebody besides the node's own user can approve now.</summary>
    /// <param name="now">Milliseconds since the Unix epoch.</param>
    public async Task<bool> HasFurtherApprover(long now) =>
        OfficeUrl() is not null
        && (await Store.Tokens()).Any(token => token.IsValid(now) && token.Role is VerbRole.Approver or VerbRole.Admin);
}
