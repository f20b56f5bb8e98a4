using Aios.Node.Composition;

namespace Aios.Node.Tests.Composition;

public sealed partial class ActorEngineSpecs
{
    [Fact]
    public async Task What_actors_remember_is_in_a_file_beside_the_nodes_store()
    {
        Assert.Equal([], await Told(ActorEngine.Start("aios", Shipped, _store), "one"));
        Assert.Equal(["one"], await Told(ActorEngine.Start("aios", Shipped, _store), "two"));

        Assert.True(File.Exists(Beside));
        Assert.DoesNotContain("event_journal", Tables());
    }
}
