using Aios.Loop.Effects;
using Aios.Loop.Reacting;
using Aios.Loop.Vocabulary;
using Aios.Testing;
using Xunit.Abstractions;

namespace Aios.Loop.Tests.Reacting;

/// <summary>What each kind of step becomes, and what it must be.</summary>
public sealed class ActionSpecs(ITestOutputHelper output)
{
    private static readonly ActionTemplate.File Edit = new(Text("/etc/app.conf"), FileChange.Append, [Text("a "), From("x")], null, "0644");

    [Fact]
    public void A_file_step_is_undone_by_what_it_kept_without_a_word_of_the_author()
    {
        var (plan, step) = Planned(Edit, """{"x":"b"}""");

        Assert.Equal(new EffectAction.ChangeFile("/etc/app.conf", FileChange.Append, "a b", null, "0644", $"{plan.Id}/do"), step.Action);
        Assert.Equal(new EffectAction.Restore($"{plan.Id}/do"), step.Undo);
        Assert.Equal(new UndoTerms(Risk.Reversible, 30_000, true, null), step.UndoTerms);
        Assert.Equal((Risk.Reversible, false), (step.Risk, step.NeedsNoUndo));
    }

    [Fact]
    public void A_snapshot_is_the_first_step_and_is_put_back_last()
    {
        var playbook = Facts.Playbook() with { Snapshot = ["/etc/app/*.conf"] };
        var plan = PlanRules.Plan(playbook, Facts.Event(1)).Plan!;

        Assert.Empty(PlaybookRules.Check(playbook));
        Assert.Equal(["snapshot", "mend"], plan.Steps.Select(step => step.Id));
        Assert.Equal(["/etc/app/*.conf"], Assert.IsType<EffectAction.KeepFiles>(plan.Steps[0].Action).Files);
        Assert.Equal((new EffectAction.Restore($"{plan.Id}/snapshot"), true), (plan.Steps[0].Undo, plan.Steps[0].Idempotent));
        Assert.Equal(PlanRules.DeadlineMs(Facts.Playbook()) + 30_000, plan.DeadlineMs);
    }

    [Theory]
    [InlineData("GET", Risk.Read, true, true)]
    [InlineData("HEAD", Risk.Read, true, true)]
    [InlineData("POST", Risk.Reversible, false, false)]
    public void A_request_that_only_reads_needs_no_word_about_risk(string method, Risk risk, bool idempotent, bool needsNoUndo)
    {
        var http = new ActionTemplate.Http(Text("http://app.example.com/"), method, [], null, []);
        var (_, step) = Planned(http, "{}");

        Assert.Equal((risk, idempotent, needsNoUndo), (step.Risk, ActionDefaults.IsIdempotent(http), step.NeedsNoUndo));
        AssertFaults(http, http.IsSafe ? [] : ["risk"]);
    }

    [Theory]
    [InlineData(ServiceChange.Start, true, true, false)]
    [InlineData(ServiceChange.Stop, true, true, false)]
    [InlineData(ServiceChange.Restart, false, false, true)]
    [InlineData(ServiceChange.Reload, true, false, true)]
    public void A_service_is_disruptive_and_goes_back_when_it_was_started_or_stopped(
        ServiceChange change,
        bool idempotent,
        bool isUndone,
        bool needsNoUndo
    )
    {
        var service = new ActionTemplate.Service(Text("web"), change);
        var (plan, step) = Planned(service, "{}");

        Assert.Equal(Risk.Disruptive, step.Risk);
        Assert.Equal(idempotent, ActionDefaults.IsIdempotent(service));
        Assert.Equal((isUndone ? new EffectAction.Restore($"{plan.Id}/do") : null, needsNoUndo), (step.Undo, step.NeedsNoUndo));
    }

    [Fact]
    public void A_setting_and_a_clean_up_are_reversible_and_go_back()
    {
        foreach (
            var action in (ActionTemplate[])
                [
                    new ActionTemplate.Set("aios.log.level", Text("debug")),
                    new ActionTemplate.Clean(Text("/var/log/app"), "*.log.*", TimeSpan.FromDays(7), 3),
                ]
        )
        {
            var (plan, step) = Planned(action, "{}");
            Assert.Equal((Risk.Reversible, new EffectAction.Restore($"{plan.Id}/do")), (step.Risk, step.Undo));
            Assert.True(ActionDefaults.IsIdempotent(action));
            Assert.Empty(FaultsOf(action));
        }
    }

    [Fact]
    public void All_faults_of_an_action_are_told_at_once_by_the_names_of_the_file()
    {
        AssertFaults(
            new ActionTemplate.Http(
                Text("ftp://x/"),
                "BREW",
                [new("Host", Text("x"), null), new("X y", Text("a"), null), new("X", Text("a\r\nb"), null), new("Y", Text(""), "hunter2")],
                Text("body"),
                [99]
            ),
            "http.expect-status",
            "http.headers.Host",
            "http.headers.X",
            "http.headers.X y",
            "http.headers.Y",
            "http.method",
            "http.url",
            "risk"
        );
        AssertFaults(new ActionTemplate.Http(Text("http://x/"), "GET", [], Text("body"), []), "http.body");
        AssertFaults(
            new ActionTemplate.File(Text("/etc/../shadow"), FileChange.Replace, [], "", "4755"),
            "file.mode",
            "file.path",
            "file.replace.text"
        );
        AssertFaults(new ActionTemplate.Clean(Text("var"), "../*", TimeSpan.Zero, -1), "file.delete.glob", "file.delete.keep", "file.path");
        AssertFaults(new ActionTemplate.Service(Text("--now"), ServiceChange.Reload), "service.name");
        AssertFaults(new ActionTemplate.Notify([Text("x")]) { Channel = "pigeon" }, "notify.channel");
    }

    [Theory]
    [InlineData("/etc/*/x")]
    [InlineData("etc/x")]
    [InlineData("/etc/../x")]
    public void Files_of_a_snapshot_are_absolute_and_only_the_last_part_is_a_pattern(string files) =>
        Assert.Contains(PlaybookRules.Check(Facts.Playbook() with { Snapshot = [files] }), fault => fault.Member == "playbook.snapshot");

    [Fact]
    public void Hostile_values_of_an_event_stay_what_they_are_or_make_no_plan()
    {
        string[] values =
        [
            ";reboot",
            "$(id)",
            "`id`",
            "{a,b}",
            "a\nb",
            "-rf",
            "--output=/etc/passwd",
            "a\0b",
            new string('x', 1 << 20),
            "\u202Egnp.exe",
            "../../etc/passwd",
            "/etc/shadow",
            "${HOME}",
            "{{payload.pid}}",
            "{ from = payload.pid }",
            "%s%n",
            "~root",
            "*",
            "\uFEFF",
            "",
        ];
        var evidence = new Evidence(output, "T17");
        var (asTheyAre, refused) = (0, 0);
        foreach (var value in values)
        {
            var payload = LooseJson.Object(("x", value)).GetRawText();
            foreach (
                var (action, read) in (IEnumerable<(ActionTemplate, Func<EffectAction, string>)>)
                    [
                        (new ActionTemplate.Process([Text("/bin/x"), From("x")]), done => ((EffectAction.RunProcess)done).Arguments[1]),
                        (
                            new ActionTemplate.File(From("x"), FileChange.Write, [], null, null),
                            done => ((EffectAction.ChangeFile)done).Path
                        ),
                        (
                            new ActionTemplate.File(Text("/x"), FileChange.Write, [From("x")], null, null),
                            done => ((EffectAction.ChangeFile)done).Text
                        ),
                        (new ActionTemplate.Http(From("x"), "GET", [], null, []), done => ((EffectAction.SendRequest)done).Url),
                        (
                            new ActionTemplate.Http(Text("http://x/"), "GET", [new("X", From("x"), null)], null, []),
                            done => ((EffectAction.SendRequest)done).Headers[0].Value
                        ),
                        (new ActionTemplate.Service(From("x"), ServiceChange.Start), done => ((EffectAction.ControlService)done).Name),
                        (new ActionTemplate.Set("k", From("x")), done => ((EffectAction.SetSetting)done).Value),
                    ]
            )
            {
                var playbook = Facts.Playbook() with { Steps = [Facts.Step("do") with { Action = action }] };
                var (plan, why) = PlanRules.Plan(playbook, Facts.Event(1, payload: payload));
                if (plan is null)
                {
                    Assert.True(why!.Length < 400, "a refusal shows no megabyte");
                    refused++;
                    continue;
                }
                Assert.Equal(value, read(plan.Steps[0].Action));
                asTheyAre++;
            }
        }
        Assert.True(refused >= 4 * 6 && asTheyAre > refused);
        evidence.Write(
            new
            {
                Corpus = "values",
                Values = asTheyAre + refused,
                Literal = asTheyAre,
                Refused = refused,
                Escapes = 0,
            }
        );
    }

    private static (RunPlan Plan, PlannedStep Step) Planned(ActionTemplate action, string payload)
    {
        var playbook = Facts.Playbook() with { Steps = [Facts.Step("do") with { Action = action, NeedsNoUndo = false }] };
        var plan = PlanRules.Plan(playbook, Facts.Event(1, payload: payload)).Plan!;
        return (plan, plan.Steps[0]);
    }

    private static void AssertFaults(ActionTemplate action, params string[] members) =>
        Assert.Equal(members.Select(member => $"playbook.steps.do.{member}"), FaultsOf(action).Order(StringComparer.Ordinal));

    private static IEnumerable<string> FaultsOf(ActionTemplate action) =>
        PlaybookRules
            .Check(Facts.Playbook() with { Risk = Risk.Disruptive, OwnOnly = true, Steps = [Facts.Step("do") with { Action = action }] })
            .Select(fault => fault.Member);

    private static Argument Text(string text) => new Argument.Literal(text);

    private static Argument From(string name) => new Argument.FromEvent($"payload.{name}", ArgumentKind.String);
}
