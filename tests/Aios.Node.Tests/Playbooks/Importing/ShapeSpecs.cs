using Aios.Loop.Effects;
using Aios.Loop.Reacting;
using Aios.Node.Playbooks.Importing;

namespace Aios.Node.Tests.Playbooks.Importing;

public sealed class ShapeSpecs
{
    [Fact]
    public void Shape_A_asks_for_rule_severity_and_message_and_runs_its_actions()
    {
        var one = Foreign.Taken(Foreign.A);
        var playbook = Assert.Single(one.Playbooks());

        Assert.Equal(('A', "pb-001", "Restart web"), (one.Shape, playbook.Id.Value, playbook.Title));
        Assert.Equal("resource.disk_full", playbook.Trigger.Type);
        Assert.Equal(
            "severity >= warn && (payload.message.contains('it\\'s /var') || payload.error.contains('it\\'s /var'))",
            playbook.Trigger.When!.Text
        );
        Assert.Equal(["/usr/bin/systemctl restart nginx", "/usr/bin/python3 /opt/fix.py --level 3"], playbook.Steps.Select(Line));
        Assert.Equal((TimeSpan.FromSeconds(20), null), (playbook.Steps[0].Timeout, playbook.Steps[1].Timeout));
        Assert.Equal((true, Risk.Reversible, TimeSpan.FromMinutes(15)), (playbook.Enabled, playbook.Risk, playbook.Cooldown));
        Assert.Equal(
            [
                "Changed id (PB_001) is pb-001 now",
                "Changed match.rule_id answers resource.disk_full; the sensors of this node tell of it as resource.disk_low",
            ],
            one.Told()
        );
        Assert.Contains("match.severity", one.Translated);
    }

    [Fact]
    public void Shape_B_checks_with_its_own_command_and_forgets_what_nobody_verified()
    {
        var one = Foreign.Taken(Foreign.B);
        var playbook = one.Playbooks()[0];

        Assert.Equal("Network: renew the lease", playbook.Title);
        Assert.Equal(["agent.error", "resource.network_error"], playbook.Trigger.Types);
        Assert.Equal(["timeout", "refused"], playbook.Trigger.Keywords);
        Assert.Equal("severity == error", playbook.Trigger.When!.Text);
        Assert.Equal(["/usr/sbin/dhclient -r eth0", "/usr/bin/ping -c 1 192.0.2.1"], playbook.Steps.Select(Line));
        Assert.Equal([Risk.Reversible, Risk.Read], playbook.Steps.Select(step => PlaybookRules.RiskOf(playbook, step)));
        Assert.Equal([false, true], playbook.Steps.Select(step => step.Idempotent));
        Assert.Equal(GateKind.SensorRecovered, playbook.Verify.Kind);
        Assert.Equal(0.5, playbook.Confidence);
        Assert.Equal(["action.verify_command", "success_count", "fail_count", "created_at"], one.Notes.Select(note => note.Member));
        Assert.DoesNotContain("success_count", one.Translated);
    }

    [Fact]
    public void Shape_C_looks_for_its_pattern_in_errors_of_agents()
    {
        var playbook = Assert.Single(Foreign.Taken(Foreign.C).Playbooks());

        Assert.Equal("agent.error", playbook.Trigger.Type);
        Assert.StartsWith("(payload.message.matches('out of memory|cannot allocate') || ", playbook.Trigger.When!.Text);
        Assert.Equal(["/usr/local/bin/free-memory --all"], playbook.Steps.Select(Line));
        Assert.Equal((Risk.Reversible, TimeSpan.FromMinutes(30)), (playbook.Risk, playbook.Cooldown));
    }

    [Fact]
    public void Shape_D_needs_no_id_and_counts_its_cooldown_in_seconds()
    {
        var playbook = Foreign.Taken(Foreign.D).Playbooks()[0];

        Assert.Equal(
            ("agents-fail", 3, TimeSpan.FromMinutes(2), 2),
            (playbook.Id.Value, playbook.Version, playbook.Cooldown, playbook.Retry.Retries)
        );
        Assert.Equal(GateKind.None, playbook.Verify.Kind);
    }

    [Fact]
    public void Shape_E_asks_with_operators()
    {
        var one = Foreign.Taken(Foreign.E);
        var playbook = Assert.Single(one.Playbooks());

        Assert.Equal(
            "payload['value'] >= 90 && payload['value'] < 100.5 && severity >= error && payload['host'] == 'a\\'b'",
            playbook.Trigger.When!.Text.Replace("severity in [error, critical]", "severity >= error")
        );
        Assert.Equal(["actions[2].type", "priority"], one.Notes.Select(note => note.Member));
    }

    [Theory]
    [InlineData("network_error", "agent.error resource.network_error")]
    [InlineData("disk_full", "resource.disk_full")]
    [InlineData("process_crash", "agent.error process.crashed")]
    [InlineData("rate_limit", "agent.error api.rate_limit")]
    [InlineData("memory_high", "resource.memory_high")]
    [InlineData("gpu_overheat", "resource.gpu_overheat")]
    [InlineData("app_stopped", "sensor.app.stopped")]
    [InlineData("model_failure", "agent.error llm.error")]
    [InlineData("aios_unhealthy", "score.degraded")]
    [InlineData("deploy.failed", "deploy.failed")]
    public void A_rule_names_event_types(string rule, string types) =>
        Assert.Equal(types, Types(Foreign.One(Foreign.B.Replace("network_error", rule))));

    [Fact]
    public void Keywords_alone_are_a_match()
    {
        var playbook = Assert.Single(Foreign.Taken(Foreign.B.Replace("\"rule\": \"network_error\",", "")).Playbooks());
        Assert.Equal((0, 2), (playbook.Trigger.Types.Count, playbook.Trigger.Keywords.Count));
    }

    [Fact]
    public void Hits_are_counted_within_a_time()
    {
        var counted = Assert.Single(Foreign.Taken(Foreign.A.Replace("\"rule_id\"", "\"min_hit_count\": 3, \"rule_id\"")).Playbooks());
        Assert.Equal((3, TimeSpan.FromMinutes(5)), (counted.Trigger.Window!.Count, counted.Trigger.Window.Within));
        var each = Assert.Single(
            Foreign
                .Taken(
                    Foreign
                        .D.Replace("failed\"", "failed\", \"threshold\": 2, \"window\": 60")
                        .Replace("error\"", "error\", \"threshold\": 2, \"window\": 60")
                )
                .Playbooks()
        );
        Assert.Equal(["type"], each.Trigger.GroupBy);
        var two = Foreign.Taken(Foreign.D.Replace("failed\"", "failed\", \"threshold\": 2, \"window\": 60")).Playbooks();
        Assert.Equal(["agents-fail", "agents-fail-2"], two.Select(playbook => playbook.Id.Value));
        Assert.Equal([true, false], two.Select(playbook => playbook.Trigger.Window is not null));
    }

    [Fact]
    public void A_record_of_the_node_itself_is_never_answered() =>
        Assert.Contains(
            "Changed trigger.rule no longer answers reactor.failed: a record of the node itself starts nothing",
            Foreign.One(Foreign.B.Replace("network_error", "aios_unhealthy")).Told()
        );

    [Theory]
    [InlineData("[\"INFO\", \"WARN\", \"ERR\", \"CRIT\"]", null)]
    [InlineData("[]", null)]
    [InlineData("[\"CRIT\"]", "severity == critical")]
    [InlineData("[\"WARN\", \"CRIT\"]", "severity in [warn, critical]")]
    [InlineData("\"ERR\"", "severity == error")]
    public void Severities_become_a_question(string severities, string? question)
    {
        var when = Foreign.Taken(Foreign.B.Replace("[\"ERR\"]", severities)).Playbooks()[0].Trigger.When?.Text ?? "";
        Assert.Equal(question is not null, when.Contains("severity", StringComparison.Ordinal));
        Assert.Contains(question ?? "", when, StringComparison.Ordinal);
    }

    [Fact]
    public void A_command_for_a_shell_is_imported_disabled_with_the_reason_in_file_and_report()
    {
        var one = Foreign.One(Foreign.A.Replace("systemctl restart nginx", "rm -rf /var/tmp/* && echo done"));
        var playbook = Assert.Single(one.Playbooks());

        Assert.True(one.IsDisabled);
        Assert.False(playbook.Enabled);
        const string Why =
            "actions[1].target (rm -rf /var/tmp/* && echo done) is not carried out: it holds *, which only a shell understands";
        Assert.Contains($"Disables {Why}", one.Told());
        Assert.Contains($"# Disabled: {Why}\n", one.Files[0].Text, StringComparison.Ordinal);
        Assert.IsType<ActionTemplate.Notify>(playbook.Steps[0].Action);
        Assert.Equal("/usr/bin/python3 /opt/fix.py --level 3", Line(playbook.Steps[1]));
    }

    [Theory]
    [InlineData(
        "\"type\": \"notify\", \"message\": \"agents fail\"",
        "\"type\": \"run_agent\", \"agent\": \"x\"",
        "no playbook runs an agent here"
    )]
    [InlineData("\"type\": \"notify\", \"message\": \"agents fail\"", "\"type\": \"schedule_recovery\"", "nothing schedules a recovery")]
    [InlineData("\"type\": \"notify\", \"message\": \"agents fail\"", "\"type\": \"teleport\"", "no such action is known")]
    [InlineData(
        "\"type\": \"notify\", \"message\": \"agents fail\"",
        "\"type\": \"circuit_break\"",
        "nothing of it is an action of a playbook"
    )]
    [InlineData(
        "\"type\": \"notify\", \"message\": \"agents fail\"",
        "\"type\": \"python\", \"target\": \"print(1)\"",
        "only a script by its absolute path"
    )]
    [InlineData(
        "\"type\": \"notify\", \"message\": \"agents fail\"",
        "\"type\": \"shell\", \"target\": \"/bin/a\", \"params\": { \"x\": 1 }",
        "only a list of texts can become arguments"
    )]
    public void What_cannot_be_carried_out_disables(string old, string @new, string why)
    {
        var one = Foreign.One(Foreign.D.Replace(old, @new));
        Assert.Contains(
            one.Told(),
            told => told.StartsWith("Disables", StringComparison.Ordinal) && told.Contains(why, StringComparison.Ordinal)
        );
        Assert.All(one.Playbooks(), playbook => Assert.False(playbook.Enabled));
    }

    [Fact]
    public void Nothing_is_dropped_in_silence()
    {
        var one = Foreign.Taken(Foreign.C.Replace("\"id\": \"oom\",", "\"id\": \"oom\", \"owner\": { \"team\": 1 },"));
        Assert.Contains("LeftOut owner is not known in shape C", one.Told());
    }

    [Theory]
    [InlineData("\"rule\": \"network_error\", \"keywords\": [\"timeout\", \"refused\"],", "", "no match")]
    [InlineData(
        "\"network_error\", \"keywords\": [\"timeout\", \"refused\"]",
        "\"\"",
        "trigger.rule is missing: without it the playbook would answer every event"
    )]
    [InlineData("\"network_error\", \"keywords\": [\"timeout\", \"refused\"]", "null, \"keywords\": [\" \"]", "trigger.rule is missing")]
    [InlineData("\"network_error\"", "\"sun spots\"", "trigger.rule (sun spots) names no event type; known are network_error, disk_full,")]
    [InlineData("\"network_error\"", "7", "trigger.rule (a number) must be a text")]
    [InlineData("[\"ERR\"]", "[\"LOUD\"]", "trigger.severity (LOUD) must be of INFO, WARN, ERR or CRIT")]
    [InlineData("\"auto\"", "\"maybe\"", "action.type (maybe) must be auto, confirm or notify")]
    [InlineData("\"cooldown_min\": 5", "\"cooldown_min\": \"soon\"", "cooldown_min (a text) must be a number or a duration such as 5m")]
    [InlineData("\"enabled\": true", "\"enabled\": \"yes\"", "enabled (a text) must be true or false")]
    [InlineData("\"command\": \"/usr/sbin/dhclient -r eth0\",", "", "action.command is missing")]
    [InlineData("\"id\": \"net\", \"name\": \"Network\",", "\"id\": \"!!\",", "id (!!) gives no id")]
    public void Without_a_match_or_with_a_wrong_value_it_is_refused(string old, string @new, string why)
    {
        Assert.Contains(old, Foreign.B);
        var one = Foreign.One(Foreign.B.Replace(old, @new));
        Assert.True(one.IsRefused);
        Assert.Contains(one.Told(), told => told.Contains(why, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("\"$gte\": 90", "\"$near\": 90", "'$near' is not known; known are $eq, $ne,")]
    [InlineData("\"$gte\": 90", "\"$gte\": [1]", "$gte cannot be asked of a list here")]
    [InlineData("\"payload.value\"", "\"payload.value || true\"", "is no field")]
    [InlineData("resource.cpu_spike", "cpu", "trigger.event_type (cpu) is no event type such as a.b")]
    [InlineData("resource.cpu_spike", "run.failed", "trigger answers nothing that can be answered here")]
    public void A_condition_that_cannot_be_asked_refuses(string old, string @new, string why)
    {
        var one = Foreign.One(Foreign.E.Replace(old, @new));
        Assert.True(one.IsRefused);
        Assert.Contains(one.Told(), told => told.Contains(why, StringComparison.Ordinal));
    }

    [Fact]
    public void A_pattern_that_is_none_refuses() =>
        Assert.Contains(
            "the translation is no playbook: playbook.on.when is no condition",
            Foreign.One(Foreign.C.Replace("out of memory|", "(?=x")).Told()[^1]
        );

    private static string Line(StepTemplate step) =>
        string.Join(' ', ((ActionTemplate.Process)step.Action).Arguments.Select(argument => ((Argument.Literal)argument).Text));

    private static string Types(ImportedPlaybook one) => string.Join(' ', one.Playbooks().SelectMany(playbook => playbook.Trigger.Types));
}
