using Aios.Platform.Files;

namespace Aios.Platform.Tests.Files;

public sealed class PlainFilesSpecs : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_text_is_read_without_its_mark_and_through_a_link()
    {
        File.WriteAllBytes(_folder.Below("real"), [0xef, 0xbb, 0xbf, .. "é"u8]);
        File.CreateSymbolicLink(_folder.Below("link"), _folder.Below("real"));

        Assert.Equal("é", PlainFiles.ReadText(_folder.Below("link")));
    }

    [Fact]
    public void Files_come_in_the_order_of_their_names_without_hidden_ones()
    {
        foreach (var name in (string[])["b.conf", "a.conf", ".c.conf", "d.txt"])
            File.WriteAllText(_folder.Below(name), "");

        Assert.Equal([_folder.Below("a.conf"), _folder.Below("b.conf")], PlainFiles.List(_folder.Path, ".conf"));
    }

    [Fact]
    public void What_cannot_be_read_says_why()
    {
        File.WriteAllText(_folder.Below("long"), "12345");
        File.WriteAllBytes(_folder.Below("bytes"), [0x61, 0xc3, 0x28]);

        Assert.Equal(DataFolderFault.Missing, FaultOf(() => PlainFiles.ReadText(_folder.Below("none"))));
        Assert.Equal(DataFolderFault.Missing, FaultOf(() => PlainFiles.List(_folder.Below("none"), "")));
        Assert.Equal(DataFolderFault.WrongKind, FaultOf(() => PlainFiles.ReadText(_folder.Path)));
        Assert.Equal(DataFolderFault.Unreadable, FaultOf(() => PlainFiles.ReadText(_folder.Below("long"), longest: 4)));
        Assert.Equal(DataFolderFault.Unreadable, FaultOf(() => PlainFiles.ReadText(_folder.Below("bytes"))));
    }

    private static DataFolderFault FaultOf(Action read) => Assert.Throws<DataFolderException>(read).Fault;
}
