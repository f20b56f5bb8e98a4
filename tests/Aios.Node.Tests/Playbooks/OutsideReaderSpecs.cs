using Aios.Loop.Effects;
using Aios.Loop.Reacting;
using Aios.Node.Verbs;

namespace Aios.Node.Tests.Playbooks;

public sealed class OutsideReaderSpecs
{
    private const string Step = "{ id = run, process = [/bin/true, { from = payload.target }] }";

    [Theory]
    [InlineData("file = { path = /etc/a, write = \"x\\n\", mode = \"0640\" }", "write /etc/a", "file")]
    [InlineData("file = { path = { from = payload.path }, append = [a, { from = payload.x }] }", "append <payload.path>", "file")]
    [InlineData("file = { path = /etc/a, replace = { text = old, with = new } }", "replace /etc/a", "file")]
    [InlineData("file = { path = /etc/a, delete = true }", "delete /etc/a", "file")]
    [InlineData(
        "file = { path = /var/log/a, delete = { glob = \"*.log.*\", older-than = 7d, keep = 3 } }",
        "delete *.log.* in /var/log/a older than 168h but the newest 3",
        "clean"
    )]
    [InlineData("http = { url = \"http://x/y?token=z\" }", "GET http://x/y?…", "http")]
    [InlineData(
        "risk = reversible, http = { url = \"http://x/\", method = PUT, headers { Accept = a, Authorization = { secret = \"env:T\" } }, body = b, expect-status = [200, 204] }",
        "PUT http://x/",
        "http"
    )]
    [InlineData("risk = reversible, service = { name = nginx, do = reload }", "reload nginx", "service")]
    [InlineData("set = { key = aios.log.level, value = debug }", "aios.log.level = debug", "set")]
    [InlineData(
        "set = { key = aios.sensors.cpu.warn, value = { from = payload.bound } }",
        "aios.sensors.cpu.warn = <payload.bound>",
        "set"
    )]
    [InlineData("notify = { text = [low on, { from = payload.target }], channel = smtp }", "low on <payload.target> by smtp", "notify")]
    [InlineData("notify = { text = hello }", "hello", "notify")]
    public void Each_kind_is_read_and_shown_in_a_line(string action, string shown, string kind)
    {
        var read = Assert.Single(Sample.Read(With(action)).Steps).Action;

        Assert.Equal((shown, kind), (ActionText.Of(read), ActionText.Kind(read)));
    }

    [Fact]
    public void Every_member_of_a_request_is_read()
    {
        var http = Assert.IsType<ActionTemplate.Http>(
            Sample
                .Read(
                    With(
                        "risk = reversible, http = { url = \"http://x/\", method = PUT, headers { Accept = a, Authorization = { secret = \"env:T\" } }, body = b, expect-status = 204 }"
                    )
                )
                .Steps[0]
                .Action
        );

        Assert.Equal(("PUT", (Argument?)new Argument.Literal("b")), (http.Method, http.Body));
        Assert.Equal([204], http.ExpectStatus);
        Assert.Equal(
            [new HeaderTemplate("Accept", new Argument.Literal("a"), null), new("Authorization", new Argument.Literal(""), "env:T")],
            http.Headers
        );
    }

    [Fact]
    public void A_snapshot_of_files_is_read() =>
        Assert.Equal(
            ["/etc/a/*.conf", "/etc/b"],
            Sample.Read(Sample.With("targets = own-children", "snapshot = [{ files = \"/etc/a/*.conf\" }, { files = /etc/b }]")).Snapshot
        );

    [Theory]
    [InlineData("file = x", "playbook.steps.run.file (x) must be an object such as { path = ")]
    [InlineData("file = { path = /etc/a }", "playbook.steps.run.file must have exactly one of write, append, replace, delete")]
    [InlineData("file = { path = /etc/a, write = x, append = y }", "playbook.steps.run.file must have exactly one of write, append")]
    [InlineData("file = { write = x }", "playbook.steps.run.file.path is missing; it must be an absolute path")]
    [InlineData("file = { path = etc, write = x }", "playbook.steps.run.file.path (etc) must be an absolute path without . or ..")]
    [InlineData("file = { path = /etc/a, write = x, mode = \"4755\" }", "playbook.steps.run.file.mode (4755) must be octal")]
    [InlineData("file = { path = /etc/a, delete = true, mode = \"0644\" }", "playbook.steps.run.file.mode is not allowed beside delete")]
    [InlineData(
        "file = { path = /etc/a, delete = { older-than = 7d } }",
        "playbook.steps.run.file.delete.glob is missing; it must be a text"
    )]
    [InlineData("http = { }", "playbook.steps.run.http.url is missing; it must be a URL")]
    [InlineData("http = { url = \"ftp://x\" }", "playbook.steps.run.http.url (ftp://x) must be a URL that begins with http://")]
    [InlineData("http = { url = \"http://x/\", method = POST }", "playbook.steps.run.risk (none) must be said: read, ")]
    [InlineData("http = { url = \"http://x/\", headers { Host = y } }", "playbook.steps.run.http.headers.Host (Host) must be left out")]
    [InlineData(
        "http = { url = \"http://x/\", expect-status = ok }",
        "playbook.steps.run.http.expect-status (ok) must be a status such as 200"
    )]
    [InlineData(
        "service = { name = a, do = kick }, risk = reversible",
        "playbook.steps.run.service.do (kick) must be start, stop, restart or reload"
    )]
    [InlineData(
        "set = { key = aios.scheduler.policy, value = fifo }",
        "playbook.steps.run.set.key (aios.scheduler.policy) must be aios.heartbeat.interval, "
    )]
    [InlineData(
        "set = { key = aios.scheduler.max-concurrent, value = 2 }",
        "playbook.steps.run.set.value (2) must be between 3 and 256 steps"
    )]
    [InlineData(
        "set = { key = aios.heartbeat.interval, value = slow }",
        "playbook.steps.run.set.value (slow) must be a duration such as 500ms, 30s, 5m, 2h or 1d (without unit: milliseconds), between 100ms and 1m"
    )]
    [InlineData("set = { value = x }", "playbook.steps.run.set.key is missing; it must be aios.heartbeat.interval, ")]
    [InlineData(
        "notify = { text = x, channel = pigeon }",
        "playbook.steps.run.notify.channel (pigeon) must be one of console, webhook, smtp"
    )]
    public void Each_fault_names_its_member(string action, string expected)
    {
        var fault = Assert.Single(Sample.FaultsOf(With(action)));

        Assert.StartsWith(expected, fault[(fault.IndexOf(": ", StringComparison.Ordinal) + 2)..]);
    }

    private static string With(string action) => Sample.With(Step, $"{{ id = run, {action} }}");
}
