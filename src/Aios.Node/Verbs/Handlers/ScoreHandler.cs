using Aios.Loop.Surface.Verbs;
using Aios.Loop.Vocabulary;

namespace Aios.Node.Verbs.Handlers;

internal static class ScoreHandler
{
    public static async Task<VerbEnd> Score(NodeCall call)
    {
        var current = await call.Views.Score();
        var parts = current.Score.Parts.Select(part =>
            LooseJson.Object(
                ("name", part.Name),
                ("value_ppm", part.ValuePpm),
                ("weight_ppm", part.WeightPpm),
                ("contribution_ppm", part.ContributionPpm),
                ("because", part.Because)
            )
        );
        await call.Output.Item(
            LooseJson.Object(
                ("score", current.Score.Value),
                ("score_ppm", current.Score.Ppm),
                ("level", current.Level.ToString().ToLowerInvariant()),
                ("parts", call.Arguments.Flag("explain") ? parts : null)
            )
        );
        return VerbEnd.Done;
    }
}
