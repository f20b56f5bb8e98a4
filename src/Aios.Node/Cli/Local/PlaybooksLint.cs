using System.Text.Json;
using Aios.Loop.Surface.Verbs;
using Aios.Loop.Vocabulary;
using Aios.Node.Playbooks.Review;
using Aios.Node.Verbs;

namespace Aios.Node.Cli.Local;

/// <summary>Reads playbook files without a node and says everything that is wrong, and what a careful reviewer would ask.</summary>
internal static class PlaybooksLint
{
    public static async Task<VerbEnd> Lint(LocalCall call)
    {
        var files = GivenFiles.Expand(call.Arguments.Texts("files"), ".conf", out var unread);
        var reviewed = new PlaybookLint(Programs.IsThere).Check(files, unread);
        foreach (var file in reviewed)
            await call.Output.Item(Item(file));
        var (faults, warnings) = (reviewed.Sum(file => file.Faults), reviewed.Sum(file => file.Warnings));
        return faults > 0 ? new VerbEnd(ExitCode.Usage)
            : warnings > 0 && call.Arguments.Text("fail-on") == "warning" ? new VerbEnd(ExitCode.Unhealthy)
            : VerbEnd.Done;
    }

    private static JsonElement Item(LintedFile file) =>
        LooseJson.Object(
            ("file", file.Name),
            ("id", file.Id),
            (
                "state",
                file.Faults > 0 ? "faulty"
                : file.Warnings > 0 ? "warned"
                : "ok"
            ),
            ("findings", file.Findings.Select(Finding))
        );

    private static JsonElement Finding(LintFinding finding) =>
        LooseJson.Object(
            ("line", finding.At.Line),
            ("column", finding.At.Column),
            ("severity", finding.IsFault ? "fault" : "warning"),
            ("rule", finding.Rule),
            ("text", finding.Text)
        );
}
