using System.Text;
using Aios.Journal.Log;
using Aios.Loop.Vocabulary;

namespace Aios.Journal.Tests.Log;

public sealed class EventSubscriptionsSpecs
{
    private static readonly string[] Parts = ["a", "b", "cc", "a_b", ""];

    private readonly EventSubscriptions _subscriptions = new();
    private readonly List<string> _heard = [];

    [Fact]
    public void Ten_thousand_random_questions_have_the_answer_of_asking_every_pattern()
    {
        var random = new Random(20260314);
        for (var round = 0; round < 100; round++)
        {
            var patterns = Enumerable.Range(0, random.Next(40)).Select(_ => Pattern(random)).ToArray();
            var trie = new TypeTrie<int>(patterns.Select((pattern, number) => (pattern, number)));
            for (var question = 0; question < 100; question++)
            {
                var type = Type(random, 4);
                var expected = Enumerable.Range(0, patterns.Length).Where(number => Matches(patterns[number], type));
                Assert.Equal(expected, trie.Of(type).Order());
                Assert.Equal(expected, trie.Of(type).Order());
            }
        }
    }

    [Fact]
    public void Everybody_hears_what_fits_until_the_subscription_ends()
    {
        using var all = Hear("*");
        using var exact = Hear("agent.failed");
        var prefix = Hear("agent.*");
        using var suffix = Hear("*.failed");
        Publish("agent.failed");
        Assert.Equal(["*", "*.failed", "agent.*", "agent.failed"], _heard.Order(StringComparer.Ordinal));

        _heard.Clear();
        prefix.Dispose();
        prefix.Dispose();
        Publish("agent.started");
        Publish("pipeline.failed");

        Assert.Equal(["*", "*", "*.failed"], _heard.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void One_that_throws_is_counted_and_disturbs_nobody()
    {
        using var before = Hear("*");
        using var bad = _subscriptions.Subscribe("*", _ => throw new InvalidOperationException("bad"));
        using var after = Hear("a.*");

        Publish("a.b");
        Publish("a.c");

        Assert.Equal((4, 2L), (_heard.Count, _subscriptions.Failures));
    }

    [Fact]
    public void One_may_end_another_while_it_hears()
    {
        IDisposable? second = null;
        using var first = _subscriptions.Subscribe("*", _ => second!.Dispose());
        second = Hear("*");

        Publish("a.b");
        _heard.Clear();
        Publish("a.b");

        Assert.Empty(_heard);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a*")]
    [InlineData("*.a.*")]
    public void A_pattern_that_means_nothing_is_refused(string pattern) =>
        Assert.Contains("must be an exact type", Assert.Throws<ArgumentException>(() => Hear(pattern)).Message, StringComparison.Ordinal);

    private static bool Matches(string pattern, string type) => new TypePattern(pattern).Matches(Encoding.UTF8.GetBytes(type));

    private static string Type(Random random, int most) =>
        string.Join('.', Enumerable.Range(0, random.Next(1, most)).Select(_ => Parts[random.Next(Parts.Length)]));

    private static string Pattern(Random random) =>
        (random.Next(4), Type(random, 3)) switch
        {
            (0, _) => "*",
            (1, var part) => part + ".*",
            (2, var part) => "*." + part,
            (_, "") => "a",
            (_, var part) => part,
        };

    private IDisposable Hear(string pattern) => _subscriptions.Subscribe(pattern, _ => _heard.Add(pattern));

    private void Publish(string type) => _subscriptions.Publish(new RecordedEvent(1, "node-0001", 1, Facts.Of(1) with { Type = type }));
}
