using System.Text;
using Aios.Platform.Files;

namespace Aios.Platform.Tests.Files;

public sealed class NodeFileSpecs : IDisposable
{
    private readonly TemporaryFolder _temporary = new();
    private readonly DataFolder _folder;

    public NodeFileSpecs() => _folder = DataFolder.OpenOrCreate(_temporary.Path);

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public void The_id_is_made_once_and_every_start_is_a_new_incarnation()
    {
        var first = NodeFile.Begin(_folder, "web 1.example", new Random(7));
        var second = NodeFile.Begin(_folder, "renamed", new Random(8));

        Assert.Matches("^web-1-example-[0-9a-f]{4}$", first.NodeId);
        Assert.Equal(1, first.Incarnation);
        Assert.Equal(first with { Incarnation = 2 }, second);
        Assert.Equal(second, NodeFile.Read(_folder));
    }

    [Fact]
    public void A_copy_has_a_name_of_its_own_and_its_incarnations_go_on()
    {
        NodeFile.Begin(_folder, "host", new Random(1));
        var original = NodeFile.Begin(_folder, "host", new Random(1));

        // The same draw as the original's: another one is taken.
        var copy = NodeFile.BeginCopy(_folder, "host", new Random(1));

        Assert.NotEqual(original.NodeId, copy.NodeId);
        Assert.StartsWith("host-", copy.NodeId, StringComparison.Ordinal);
        Assert.Equal(3, copy.Incarnation);
        Assert.Equal(copy, NodeFile.Read(_folder));
    }

    [Fact]
    public void Before_the_first_start_there_is_nothing() => Assert.Null(NodeFile.Read(_folder));

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("""{"format_version":1,"incarnation":3}""")]
    [InlineData("""{"node_id":"a-0001","format_version":1,"incarnation":0}""")]
    [InlineData("""{"node_id":"a-0001","format_version":0,"incarnation":1}""")]
    [InlineData("""{"node_id":"a-0001","format_version":1,"incarnation":"x"}""")]
    public void A_damaged_file_is_named_and_left_alone(string content)
    {
        _folder.Replace(NodeFile.Name, Encoding.UTF8.GetBytes(content));

        var error = Assert.Throws<DataFolderException>(() => NodeFile.Begin(_folder, "a", new Random(1)));

        Assert.Equal(DataFolderFault.Unreadable, error.Fault);
        Assert.Contains("node.json: the file is damaged", error.Message, StringComparison.Ordinal);
        Assert.Equal(content, File.ReadAllText(_folder.PathOf(NodeFile.Name)));
    }

    [Fact]
    public void A_newer_format_is_refused()
    {
        _folder.Replace(NodeFile.Name, """{"node_id":"a-0001","format_version":2,"incarnation":9}"""u8);

        var error = Assert.Throws<DataFolderException>(() => NodeFile.Begin(_folder, "a", new Random(1)));

        Assert.Contains("format_version is 2, this version reads up to 1", error.Message, StringComparison.Ordinal);
    }
}
