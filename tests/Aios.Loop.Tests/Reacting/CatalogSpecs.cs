using System.Text.Json;
using Aios.Loop.Conditions;
using Aios.Loop.Reacting;
using Aios.Loop.Scheduling;
using Aios.Loop.Vocabulary;

namespace Aios.Loop.Tests.Reacting;

public sealed class CatalogSpecs
{
    private static readonly string[] Types = ["a", "a.b", "a.b.c", "a.c", "b.c", "ab.c"];
    private static readonly string[] Patterns = ["a", "a.b", "a.*", "a.b.*", "b.c", "b.*", "ab.c"];
    private static readonly string[] Words = ["full", "FULL", "ull", "disk", "disk full", "b.c", "x"];
    private static readonly string[] Texts = ["Disk FULL", "fully", "dis", "disk", "nothing", "", "the disk full of x", "xfull_"];
    private static readonly string[] Values = ["1", "1.0", "1e300", "\"1\"", "\"x\"", "true", "null", "[1]", "{}", "-0.0"];
    private static readonly string[] Literals = ["1", "1.0", "1e300", "'1'", "'x'", "true", "null", "[1]", "0", "payload.b"];

    [Fact]
    public void Playbooks_are_found_exactly_as_by_asking_each_of_them() =>
        Draw.ForAll(
            Draw.Int(0, int.MaxValue - 1),
            seed =>
            {
                var random = new Random(seed);
                var playbooks = Enumerable.Range(0, random.Next(1, 40)).Select(i => PlaybookOf(random, i)).ToArray();
                var (catalog, recorded) = (new Catalog(playbooks), EventOf(random));
                var scope = new EventScope(recorded);

                var naive = playbooks.Where(playbook => Fits(playbook, recorded, scope)).Select(Id).Order();
                var found = catalog.Candidates(scope).ToArray();

                Assert.Equal(found.Select(Id).Distinct().Count(), found.Length);
                Assert.Equal(naive, found.Where(playbook => Holds(playbook, scope)).Select(Id).Order());
                Assert.All(found, playbook => Assert.True(Asks(playbook, recorded)));
                Assert.Equal(
                    playbooks.Any(playbook => playbook.Enabled && playbook.Trigger.FitsType(recorded.Event.Type)),
                    catalog.Index.Asks(recorded.Event.Type)
                );
            }
        );

    [Fact]
    public void The_choice_and_its_reasons_are_those_of_asking_each_of_them() =>
        Draw.ForAll(
            Draw.Int(0, int.MaxValue - 1),
            seed =>
            {
                var random = new Random(seed);
                var playbooks = Enumerable.Range(0, random.Next(1, 30)).Select(i => PlaybookOf(random, i)).ToArray();
                var recorded = EventOf(random);

                var best = playbooks
                    .Where(playbook => ReactingRules.Consider(ReactingState.Empty, playbook, recorded, Facts.At(0)).Fits)
                    .OrderBy(playbook => playbook, Comparer<Playbook>.Create(ReactingRules.Compare))
                    .FirstOrDefault();
                var record = ReactingRules.React(ReactingState.Empty, new Catalog(playbooks), recorded, Facts.At(0)).Record!;

                Assert.Equal(best?.Id.Value, record.Chosen);
                Assert.Equal(record.Options.Select(option => option.Name).Distinct().Count(), record.Options.Count);
                Assert.All(record.Options, option => Assert.NotEqual("", option.Reason));
            }
        );

    [Fact]
    public void Of_many_with_one_type_only_those_are_looked_at_whose_value_fits()
    {
        var playbooks = Enumerable
            .Range(0, 1_000)
            .Select(i => Facts.Playbook($"p{i:0000}") with { Trigger = On("app.broken", $"severity == warn && payload.host == 'h{i}'") })
            .ToArray();
        var catalog = new Catalog(playbooks);
        var recorded = Facts.Event(1, payload: """{"host":"h700"}""");

        Assert.Equal(["p0700"], catalog.Candidates(new EventScope(recorded)).Select(Id));
        var record = ReactingRules.React(ReactingState.Empty, catalog, recorded, Facts.At(0)).Record!;
        Assert.Equal("p0700", record.Chosen);
        Assert.Equal(21, record.Options.Count);
        Assert.Contains("payload.host is 'h700'", record.Options[1].Reason, StringComparison.Ordinal);
        Assert.EndsWith("; 979 more were not looked at, because the index ruled them out", record.Rationale, StringComparison.Ordinal);
    }

    [Fact]
    public void Losers_beyond_those_listed_are_counted()
    {
        var playbooks = Enumerable
            .Range(0, 30)
            .Select(i => Facts.Playbook($"p{i:00}") with { Trigger = On("app.broken", $"payload.n > {i}") });

        var record = ReactingRules
            .React(ReactingState.Empty, new Catalog(playbooks), Facts.Event(1, payload: """{"n":0}"""), Facts.At(0))
            .Record!;

        Assert.Equal(20, record.Options.Count);
        Assert.Equal("every candidate has a reason against it; 10 more have a reason against them", record.Rationale);
    }

    [Theory]
    [InlineData("payload.a == 5", "payload.a=5")]
    [InlineData("'x' == payload['a'].b && severity >= warn", "payload.a.b=x")]
    [InlineData("payload.a == 1 && (payload.b == 2 && type == 'y')", "payload.a=1 payload.b=2 type=y")]
    [InlineData("payload.a == 1 || payload.b == 2", "")]
    [InlineData("!(payload.a == 1)", "")]
    [InlineData("payload.a != 1", "")]
    [InlineData("payload.a == payload.b", "")]
    [InlineData("payload.a[0] == 1", "")]
    [InlineData("payload.rows.exists(r, r.a == 1)", "")]
    public void What_a_condition_demands_is_read_from_it(string condition, string demanded) =>
        Assert.Equal(
            demanded,
            string.Join(
                ' ',
                Condition.Parse(condition).Condition!.Equalities.Select(each => $"{each.Path}={each.Value.Text ?? $"{each.Value.Bits}"}")
            )
        );

    [Fact]
    public void A_playbook_with_keywords_and_no_type_makes_the_scheduler_let_everything_through()
    {
        var any = Facts.Playbook() with { Trigger = new Trigger("", null, []) { Keywords = ["boom"] } };

        Assert.True(new Catalog([any]).Index.Asks("what.ever"));
        Assert.False(new Catalog([any with { Enabled = false }]).Index.Asks("what.ever"));
    }

    [Theory]
    [InlineData("app.broken", true)]
    [InlineData("run.failed", false)]
    [InlineData("reactor.skipped", false)]
    [InlineData("app.recovered", false)]
    public void A_playbook_for_any_type_hears_no_record_of_the_node_itself(string type, bool hears)
    {
        var index = new Catalog([Facts.Playbook() with { Trigger = new Trigger("", null, []) { Keywords = ["boom"] } }]).Index;

        var decision = SchedulingRules.Admit(SchedulingState.Empty, SchedulingSettings.Default, index, Facts.Event(1, type), Facts.At(0));

        Assert.Equal(hears, decision.Events[0] is SchedulingProtocol.EventQueued);
    }

    [Theory]
    [InlineData("full", false, "fully", true)]
    [InlineData("full", true, "fully", false)]
    [InlineData("full", true, "it is FULL.", true)]
    [InlineData("full", true, "half_full", false)]
    [InlineData("not found", true, "file Not Found", true)]
    [InlineData("ünder", false, "wÜNDERbar", true)]
    public void A_keyword_stands_in_a_text_in_any_case_and_as_a_word_where_that_is_asked(string word, bool whole, string text, bool stands)
    {
        var playbook = Facts.Playbook() with
        {
            Trigger = new Trigger("", null, []) { Keywords = [word], WholeWords = whole },
        };
        var recorded = Facts.Event(1, payload: $"{{\"deep\":{{\"list\":[0,\"{text}\"]}}}}");

        Assert.Equal(stands, new Catalog([playbook]).Candidates(new EventScope(recorded)).Count == 1);
        Assert.Equal(stands, ReactingRules.Consider(ReactingState.Empty, playbook, recorded, Facts.At(0)).Fits);
    }

    [Fact]
    public void Why_not_is_told_of_type_and_keywords_too()
    {
        var playbook = Facts.Playbook() with
        {
            Trigger = new Trigger("a.*", null, []) { OtherTypes = ["b"], Keywords = ["boom", "bang"] },
        };

        Assert.Equal("it asks for a.*, b, not for c", Against(playbook, Facts.Event(1, "c", payload: """{"t":"boom"}""")));
        Assert.Equal("none of its keywords is in the event: 'boom', 'bang'", Against(playbook, Facts.Event(1, "b")));
        Assert.Null(Against(playbook, Facts.Event(1, "b", payload: """{"t":"Kaboom"}""")));
    }

    private static string? Against(Playbook playbook, RecordedEvent recorded) =>
        ReactingRules.Consider(ReactingState.Empty, playbook, recorded, Facts.At(0)).Against;

    private static bool Fits(Playbook playbook, RecordedEvent recorded, EventScope scope) =>
        Asks(playbook, recorded) && Holds(playbook, scope);

    private static bool Asks(Playbook playbook, RecordedEvent recorded)
    {
        var (trigger, type) = (playbook.Trigger, recorded.Event.Type);
        string[] texts = [type, .. TextsOf(recorded.Event.Payload!.Value)];
        return (
                trigger.Types.Count == 0
                || trigger.Types.Any(each => each == type || (each.EndsWith('*') && type.StartsWith(each[..^1], StringComparison.Ordinal)))
            )
            && (
                trigger.Keywords.Count == 0
                || trigger.Keywords.Any(word => texts.Any(text => text.Contains(word, StringComparison.OrdinalIgnoreCase)))
            );
    }

    private static IEnumerable<string> TextsOf(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.String => [value.GetString()!],
            JsonValueKind.Object => value.EnumerateObject().SelectMany(member => TextsOf(member.Value)),
            _ => [],
        };

    private static bool Holds(Playbook playbook, EventScope scope) => playbook.Trigger.When is not { } when || when.Evaluate(scope).IsTrue;

    private static Playbook PlaybookOf(Random random, int number)
    {
        var patterns = Patterns.Where(_ => random.Next(4) == 0).ToArray();
        var words = random.Next(3) == 0 ? Words.Where(_ => random.Next(3) == 0).ToArray() : [];
        if (patterns.Length + words.Length == 0)
            patterns = [Patterns[random.Next(Patterns.Length)]];
        return Facts.Playbook($"p{number:00}") with
        {
            Enabled = random.Next(5) > 0,
            Confidence = random.Next(3) / 2d,
            Version = random.Next(1, 3),
            Trigger = On(patterns.FirstOrDefault(""), ConditionOf(random)) with { OtherTypes = [.. patterns.Skip(1)], Keywords = words },
        };
    }

    private static string? ConditionOf(Random random)
    {
        if (random.Next(4) == 0)
            return null;
        string[] paths = ["payload.a", "payload['b']", "payload.c.d", "source", "type"];
        return string.Join(
            random.Next(5) == 0 ? " || " : " && ",
            Enumerable.Range(0, random.Next(1, 4)).Select(_ => Part(paths[random.Next(paths.Length)]))
        );

        string Part(string path) =>
            path is "source" or "type"
                ? $"{path} {(random.Next(4) == 0 ? "!=" : "==")} '{Types[random.Next(Types.Length)]}'"
                : $"{path} {(random.Next(4) == 0 ? "!=" : "==")} {Literals[random.Next(Literals.Length)]}";
    }

    private static RecordedEvent EventOf(Random random) =>
        Facts.Event(
            1,
            Types[random.Next(Types.Length)],
            payload: $"{{\"a\":{Value(random)},\"b\":{Value(random)},\"c\":{{\"d\":{Value(random)}}},\"t\":\"{Texts[random.Next(Texts.Length)]}\"}}"
        );

    private static string Value(Random random) => Values[random.Next(Values.Length)];

    private static string Id(Playbook playbook) => playbook.Id.Value;

    private static Trigger On(string type, string? when) => new(type, when is null ? null : Condition.Parse(when).Condition!, []);
}
