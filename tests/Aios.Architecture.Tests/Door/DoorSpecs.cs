using Aios.Architecture.Tests.Compiled;
using Aios.Architecture.Tests.Tree;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Aios.Architecture.Tests.Door;

public sealed class DoorSpecs
{
    public static TheoryData<string> Rooms => [.. Assemblies.Rooms.Select(room => room.Name).Order()];

    [Theory]
    [MemberData(nameof(Rooms))]
    public void Only_the_door_reaches_out(string room) => Verdict.None(DoorRules.CheckDoor(room, Uses(room)));

    [Theory]
    [MemberData(nameof(Rooms))]
    public void No_sync_that_hides_its_failure(string room) => Verdict.None(DoorRules.CheckSyncs(Uses(room)));

    [Fact]
    public void Node_shows_nothing() => Verdict.None(DoorRules.CheckNothingPublic(Uses("Aios.Node")));

    [Theory]
    [InlineData("object Planted() => new System.Net.Sockets.TcpClient();", "System.Net.Sockets.TcpClient")]
    [InlineData("System.Net.Http.HttpClient? planted;", "System.Net.Http.HttpClient")]
    [InlineData("System.Collections.Generic.List<System.Net.Sockets.Socket>? planted;", "System.Net.Sockets.Socket")]
    [InlineData("object Planted() => System.Diagnostics.Process.Start(\"true\");", "System.Diagnostics.Process")]
    [InlineData("void Planted() { System.Action later = () => System.IO.File.Delete(\"x\"); }", "System.IO.File")]
    [InlineData("System.Collections.Generic.IEnumerable<bool> Planted() { yield return System.IO.File.Exists(\"x\"); }", "System.IO.File")]
    [InlineData("object Planted() => new Aios.Platform.Processes.Launcher();", "Aios.Platform.Processes.Launcher")]
    [InlineData("object Planted() => new Aios.Platform.Sockets.Listener();", "Aios.Platform.Sockets.Listener")]
    [InlineData("object Planted() => System.Array.Empty<System.IO.FileInfo>();", "System.IO.FileInfo")]
    [InlineData(
        "void Planted(int at) { switch (at) { case 1: at = 5; break; case 2: at = 7; break; case 3: System.IO.File.Delete(\"x\"); break; case 4: break; case 5: at = 1; break; } }",
        "System.IO.File"
    )]
    public void A_way_around_the_door_is_caught(string member, string named) =>
        Verdict.Caught(
            DoorRules.CheckDoor("Aios.Actors", Compiled("Aios.Actors.Runs", "RunActor", member)),
            "Aios.Actors.Runs.RunActor",
            named
        );

    [Theory]
    [InlineData("Aios.Node.Settings", "SettingsReader", true)]
    [InlineData("Aios.Node.CliX", "Verb", true)]
    [InlineData("Aios.Node.Cli", "Verb", false)]
    [InlineData("Aios.Node.Cli.Verbs", "Verb", false)]
    [InlineData("Aios.Node", "CompositionRoot", false)]
    public void Only_nodes_hands_may_open_files(string space, string type, bool caught)
    {
        var found = DoorRules.CheckDoor("Aios.Node", Compiled(space, type, "bool Planted() => System.IO.File.Exists(\"x\");"));

        Assert.Equal(caught, found.Any());
    }

    [Fact]
    public void File_modes_and_file_errors_pass() =>
        Verdict.None(
            DoorRules.CheckDoor(
                "Aios.Actors",
                Compiled(
                    "Aios.Actors",
                    "A",
                    "object Planted() => System.IO.FileMode.Open; object Lost() => new System.IO.FileNotFoundException();"
                )
            )
        );

    [Theory]
    [InlineData("void Planted(System.IO.FileStream file) => file.Flush(true);", "Flush(Boolean)")]
    [InlineData(
        "void Planted(Microsoft.Win32.SafeHandles.SafeFileHandle file) => System.IO.RandomAccess.FlushToDisk(file);",
        "FlushToDisk"
    )]
    public void A_silent_sync_is_caught(string member, string named) =>
        Verdict.Caught(DoorRules.CheckSyncs(Compiled("Aios.Platform.Files", "Log", member)), "Aios.Platform.Files.Log", named);

    [Fact]
    public void A_plain_flush_passes() =>
        Verdict.None(
            DoorRules.CheckSyncs(Compiled("Aios.Platform.Files", "Log", "void Planted(System.IO.FileStream file) => file.Flush();"))
        );

    [Fact]
    public void A_public_type_in_node_is_caught() =>
        Verdict.Caught(DoorRules.CheckNothingPublic(Compiled("Aios.Node.Cli", "Verb", "", "public ")), "Aios.Node.Cli.Verb");

    private static AssemblyUses Uses(string room) => Assemblies.Rooms.Single(compiled => compiled.Name == room).Uses;

    private static AssemblyUses Compiled(string space, string type, string member, string access = "internal ") =>
        AssemblyUses.Read(
            Emitted(
                "Planted",
                $"namespace {space} {{ {access}class {type} {{ {member} }} }}",
                Emitted(
                    "Aios.Platform",
                    "namespace Aios.Platform.Processes { public class Launcher; } namespace Aios.Platform.Sockets { public class Listener; }"
                )
            )
        );

    private static MemoryStream Emitted(string name, string code, params MemoryStream[] others)
    {
        var framework = Assemblies.Foreign.Select(MetadataFiles.Load);
        var compilation = CSharpCompilation.Create(
            name,
            [CSharpSyntaxTree.ParseText(code)],
            [.. framework, .. others.Select(other => MetadataReference.CreateFromImage(other.ToArray()))],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable)
        );
        var image = new MemoryStream();
        var result = compilation.Emit(image);
        Assert.True(result.Success, string.Join("; ", result.Diagnostics));
        image.Position = 0;
        return image;
    }
}
