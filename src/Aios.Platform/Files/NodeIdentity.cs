namespace Aios.Platform.Files;

/// <summary>Who this node is and for which time it runs.</summary>
/// <remarks><c>NodeId</c>: host name and four hexadecimal digits, made once for a data folder. <c>Incarnation</c>: 1 at the first start, one more at every start.</remarks>
public sealed record NodeIdentity(string NodeId, int FormatVersion, long Incarnation);
