using Aios.Loop.Effects;
using Aios.Loop.Reacting;
using Aios.Loop.Safety;
using Aios.Loop.Surface.Verbs;
using Aios.Loop.Vocabulary;
using Aios.Node.Settings;
using Aios.Platform.Hocon;

namespace Aios.Node.Playbooks;

/// <summary>Reads one playbook from one file: <c>playbook { … }</c>.</summary>
internal static class PlaybookReader
{
    private const string Root = "playbook";
    private const string NoGate = "none, or an object such as { after = 5s, within = 60s, expect = \"…\" }";
    private static readonly TimeSpan DefaultCooldown = TimeSpan.FromMinutes(60);
    private static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(30);

    private static readonly string[] Members =
    [
        .. (string[])["id", "version", "title", "enabled", "on", "targets", "confidence", "risk", "approval", "cooldown", "timeout"],
        .. (string[])["snapshot"],
        .. (string[])["deadline", "retry", "steps", "verify", "otherwise"],
        .. (string[])["when-busy"],
    ];

    private static readonly ScalarKind<BusyPolicy> WhenBusy = ScalarKinds.Word(
        ("drop-new", BusyPolicy.DropNew),
        ("queue", BusyPolicy.Queue),
        ("cancel-old", BusyPolicy.CancelOld)
    );

    private static readonly ScalarKind<TargetScope> Targets = ScalarKinds.Word(
        ("own-children", TargetScope.OwnChildren),
        ("listed", TargetScope.Listed),
        ("any", TargetScope.Any)
    );

    private static readonly ScalarKind<ApprovalNeed> Approvals = ScalarKinds.Word(
        ("auto", ApprovalNeed.Auto),
        ("one", ApprovalNeed.One),
        ("two", ApprovalNeed.Two)
    );

    private static readonly ScalarKind<EffectResult> Results = ScalarKinds.Word(
        ("timeout", EffectResult.Timeout),
        ("exit-code", EffectResult.ExitCode),
        ("not-found", EffectResult.NotFound),
        ("error", EffectResult.Error)
    );

    /// <param name="name">Of the file, for origins and faults.</param>
    /// <returns>The playbook, or null with at least one fault.</returns>
    public static (Playbook? Playbook, IReadOnlyList<PlacedFault> Faults) Read(string name, string text) => Read(name, text, out _);

    /// <param name="faults">Also knows the places of members where there is no fault.</param>
    public static (Playbook? Playbook, IReadOnlyList<PlacedFault> Faults) Read(string name, string text, out PlaybookFaults faults)
    {
        faults = new PlaybookFaults();
        try
        {
            var file = Hocon.Resolve(Hocon.Parse(text, name));
            foreach (var other in file.Members.Keys.Where(key => key != Root))
                faults.Add(other, file.KeyOrigin(other), "is not known; a file holds one playbook { … } and nothing else");
            if (!file.Members.TryGetValue(Root, out var node))
                faults.Add(Root, file.Origin, "is missing; a file holds one playbook { … }");
            else if (node is not HoconObject playbook)
                faults.Refuse(Root, node, "an object: playbook { id = …, on { type = … }, steps = […] }");
            else
            {
                faults.Stands(Root, file.KeyOrigin(Root));
                var read = Read(new PlaybookSection(playbook, Root, faults), text);
                faults.Take(PlaybookRules.Check(read));
                return (faults.IsEmpty ? read : null, faults.Found);
            }
            return (null, faults.Found);
        }
        catch (HoconException error)
        {
            return (null, [new PlacedFault(Place.Of(error.Origin), error.Fault)]);
        }
    }

    private static Playbook Read(PlaybookSection section, string source)
    {
        section.Allow(Members);
        var id = section.Need("id", ScalarKinds.Text, "");
        var title = Title(section, id);
        var steps = Steps(section);
        var verify = Verify(section, source);
        var targets = section.Read("targets", Targets, TargetScope.Any);
        return new Playbook(
            new PlaybookId(id),
            section.Read("version", ScalarKinds.Integer, 1),
            title,
            section.Read("enabled", ScalarKinds.Boolean, true),
            TriggerReader.Read(section, source),
            section.Read("confidence", ScalarKinds.Number, 0.5),
            RiskOf(section, steps),
            targets == TargetScope.OwnChildren,
            section.Read("cooldown", ScalarKinds.Duration, DefaultCooldown),
            section.Read("timeout", ScalarKinds.Duration, DefaultTimeout),
            section.Has("deadline") ? section.Read("deadline", ScalarKinds.Duration, TimeSpan.FromHours(1)) : null,
            Retry(section),
            steps,
            verify,
            LadderReader.Read(section, title, verify.Kind != GateKind.None),
            Place.Of(section.Node.KeyOrigin("id"))
        )
        {
            WhenBusy = section.Read("when-busy", WhenBusy, BusyPolicy.DropNew),
            Snapshot = OutsideReader.Snapshot(section),
            Approval = section.Read("approval", Approvals, ApprovalNeed.Auto),
            ListedOnly = targets == TargetScope.Listed,
            Print = PrintReader.Read(section.Node),
        };
    }

    private static string Title(PlaybookSection section, string id)
    {
        var title = section.Read("title", ScalarKinds.Text, id);
        if (section.Has("title") && title.Length is 0 or > 120)
            section.Refuse("title", section.Find("title")!, "a text of 1 to 120 characters");
        return title;
    }

    // Only telling people needs no word about risk. Everything else must own up to it: a default would call a deletion harmless.
    private static Risk RiskOf(PlaybookSection section, IReadOnlyList<StepTemplate> steps)
    {
        var tellsOnly = steps.All(step => step.Action is ActionTemplate.Notify or ActionTemplate.Wait or ActionTemplate.Approve);
        if (!section.Has("risk") && !tellsOnly)
            section.Missing("risk", $"{StepReader.Risks.Allowed}, because a step does more than tell people");
        return section.Read("risk", StepReader.Risks, tellsOnly ? Risk.Read : Risk.Reversible);
    }

    private static IReadOnlyList<StepTemplate> Steps(PlaybookSection section)
    {
        const string Allowed = "a list of steps, such as [{ id = tell, notify = \"…\" }]";
        if (!section.Has("steps"))
            section.Missing("steps", Allowed);
        var items = section.List("steps", Allowed);
        var steps = items
            .Select((step, index) => StepReader.Read(step, $"playbook.steps[{index + 1}]", section.Faults))
            .OfType<StepTemplate>()
            .ToArray();
        if (items.Count > 0 && steps.Length == 0)
            section.Faults.IsKnownToBeFaulty("playbook.steps");
        return steps;
    }

    private static GateTemplate Verify(PlaybookSection section, string source)
    {
        var other = GateTemplate.Default;
        if (PlaybookSection.IsWord(section.Find("verify"), "none"))
            return other with { Kind = GateKind.None };
        if (section.Object("verify", NoGate) is not { } verify)
            return other;
        verify.Allow(["after", "within", "expect"]);
        var expect = ConditionReader.Expect(verify, source)?.Text;
        return new GateTemplate(
            verify.Has("expect") ? GateKind.Expectation : GateKind.SensorRecovered,
            verify.Read("after", ScalarKinds.Duration, other.After),
            verify.Read("within", ScalarKinds.Duration, other.Within),
            expect
        );
    }

    private static RetrySettings Retry(PlaybookSection section)
    {
        var other = RetrySettings.Default;
        if (section.Object("retry", "an object such as { retries = 3, min = 2s, factor = 2, max = 30s }") is not { } retry)
            return other;
        retry.Allow(["retries", "min", "factor", "max", "jitter", "on"]);
        var results = new List<EffectResult>();
        foreach (var item in retry.List("on", $"a list of {Results.Allowed}"))
            if (Results.TryRead(item, out var result))
                results.Add(result);
            else
                retry.Refuse("on", item, $"a list of {Results.Allowed}");
        return new RetrySettings(
            retry.Read("retries", ScalarKinds.Integer, other.Retries),
            Milliseconds(retry, "min", other.MinMs),
            retry.Read("factor", ScalarKinds.Number, other.Factor),
            Milliseconds(retry, "max", other.MaxMs),
            retry.Has("on") ? results : other.On
        )
        {
            Jitter = retry.Read("jitter", ScalarKinds.Number, other.Jitter),
        };
    }

    private static long Milliseconds(PlaybookSection section, string name, long other) =>
        (long)section.Read(name, ScalarKinds.Duration, TimeSpan.FromMilliseconds(other)).TotalMilliseconds;
}
