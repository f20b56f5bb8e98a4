using System.Text.Json;
using Aios.Loop.Ports;
using Aios.Loop.Surface;
using Aios.Loop.Surface.Verbs;
using Aios.Node.Verbs;
using Aios.Office.Access;

namespace Aios.Node.Tests.Verbs;

public sealed class AuditedVerbsSpecs
{
    private readonly FakeVerbs _verbs = new();
    private readonly FakeAudit _audit = new();
    private readonly ManualTime _time = new();
    private readonly AuditedVerbs _audited;

    public AuditedVerbsSpecs() => _audited = new AuditedVerbs(_verbs, _audit, _time);

    [Fact]
    public async Task A_write_is_on_record_with_who_what_and_how_it_ended()
    {
        var end = await Run("freeze", VerbRole.Operator, """{"reason":"looking"}""");
        Assert.Equal(VerbEnd.Done, end);
        var entry = Assert.Single(_audit.Entries);
        Assert.Equal(
            new AuditEntry("token ops", "token ops from ::1", "operator", "freeze", """{"reason":"looking"}""", 0, null, "trace"),
            entry
        );
    }

    [Theory]
    [InlineData("status", "{}")]
    [InlineData("no such verb", "{}")]
    [InlineData("rollback", """{"actor":"score","to":"1","dry-run":true}""")]
    public async Task What_changes_nothing_is_not_noted(string verb, string arguments)
    {
        await Run(verb, VerbRole.Admin, arguments);
        Assert.Equal(1, _verbs.Calls);
        Assert.Empty(_audit.Entries);
    }

    [Fact]
    public async Task What_was_not_understood_is_not_noted()
    {
        _verbs.Answer = VerbEnd.Usage("--reason is missing");
        Assert.Equal(_verbs.Answer, await Run("freeze", VerbRole.Operator));
        Assert.Empty(_audit.Entries);
    }

    [Fact]
    public async Task Nobody_is_told_that_it_is_done_before_that_is_on_record()
    {
        _audit.Held = new TaskCompletionSource();
        var run = Run("freeze", VerbRole.Operator);
        Assert.False(run.IsCompleted);
        _audit.Held.SetResult();
        Assert.Equal(VerbEnd.Done, await run);
    }

    [Fact]
    public async Task What_could_not_be_put_on_record_is_not_acknowledged()
    {
        _audit.Fault = new IOException("the audit could not be kept: the disk is full");
        var end = await Run("freeze", VerbRole.Operator);
        Assert.Equal(ExitCode.Failed, end.Code);
        Assert.Equal("it was done, but the audit could not be kept: the disk is full", end.Error);
    }

    [Fact]
    public async Task A_refusal_for_the_role_is_noted_so_many_times_a_minute()
    {
        _verbs.Answer = VerbEnd.Refused("needs more");
        for (var i = 0; i < NoteBudget.PerMinute + 3; i++)
            await Run("tokens ls", VerbRole.Viewer);
        Assert.Equal(NoteBudget.PerMinute, _audit.Entries.Count);
        _time.Advance(TimeSpan.FromMinutes(1));
        await Run("tokens ls", VerbRole.Viewer);
        Assert.Contains("3 refusals before it are not on record", _audit.Entries[^1].Error, StringComparison.Ordinal);
        Assert.All(_audit.Entries, entry => Assert.Equal(ExitCode.Refused, entry.Code));
    }

    [Fact]
    public async Task Who_leaves_in_the_middle_is_noted()
    {
        _verbs.Thrown = new ClientGoneException("gone");
        await Assert.ThrowsAsync<ClientGoneException>(() => Run("freeze", VerbRole.Operator));
        Assert.Equal(ExitCode.Interrupted, Assert.Single(_audit.Entries).Code);
    }

    [Theory]
    [InlineData("approvals approve", """{"code":"ABC234","id":"a.1"}""", """{"code":"(hidden)","id":"a.1"}""")]
    [InlineData("freeze", """{"secret":"x"}""", """{"secret":"(hidden)"}""")]
    [InlineData("no such verb", """{"token":"x"}""", """{"token":"(hidden)"}""")]
    public void What_is_secret_or_unknown_is_written_down_by_name_alone(string verb, string given, string expected) =>
        Assert.Equal(expected, AuditArguments.Of(VerbRegistry.Find(verb), Arguments(given)));

    [Fact]
    public void Arguments_are_cut()
    {
        var given = Arguments($$"""{"reason":"{{new string('x', 10_000)}}"}""");
        Assert.Equal(500, AuditArguments.Of(VerbRegistry.Get("freeze"), given).Length);
    }

    private Task<VerbEnd> Run(string verb, VerbRole role, string arguments = "{}")
    {
        var caller = new VerbCaller("token ops", "token ops from ::1", role) { TraceId = "trace" };
        return _audited.Run(new VerbCall(verb, Arguments(arguments), caller), null!, CancellationToken.None);
    }

    private static Dictionary<string, JsonElement> Arguments(string json) =>
        JsonElement.Parse(json).EnumerateObject().ToDictionary(each => each.Name, each => each.Value);

    private sealed class FakeVerbs : IVerbs
    {
        public VerbEnd Answer { get; set; } = VerbEnd.Done;
        public Exception? Thrown { get; set; }
        public int Calls { get; private set; }
        public IReadOnlyList<VerbEntry> All => VerbRegistry.All;

        public string MembersOf(string schema) => "";

        public Task<VerbEnd> Run(VerbCall call, IVerbOutput output, CancellationToken cancel)
        {
            Calls++;
            return Thrown is null ? Task.FromResult(Answer) : Task.FromException<VerbEnd>(Thrown);
        }
    }

    private sealed class FakeAudit : IAudit
    {
        public List<AuditEntry> Entries { get; } = [];
        public IOException? Fault { get; set; }
        public TaskCompletionSource? Held { get; set; }

        public async Task Note(AuditEntry entry)
        {
            if (Fault is not null)
                throw Fault;
            if (Held is not null)
                await Held.Task;
            Entries.Add(entry);
        }

        public Task<IReadOnlyList<AuditRecord>> Query(AuditQuery query) => throw new NotSupportedException();

        public Task<AuditCheck> Verify() => throw new NotSupportedException();
    }
}
