using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;

namespace Aios.Office.Tests.Intake.Recorded;

/// <summary>Bodies as other programs send them.</summary>
internal static class Recordings
{
    public static string Firing => Read("alertmanager-firing");

    /// <summary>The first alert is resolved, the second still fires, and three were left out.</summary>
    public static string Mixed => Read("alertmanager-mixed-truncated");

    public static string Batch => Read("cloudevents-batch");

    public static JsonElement Json(string body) => JsonElement.Parse(Encoding.UTF8.GetBytes(body));

    private static string Read(string name, [CallerFilePath] string here = "") =>
        File.ReadAllText(Path.Combine(Path.GetDirectoryName(here)!, name + ".json"));
}
