using Aios.Loop.Effects;
using Aios.Loop.Reacting;
using Aios.Loop.Safety;
using Aios.Loop.Vocabulary;
using Aios.Node.Playbooks;
using Aios.Node.Settings;

namespace Aios.Node.Tests.Playbooks;

public sealed class PrintReaderSpecs
{
    private static readonly PlaybookShape Trusted = Shape(Sample.Good);

    [Theory]
    [InlineData("title = \"Tidy up\"", "title = \"Tidy up well\"\n  version = 7\n  cooldown = 1h\n  # a word about it")]
    [InlineData("risk = reversible\n  targets = own-children", "targets = own-children\n  risk = reversible")]
    public void What_says_nothing_else_has_the_same_print(string old, string @new) => Assert.Equal(Trusted, Shape(Sample.With(old, @new)));

    [Theory]
    [InlineData("/bin/true", "/bin/false")]
    [InlineData("otherwise = [rollback, escalate]", "otherwise = [[{ id = more, notify = [help], undo = none }], rollback, escalate]")]
    [InlineData("targets = own-children", "targets = any")]
    [InlineData("targets = own-children", "targets = listed")]
    public void Other_steps_and_a_wider_reach_need_another_yes(string old, string @new) =>
        Assert.False(Shape(Sample.With(old, @new)).IsCoveredBy(Trusted));

    [Theory]
    [InlineData("severity >= warn", "severity >= error")]
    [InlineData("within = 10s", "within = 20s")]
    public void Another_trigger_or_gate_for_the_same_steps_is_covered(string old, string @new)
    {
        var changed = Shape(Sample.With(old, @new));
        Assert.NotEqual(Trusted.Meaning, changed.Meaning);
        Assert.True(changed.IsCoveredBy(Trusted));
    }

    [Fact]
    public void What_ships_acts_on_listed_targets_or_on_what_the_node_started_and_counts_as_enabled()
    {
        var shipped = PlaybookSource.Compose(new PlaybookFiles([], [])).Catalog.Playbooks;
        Assert.NotEmpty(shipped);
        foreach (var playbook in shipped)
        {
            var facts = PlaybookGuard.FactsOf(playbook);
            Assert.True(SafetyRules.IsTrusted(OrdersState.Empty, SafetySettings.Default, facts), $"{playbook.Id} is in shadow");
            Assert.True(facts.MostRisk == Risk.Read || facts.Shape.Scope != TargetScope.Any, $"{playbook.Id} acts on anything");
        }
    }

    [Fact]
    public void A_users_version_of_what_ships_is_trusted_only_while_it_does_the_same()
    {
        var name = ModuleFiles.Playbooks.First(file => file.Contains("score-degraded", StringComparison.Ordinal));
        var text = ModuleFiles.Read(name);
        Assert.True(IsTrusted(text.Replace("cooldown = 10m", "cooldown = 1h", StringComparison.Ordinal)));
        Assert.False(IsTrusted(text.Replace("the score of this node is", "look", StringComparison.Ordinal)));

        static bool IsTrusted(string changed)
        {
            var set = PlaybookSource.Compose(new PlaybookFiles([new PlaybookFile("mine.conf", changed)], []));
            var playbook = set.Catalog.Playbooks.Single(each => each.Id == new PlaybookId("score-degraded"));
            Assert.Equal("mine.conf", playbook.Origin.File);
            return SafetyRules.IsTrusted(OrdersState.Empty, SafetySettings.Default, PlaybookGuard.FactsOf(playbook));
        }
    }

    private static PlaybookShape Shape(string text) => PlaybookGuard.ShapeOf(Sample.Read(text));
}
