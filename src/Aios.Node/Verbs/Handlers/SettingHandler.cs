using Aios.Loop.Surface.Verbs;
using Aios.Loop.Vocabulary;
using static Aios.Loop.Overrides.OverridesProtocol;

namespace Aios.Node.Verbs.Handlers;

/// <summary>Settings that runs changed.</summary>
internal static class SettingHandler
{
    private const string Ours = "aios.";

    public static async Task<VerbEnd> Reset(NodeCall call)
    {
        var asked = call.Arguments.Text("key")!;
        var key = asked.StartsWith(Ours, StringComparison.Ordinal) ? asked : Ours + asked;
        switch (await call.Views.ResetSetting(new ResetSetting(key, call.Caller.Detail)))
        {
            case Settled settled:
                await call.Output.Item(LooseJson.Object(("said", settled.Said)));
                return VerbEnd.Done;
            case Refused refused:
                return VerbEnd.Conflict($"{refused.Refusal}");
            case NotTaken late:
                return VerbEnd.Unavailable($"{key}: {late.Why}");
            case var other:
                return VerbEnd.Failed($"the settings answered {other.GetType().Name}");
        }
    }
}
