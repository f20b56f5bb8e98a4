using Aios.Loop.Ports;
using Aios.Loop.Surface.Verbs;

namespace Aios.Office.Access;

/// <summary>The verbs of a node that may only be looked at from the web: those that read.</summary>
internal sealed class ReadOnlyVerbs(IVerbs verbs) : IVerbs
{
    public const string Why = "this office is read-only (aios.office.readonly); use the command line on the node's machine";

    public IReadOnlyList<VerbEntry> All { get; } = [.. verbs.All.Where(entry => entry.Effect == VerbEffect.Read)];

    public string MembersOf(string schema) => verbs.MembersOf(schema);

    public Task<VerbEnd> Run(VerbCall call, IVerbOutput output, CancellationToken cancel) =>
        verbs.All.Any(entry => entry.Name == call.Verb && entry.Effect != VerbEffect.Read)
            ? Task.FromResult(VerbEnd.Refused($"'{call.Verb}' changes something; {Why}"))
            : verbs.Run(call, output, cancel);
}
