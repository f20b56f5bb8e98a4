using Aios.Loop.Surface.Verbs;

namespace Aios.Node.Verbs.Handlers;

internal static class HelpHandler
{
    public static Task<VerbEnd> Tell(NodeCall call) => HelpList.Tell(call.Arguments, call.Output, NodeVerbs.Offered);
}
