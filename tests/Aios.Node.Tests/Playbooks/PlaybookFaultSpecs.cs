namespace Aios.Node.Tests.Playbooks;

public sealed class PlaybookFaultSpecs
{
    private const string Step = "{ id = run, process = [/bin/true, { from = payload.target }] }";
    private const string AnyAction =
        "one of process = [PROGRAM, ARGUMENT…], signal = NAME, notify = TEXT, wait = 30s, approve = TEXT, http = {…}, file = {…}, service = {…}, set = {…}";

    [Theory]
    [InlineData("id = tidy", "id = Tidy", "2:8: playbook.id (Tidy) must be 1–64 of a–z, 0–9 and -, beginning with a letter")]
    [InlineData("id = tidy", "", "1:10: playbook.id is missing; it must be a text")]
    [InlineData("id = tidy", "id = [a]", "2:8: playbook.id (a list) must be a text")]
    [InlineData("\"Tidy up\"", "\"\"", "3:11: playbook.title () must be a text of 1 to 120 characters")]
    [InlineData("risk = reversible", "risk = big", "4:10: playbook.risk (big) must be read, reversible, disruptive or destructive")]
    [InlineData(
        "risk = reversible",
        "",
        "1:10: playbook.risk is missing; it must be read, reversible, disruptive or destructive, because a step does more than tell people"
    )]
    [InlineData("targets = own-children", "cooldown = 2d", "5:14: playbook.cooldown (48h) must be between 0s and 24h")]
    [InlineData("targets = own-children", "targets = all", "5:13: playbook.targets (all) must be own-children, listed or any")]
    [InlineData("targets = own-children", "approval = three", "5:14: playbook.approval (three) must be auto, one or two")]
    [InlineData("targets = own-children", "stpes = 1", "5:3: playbook.stpes is not known; did you mean steps? Allowed are id, version, ")]
    [InlineData("targets = own-children", "snapshot = [a]", "5:15: playbook.snapshot (a) must be a list such as [{ files = ")]
    [InlineData(
        "targets = own-children",
        "snapshot = [{ files = \"/etc/*/x\" }]",
        "5:14: playbook.snapshot (/etc/*/x) must be absolute paths without .. of which only the last part holds * or ?"
    )]
    [InlineData("targets = own-children", "enabled = perhaps", "5:13: playbook.enabled (perhaps) must be true or false")]
    [InlineData(
        "targets = own-children",
        "retry { spread = 0 }",
        "5:11: playbook.retry.spread is not known; allowed are retries, min, factor, max, jitter, on"
    )]
    [InlineData("targets = own-children", "retry { jitter = 2 }", "5:20: playbook.retry.jitter (2) must be between 0 and 1")]
    [InlineData("targets = own-children", "retry { retries = 99 }", "5:21: playbook.retry.retries (99) must be between 0 and 20")]
    [InlineData(
        "targets = own-children",
        "retry { on = [never] }",
        "5:17: playbook.retry.on (never) must be a list of timeout, exit-code, not-found or error"
    )]
    [InlineData(
        "type = resource.disk_low",
        "type = \"*\"",
        "6:15: playbook.on.type (*) must be an event type, or a prefix such as resource.*"
    )]
    [InlineData(
        "type = resource.disk_low",
        "type = run.failed",
        "6:15: playbook.on.type (run.failed) must be something else than this node's own records"
    )]
    [InlineData(
        "type = resource.disk_low",
        "type = a.b, group-by = [mount]",
        "6:32: playbook.on.group-by[1] (mount) must be payload.NAME, id, type, source or severity"
    )]
    [InlineData("\"severity >= warn\"", "\"severity >= worn\"", "6:54: playbook.on.when is no condition: ")]
    [InlineData(
        "\"severity >= warn\"",
        "[a]",
        "6:41: playbook.on.when (a list) must be a condition in quotes, such as \"severity >= warn\""
    )]
    [InlineData(Step, "", "7:11: playbook.steps (0) must be between 1 and 32 steps")]
    [InlineData(Step, "run", $"8:5: playbook.steps[1] (run) must be a step: an object with id and {AnyAction}")]
    [InlineData(Step, "{ process = [/bin/true] }", "8:5: playbook.steps[1].id is missing; it must be 1–32 of a–z, ")]
    [InlineData(Step, "{ id = run }", $"8:5: playbook.steps.run has no action; it must have {AnyAction}")]
    [InlineData(
        Step,
        "{ id = run, process = [/bin/true], notify = x }",
        "8:5: playbook.steps.run has process and notify; it must have only one"
    )]
    [InlineData(
        Step,
        "{ id = run, agent = x }",
        "8:17: playbook.steps.run.agent is not supported yet; allowed are id, process, signal, notify, "
    )]
    [InlineData(
        Step,
        "{ id = run, process = \"rm -rf x\" }",
        "8:27: playbook.steps.run.process (rm -rf x) must be a list: the program's absolute path and its arguments (there is no shell)"
    )]
    [InlineData(
        Step,
        "{ id = run, process = [true] }",
        "8:27: playbook.steps.run.process (true) must be a list that begins with the program's absolute path"
    )]
    [InlineData(
        Step,
        "{ id = run, process = [/bin/true, [a]] }",
        "8:39: playbook.steps.run.process[2] (a list) must be a text, or a value of the event"
    )]
    [InlineData(
        Step,
        "{ id = run, process = [/bin/true, { as = int }] }",
        "8:39: playbook.steps.run.process[2].from is missing; it must be payload.NAME, "
    )]
    [InlineData(
        Step,
        "{ id = run, process = [/bin/true, { from = pid }] }",
        "8:48: playbook.steps.run.process[2].from (pid) must be payload.NAME, id, type, source or severity"
    )]
    [InlineData(
        Step,
        "{ id = run, process = [/bin/true, { from = payload.pid, as = float }] }",
        "8:66: playbook.steps.run.process[2].as (float) must be string or int"
    )]
    [InlineData(Step, "{ id = run, process = [/bin/true], pid = 1 }", "8:40: playbook.steps.run.pid is allowed only beside signal")]
    [InlineData(
        Step,
        "{ id = run, process = [/bin/true], timeout = 1ms }",
        "8:50: playbook.steps.run.timeout (1ms) must be between 100ms and 1h"
    )]
    [InlineData(
        Step,
        "{ id = run, signal = TERM, risk = reversible }",
        "8:5: playbook.steps.run.pid is missing; it must be a process id, such as "
    )]
    [InlineData(
        Step,
        "{ id = run, signal = SIGTERM, pid = 5, risk = reversible }",
        "8:26: playbook.steps.run.signal (SIGTERM) must be one of TERM, INT, "
    )]
    [InlineData(
        Step,
        "{ id = run, notify = [] }",
        "8:26: playbook.steps.run.notify (a list) must be a text, or a list of texts and values of the event"
    )]
    [InlineData(
        Step,
        "{ id = run, process = [/bin/true], undo = yes }",
        $"8:47: playbook.steps.run.undo (yes) must be none, or an object with {AnyAction}"
    )]
    [InlineData(
        Step,
        "{ id = run, process = [/bin/true], undo { process = [true] } }",
        "8:57: playbook.steps.run.undo.process (true) must be a list that begins"
    )]
    [InlineData(
        Step,
        "{ id = escalate, process = [/bin/true] }",
        "8:5: playbook.steps.escalate (escalate) must be an id that no other step of this playbook has"
    )]
    [InlineData(
        Step,
        "{ id = run, process = [/bin/true], risk = disruptive }",
        "4:10: playbook.risk (reversible) must be at least that of step run (disruptive)"
    )]
    [InlineData("verify { within = 10s }", "verify = maybe", "10:12: playbook.verify (maybe) must be none, or an object such as ")]
    [InlineData(
        "verify { within = 10s }",
        "verify = none",
        "10:12: playbook.verify (none) must be a gate, because a step changes something"
    )]
    [InlineData("within = 10s", "within = 10ms", "10:21: playbook.verify.within (10ms) must be between 1s and 1h")]
    [InlineData("within = 10s", "after = 20s, within = 10s", "10:20: playbook.verify.after (20s) must be between 0s and 10s")]
    [InlineData("within = 10s", "before = 10s", "10:12: playbook.verify.before is not known; allowed are after, within, expect")]
    [InlineData("within = 10s", "expect = \"sensor.cpu.percent <\"", "10:42: playbook.verify.expect is no condition: ")]
    [InlineData("within = 10s", "expect = \"severity < error\"", "10:22: playbook.verify.expect is no condition: ")]
    [InlineData("[rollback, escalate]", "rollback", "11:15: playbook.otherwise (rollback) must be a list of rungs, such as ")]
    [InlineData("[rollback, escalate]", "[retry]", "11:16: playbook.otherwise[1] (retry) must be a list of steps, rollback or escalate")]
    [InlineData(
        "[rollback, escalate]",
        "[escalate, rollback]",
        "11:26: playbook.otherwise[2] is never reached: nothing may follow escalate"
    )]
    [InlineData(
        "[rollback, escalate]",
        "[rollback, rollback]",
        "11:26: playbook.otherwise[2] is never reached: only escalate may follow rollback"
    )]
    public void Each_fault_is_placed_and_says_what_is_allowed(string old, string changed, string expected)
    {
        Assert.StartsWith("p.conf:" + expected, Assert.Single(Sample.FaultsOf(Sample.With(old, changed))));
    }

    [Theory]
    [InlineData("on { type", "om { type", "6:3: playbook.om is not known; did you mean on? Allowed are ")]
    [InlineData(
        "type = resource.disk_low",
        "typ = a.b",
        "6:8: playbook.on.typ is not known; did you mean type? Allowed are type, types, keywords, whole-words, when, group-by, "
    )]
    [InlineData(
        Step,
        "{ id = run, proces = [/bin/true] }",
        "8:17: playbook.steps.run.proces is not known; did you mean process? Allowed are "
    )]
    [InlineData("playbook {", "playboook {", "1:1: playboook is not known; a file holds one playbook { … } and nothing else")]
    public void A_misspelt_name_is_told_beside_what_is_missing_for_it(string old, string changed, string expected)
    {
        var faults = Sample.FaultsOf(Sample.With(old, changed));

        Assert.Equal(2, faults.Length);
        Assert.Contains(faults, fault => fault.StartsWith("p.conf:" + expected, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("", "p.conf:1:1: playbook is missing; a file holds one playbook { … }")]
    [InlineData("playbook = 5", "p.conf:1:12: playbook (5) must be an object: playbook { id = …, on { type = … }, steps = […] }")]
    [InlineData("playbook {", "p.conf:1:10: the '{' opened here is not closed; close it with '}'")]
    [InlineData("playbook { id = ${HOME} }", "p.conf:1:17: ")]
    public void A_file_without_a_playbook_says_so(string text, string expected)
    {
        Assert.StartsWith(expected, Assert.Single(Sample.FaultsOf(text)));
    }

    [Theory]
    [InlineData(
        "process = [/bin/undo], risk = disruptive",
        "p.conf:4:10: playbook.risk (reversible) must be at least that of the undo of step run"
    )]
    [InlineData("signal = KILL, pid = 1, risk = reversible", "playbook.steps.run.undo.risk (reversible) must be at least disruptive")]
    [InlineData("process = [/bin/undo], timeout = 2h", "playbook.steps.run.undo.timeout (2h) must be between 100ms and 1h")]
    [InlineData(
        "process = [/bin/undo], probe { process = [look] }",
        "playbook.steps.run.undo.probe.process (look) must be a list that begins"
    )]
    [InlineData("process = [/bin/undo], undo = none", "playbook.steps.run.undo.undo is not known")]
    public void An_undo_is_held_to_what_a_step_is_held_to(string undo, string expected)
    {
        var text = Sample.With(Step, $"{{ id = run, process = [/bin/true, {{ from = payload.target }}], undo {{ {undo} }} }}");
        Assert.Contains(expected, Assert.Single(Sample.FaultsOf(text)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_step_that_waits_or_asks_cannot_be_an_undo()
    {
        var text = Sample.With(Step, "{ id = run, process = [/bin/true, { from = payload.target }], undo { wait = 5s } }");
        Assert.Contains("playbook.steps.run.undo (wait) must be an action that puts something back", Assert.Single(Sample.FaultsOf(text)));
    }

    [Fact]
    public void All_faults_of_a_file_come_at_once_in_the_order_of_its_lines()
    {
        var faults = Sample.FaultsOf(
            """
            playbook {
              id = X
              colour = red
              on { type = a.b, when = "severity >=" }
              risk = read
              cooldown = -1s
              steps = [{ id = a, process = [] }, { id = a, notify = "" }]
            }
            """
        );

        Assert.Equal(
            ["2:8", "3:3", "4:39", "6:14", "7:32", "7:38", "7:57"],
            faults.Select(fault => string.Join(':', fault.Split(':')[1..3]))
        );
    }
}
