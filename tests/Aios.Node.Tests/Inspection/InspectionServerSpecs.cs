using Aios.Loop.Surface.Verbs;
using Aios.Loop.Vocabulary;
using Aios.Node.Inspection;
using Aios.Node.Verbs;
using static Aios.Node.Tests.Inspection.RunningNode;

namespace Aios.Node.Tests.Inspection;

public sealed class InspectionServerSpecs
{
    public static TheoryData<string, string> Lists =>
        new()
        {
            { "status", "{}" },
            { "score", """{"explain":true}""" },
            { "queue ls", "{}" },
            { "queue pause", "{}" },
            { "queue drain", """{"reason":"upgrade"}""" },
            { "queue cancel", """{"all":true,"dry-run":true}""" },
            { "queue cancel", """{"type":"resource.*","yes":true}""" },
            { "queue requeue", """{"seq":120,"yes":true}""" },
            { "sensors ls", "{}" },
            { "actor hierarchy", """{"depth":"4"}""" },
            { "actor path", """{"path":"sensors/disk"}""" },
            { "heartbeat stats", "{}" },
            { "heartbeat history", "{}" },
            { "doctor", "{}" },
            { "snapshots actors", "{}" },
            { "heartbeat watch", """{"count":1}""" },
            { "events emit", """{"type":"deploy.finished","payload":{"version":"1.4"}}""" },
            { "playbooks ls", "{}" },
            { "playbooks show", """{"id":"disk-cleanup"}""" },
            { "runs ls", "{}" },
            { "decisions ls", "{}" },
            { "decisions show", $$"""{"id":"{{FakeDecisions.Match}}"}""" },
            { "decisions search", """{"text":"disk"}""" },
            { "decisions stats", "{}" },
            { "decisions export", "{}" },
            { "backup", """{"to":"/tmp/copy"}""" },
            { "effects ls", "{}" },
            { "effects show", $$"""{"id":"{{FakeEffects.Finished}}"}""" },
            { "effects resolve", $$"""{"id":"{{FakeEffects.Unknown}}","as":"happened"}""" },
            { "incidents ls", "{}" },
            { "incidents show", $$"""{"id":"{{FakeIncidents.Open}}"}""" },
            { "incidents ack", $$"""{"id":"{{FakeIncidents.Open}}","reason":"on it"}""" },
            { "why", """{"id":"disk-cleanup-0a1b2c3d4e"}""" },
            { "why-not", """{"playbook":"disk-cleanup","event":"116"}""" },
            { "traces show", $$"""{"id":"{{FakeIncidents.Trace}}"}""" },
            { "snapshots ls", "{}" },
            { "rollback", """{"actor":"score","to":"200","dry-run":true}""" },
            { "rollback", """{"actor":"score","to":"score@200","yes":true}""" },
            { "runs show", """{"id":"disk-cleanup-0a1b2c3d4e"}""" },
        };

    [Theory]
    [MemberData(nameof(Lists))]
    public async Task Every_verb_answers_with_items_of_its_schema(string verb, string arguments)
    {
        await using var node = new RunningNode();
        var answers = await node.Ask(verb, arguments);
        Assert.Equal(new InspectionAnswer.End(0, null), answers[^1]);
        var items = answers.OfType<InspectionAnswer.Item>().ToList();
        Assert.NotEmpty(items);
        Assert.All(items, item => SchemaCheck.Assert(VerbRegistry.Get(verb).Schema, item.Value));
    }

    [Fact]
    public async Task One_connection_serves_one_request_after_another()
    {
        await using var node = new RunningNode();
        using var client = await node.Connect();
        for (var i = 0; i < 3; i++)
            Assert.Equal(2, (await Ask(client, "status")).Count);
    }

    [Fact]
    public async Task Trouble_ends_status_with_code_2()
    {
        await using var node = new RunningNode();
        node.Views.StatusAnswer = node.Views.StatusAnswer with { Trouble = ["the journal is slow"] };
        Assert.Equal(new InspectionAnswer.End(ExitCode.Unhealthy, null), (await node.Ask("status"))[^1]);
    }

    [Fact]
    public async Task An_emitted_event_reaches_the_node_as_it_was_sent()
    {
        await using var node = new RunningNode();
        await node.Ask("events emit", """{"type":"a.b","severity":"error","source":"me","id":"x1","payload":{"n":1}}""");
        var sent = Assert.Single(node.Views.Emitted);
        Assert.Equal(("a.b", Severity.Error, "me", "x1", true), (sent.Type, sent.Severity, sent.Source, sent.Id.Value, sent.HasSuppliedId));
        Assert.Equal("""{"n":1}""", sent.Payload!.Value.GetRawText());
        Assert.Equal(Priority.P2, sent.Priority);
        Assert.Equal(FakeViews.Start + 60_000, sent.Timestamp);
    }

    [Fact]
    public async Task A_search_asks_for_its_words_and_its_filters()
    {
        await using var node = new RunningNode();
        await node.Ask("decisions search", """{"text":"disk low","stage":"react","outcome":"failed","tag":"matched","limit":7}""");
        Assert.Equal(
            new DecisionQuery(LoopStage.React, DecisionOutcome.Failed, "matched", null, null, null, "disk low", 8),
            node.Views.AskedDecisions
        );
    }

    [Fact]
    public async Task A_library_without_full_text_search_is_named()
    {
        await using var node = new RunningNode();
        node.Views.LacksFullText = true;
        var end = (InspectionAnswer.End)(await node.Ask("decisions search", """{"text":"disk"}"""))[^1];
        Assert.Equal(ExitCode.Failed, end.Code);
        Assert.Contains("no full-text search (FTS5)", end.Error);
    }

    [Fact]
    public async Task What_a_person_says_about_an_effect_carries_who_said_it()
    {
        await using var node = new RunningNode();
        await node.Ask("effects resolve", $$"""{"id":"{{FakeEffects.Unknown}}","as":"not-happened","reason":"the file is not there"}""");
        var said = Assert.Single(node.Views.Said);
        Assert.Equal((FakeEffects.Unknown, false, "the file is not there"), (said.Effect.Value, said.Happened, said.Reason));
        Assert.Equal($"uid {PeerRules.OwnUserId}, pid {Environment.ProcessId}", said.By);
    }

    [Theory]
    [InlineData(FakeEffects.Finished, ExitCode.Refused, "it is finished: ok, ended with code 0")]
    [InlineData("calm-process-1111111111/renice#1", ExitCode.Refused, "it is being carried out just now")]
    [InlineData("no-such/step#1", ExitCode.Failed, "the ledger does not know it; 'aios effects ls --unknown' lists")]
    public async Task An_answer_that_nobody_needs_is_refused_with_the_reason(string id, int code, string why)
    {
        await using var node = new RunningNode();
        var end = (InspectionAnswer.End)(await node.Ask("effects resolve", $$"""{"id":"{{id}}","as":"happened"}"""))[^1];
        Assert.Equal(code, end.Code);
        Assert.Contains(why, end.Error);
    }

    [Fact]
    public async Task A_refused_event_is_a_usage_fault_that_names_field_and_rule()
    {
        await using var node = new RunningNode();
        var end = (InspectionAnswer.End)(await node.Ask("events emit", """{"type":"a b"}"""))[^1];
        Assert.Equal(ExitCode.Usage, end.Code);
        Assert.Contains("type is 'a b'; it must be 1–200 characters", end.Error);
    }

    [Theory]
    [InlineData("runs sow", "{}", ExitCode.Usage, "did you mean 'runs show'?")]
    [InlineData("effects ls", """{"open":true,"unknown":true}""", ExitCode.Usage, "--open and --unknown exclude each other")]
    [InlineData("backup", """{"to":"copy"}""", ExitCode.Usage, "TO is 'copy'; it must be an absolute path")]
    [InlineData("backup", """{"to":"/tmp/full"}""", ExitCode.Failed, "/tmp/full: the folder is not empty")]
    [InlineData("up", "{}", ExitCode.Usage, "verb 'up' is not known")]
    [InlineData("runs ls", """{"limit":"many"}""", ExitCode.Usage, "--limit is 'many'; it must be a whole number from 1 to 1000")]
    [InlineData("runs ls", """{"colour":"red"}""", ExitCode.Usage, "'runs ls' has no argument 'colour'")]
    [InlineData("runs show", "{}", ExitCode.Usage, "ID is missing")]
    [InlineData("runs show", """{"id":"none"}""", ExitCode.Failed, "run 'none' is not known")]
    [InlineData("playbooks show", """{"id":"none"}""", ExitCode.Failed, "loaded are disk-cleanup")]
    [InlineData("events tail", """{"where":"payload."}""", ExitCode.Usage, "it must be a condition; line 1")]
    [InlineData("events tail", """{"type":"a*b"}""", ExitCode.Usage, "prefix.*")]
    public async Task A_bad_request_is_told_what_is_wrong(string verb, string arguments, int code, string error)
    {
        await using var node = new RunningNode();
        var end = Assert.IsType<InspectionAnswer.End>(Assert.Single(await node.Ask(verb, arguments)));
        Assert.Equal(code, end.Code);
        Assert.Contains(error, end.Error);
    }

    [Fact]
    public async Task A_stream_gives_what_fits_as_it_comes()
    {
        await using var node = new RunningNode();
        node.Views.Append(FakeViews.Record(120, "resource.old", Severity.Critical));
        node.Views.Append(FakeViews.Record(121, "resource.cpu_spike", Severity.Info));
        node.Views.Append(FakeViews.Record(122, "agent.error", Severity.Error));
        node.Views.Append(FakeViews.Record(123, "resource.cpu_spike", Severity.Warn, """{"value":10}"""));
        node.Views.Append(FakeViews.Record(124, "resource.cpu_spike", Severity.Warn));
        var answers = await node.Ask("events tail", """{"type":"resource.*","severity":"warn","where":"payload.value > 90.0","limit":1}""");
        Assert.Equal(124, Assert.IsType<InspectionAnswer.Item>(answers[0]).Value.GetProperty("seq").GetInt64());
        Assert.IsType<InspectionAnswer.End>(answers[1]);
    }

    [Fact]
    public async Task A_read_that_hangs_is_given_up_after_30_seconds()
    {
        await using var node = new RunningNode();
        node.Views.BeforeStatus = () => new TaskCompletionSource().Task;
        var asked = node.Ask("status");
        await node.Clock.WaitForTimer(TimeSpan.FromSeconds(30));
        node.Clock.Advance(TimeSpan.FromSeconds(30));
        var end = Assert.IsType<InspectionAnswer.End>(Assert.Single(await asked));
        Assert.Equal((ExitCode.Failed, "'status' took longer than 30 s and was given up"), (end.Code, end.Error));
    }

    [Fact]
    public async Task A_handler_that_throws_is_an_error_of_that_request_only()
    {
        await using var node = new RunningNode();
        node.Views.BeforeStatus = () => throw new InvalidDataException("broken");
        using var client = await node.Connect();
        var end = Assert.IsType<InspectionAnswer.End>((await Ask(client, "status"))[^1]);
        Assert.Equal((ExitCode.Failed, "InvalidDataException: broken"), (end.Code, end.Error));
        Assert.Equal(new InspectionAnswer.End(0, null), (await Ask(client, "score"))[^1]);
    }

    [Fact]
    public async Task Every_request_leaves_an_audit_line()
    {
        await using var node = new RunningNode();
        await node.Ask("runs show", """{"id":"none"}""");
        var line = await node.NextAudit();
        Assert.Empty(node.Audit);
        Assert.Equal(
            (Environment.ProcessId, PeerRules.OwnUserId, "runs show", """{"id":"none"}""", ExitCode.Failed),
            (line.Pid, line.UserId, line.Verb, line.Arguments, line.Code)
        );
    }

    [Fact]
    public async Task A_failing_audit_ends_nothing()
    {
        using var folder = new TemporaryFolder();
        var host = new InspectionHost(
            RunningNode.Verbs(new FakeViews(), TimeProvider.System),
            TimeProvider.System,
            PeerRules.OfThisProcess,
            _ => throw new IOException("disk full")
        );
        await using var server = InspectionServer.Start(Path.Combine(folder.Path, "s"), host);
        using var client = await InspectionClient.Connect(server.Path, CancellationToken.None);
        Assert.Equal(2, (await Ask(client, "status")).Count);
    }

    [Fact]
    public async Task A_tail_says_how_many_events_its_condition_could_not_answer()
    {
        await using var node = new RunningNode();
        node.Views.Append(FakeViews.Record(121, "a.b", Severity.Info, """{"value":"high"}"""));
        node.Views.Append(FakeViews.Record(122, "a.b", Severity.Info, """{"value":91.5}"""));
        var answers = await node.Ask("events tail", """{"after":0,"where":"payload.value > 90.0","limit":1}""");
        Assert.StartsWith(
            "1 event(s) have no answer to --where; the first: event 121: ",
            Assert.IsType<InspectionAnswer.Progress>(answers[0]).Text
        );
        Assert.Equal(ExitCode.Done, Assert.IsType<InspectionAnswer.End>(answers[^1]).Code);
    }

    [Fact]
    public async Task A_stopping_node_tells_its_clients()
    {
        var node = new RunningNode();
        using var client = await node.Connect();
        var tail = Ask(client, "events tail");
        node.Views.Append(FakeViews.Record(121, "a.b", Severity.Info));
        await node.Views.FirstTailed.Task.WaitAsync(Patience);
        await node.DisposeAsync();
        var end = Assert.IsType<InspectionAnswer.End>((await tail)[^1]);
        Assert.Equal((ExitCode.NotReachable, "the node is stopping"), (end.Code, end.Error));
    }
}
