using Aios.Node.Composition;

namespace Aios.Node.Tests.Composition;

public sealed partial class ActorEngineSpecs
{
    [Fact]
    public async Task What_actors_remember_is_in_the_nodes_own_store()
    {
        Assert.Equal([], await Told(ActorEngine.Start("aios", Shipped, _store), "one"));
        Assert.Equal(["one"], await Told(ActorEngine.Start("aios", Shipped, _store), "two"));

        Assert.Contains("event_journal", Tables());
        Assert.False(File.Exists(Beside));
    }
}
