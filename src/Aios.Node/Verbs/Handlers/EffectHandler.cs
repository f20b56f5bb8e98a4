using System.Text.Json;
using Aios.Loop.Effects;
using Aios.Loop.Surface.Verbs;
using Aios.Loop.Vocabulary;

namespace Aios.Node.Verbs.Handlers;

internal static class EffectHandler
{
    public static async Task<VerbEnd> List(NodeCall call)
    {
        var (isOpen, isUnknown) = (call.Arguments.Flag("open"), call.Arguments.Flag("unknown"));
        if (isOpen && isUnknown)
            return VerbEnd.Usage("--open and --unknown exclude each other: being carried out, or nobody knows");
        EffectStanding? standing =
            isOpen ? EffectStanding.Open
            : isUnknown ? EffectStanding.Unknown
            : null;
        var run = call.Arguments.Text("run") is { } id ? new RunId(id) : (RunId?)null;
        var limit = (int)call.Arguments.Whole("limit", 50);
        var after = call.Arguments.Text("after") is { } given ? new EffectId(given) : (EffectId?)null;
        if (after is { } place && await call.Views.Effect(place) is null)
            return VerbEnd.Usage($"--after is {Shown.Quote(place.Value)}; it must be the id of an effect that is on record");
        var found = await call.Views.Effects(new EffectQuery(standing, run, limit + 1) { After = after });
        foreach (var record in found.Take(limit))
            await call.Output.Item(LooseJson.Object([.. Members(record)]));
        if (found.Count > limit)
            await call.Output.More($"showing the newest {limit}; --limit N shows more, --run RUN fewer");
        return VerbEnd.Done;
    }

    public static async Task<VerbEnd> Show(NodeCall call)
    {
        var id = call.Arguments.Text("id")!;
        if (await call.Views.Effect(new EffectId(id)) is not { } record)
            return VerbEnd.NotFound($"effect {Shown.Quote(id)} is not on record; 'aios effects ls' lists the newest");
        await Tell(call, record);
        return VerbEnd.Done;
    }

    public static async Task<VerbEnd> Resolve(NodeCall call)
    {
        var said = new EffectProtocol.ResolveEffect(
            new EffectId(call.Arguments.Text("id")!),
            call.Arguments.Text("as") == "happened",
            call.Arguments.Text("reason") ?? "",
            call.Caller.Detail
        );
        var answer = await call.Views.Resolve(said);
        if (answer.Refusal is { } refusal)
            return answer.Record is null ? VerbEnd.NotFound($"{refusal}") : VerbEnd.Conflict($"{refusal}");
        await Tell(call, answer.Record!);
        return VerbEnd.Done;
    }

    private static async Task Tell(NodeCall call, EffectRecord record)
    {
        var run = await call.Views.Run(record.Intent.Run);
        await call.Output.Item(
            LooseJson.Object([
                .. Members(record),
                ("trace_id", record.Intent.TraceId),
                ("output", record.Outcome is { Output.Length: > 0 } outcome ? outcome.Output : null),
                ("run_phase", run?.Phase.Text()),
            ])
        );
    }

    private static IEnumerable<(string, object?)> Members(EffectRecord record) =>
        [
            ("id", record.Intent.Id.Value),
            ("run", record.Intent.Run.Value),
            ("step", record.Intent.Step),
            ("attempt", record.Intent.Attempt),
            ("state", record.Standing.ToString().ToLowerInvariant()),
            ("kind", record.Intent.Action.Kind),
            ("action", ActionText.Of(record.Intent.Action)),
            ("risk", record.Intent.Risk.ToString().ToLowerInvariant()),
            ("idempotent", record.Intent.Idempotent),
            ("timeout_ms", (long)record.Intent.Timeout.TotalMilliseconds),
            ("intent_at", TimeText.Of(record.IntentAt)),
            ("unknown_at", record.UnknownAt is { } unknown ? TimeText.Of(unknown) : null),
            ("outcome_at", record.OutcomeAt is { } at ? TimeText.Of(at) : null),
            ("result", record.Outcome is { } outcome ? JsonNamingPolicy.KebabCaseLower.ConvertName(outcome.Result.ToString()) : null),
            ("source", record.Outcome?.Source.ToString().ToLowerInvariant()),
            ("detail", record.Outcome?.Detail),
            ("exit_code", record.Outcome?.ExitCode),
            ("duration_ms", record.Outcome?.DurationMs),
        ];
}
