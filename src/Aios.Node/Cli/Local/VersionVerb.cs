using System.Reflection;
using System.Runtime.InteropServices;
using Aios.Loop.Surface.Verbs;
using Aios.Loop.Vocabulary;
using Aios.Node.Verbs;

namespace Aios.Node.Cli.Local;

internal static class VersionVerb
{
    /// <summary>As in the project file, without the commit.</summary>
    public static string Number { get; } =
        (typeof(VersionVerb).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0").Split('+')[
            0
        ];

    public static async Task<VerbEnd> Tell(LocalCall call)
    {
        await call.Output.Item(
            LooseJson.Object(
                ("version", Number),
                ("runtime", RuntimeInformation.FrameworkDescription),
                ("os", RuntimeInformation.OSDescription),
                ("architecture", RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant())
            )
        );
        return VerbEnd.Done;
    }
}
