using Aios.Architecture.Tests.Tree;

namespace Aios.Architecture.Tests.Folders;

public sealed class FolderSpecs
{
    private static RoomCompilation Loop => RoomCompilation.Rooms["Aios.Loop"];

    public static TheoryData<string> Rooms => [.. RoomCompilation.Rooms.Keys.Order()];

    [Theory]
    [MemberData(nameof(Rooms))]
    public void A_room_compiles_here_as_in_the_build(string room) => Verdict.None(RoomCompilation.Rooms[room].Errors());

    [Fact]
    public void Loop_uses_only_what_stands_left() => Verdict.None(FolderRules.CheckOrder(Loop));

    [Fact]
    public void Ports_are_interfaces() => Verdict.None(FolderRules.CheckPorts(Loop));

    [Theory]
    [MemberData(nameof(Rooms))]
    public void No_circle_of_folders(string room) => Verdict.None(FolderRules.CheckCycles(RoomCompilation.Rooms[room]));

    [Fact]
    public void A_look_ahead_in_loop_is_caught() =>
        Verdict.Caught(
            FolderRules.CheckOrder(
                Planted(
                    (
                        "Scoring/ScoringRules.cs",
                        "namespace Aios.Loop.Scoring; static class ScoringRules { internal static int Score() => 1; }"
                    ),
                    (
                        "Sensing/SensingRules.cs",
                        "namespace Aios.Loop.Sensing; static class SensingRules { internal static int Sense() => Scoring.ScoringRules.Score(); }"
                    )
                )
            ),
            "Sensing/SensingRules.cs:1",
            "ScoringRules",
            "later Scoring"
        );

    [Fact]
    public void A_look_ahead_by_an_inferred_type_is_caught() =>
        Verdict.Caught(
            FolderRules.CheckOrder(
                Planted(
                    ("Learning/Lesson.cs", "namespace Aios.Loop.Learning; record Lesson(int Weight);"),
                    (
                        "Sensing/SensingRules.cs",
                        "using Aios.Loop.Learning;\nnamespace Aios.Loop.Sensing;\nstatic class SensingRules { static Lesson Sense() { Lesson made = new(1); return made; } }"
                    )
                )
            ),
            "Sensing/SensingRules.cs:3",
            "Lesson"
        );

    [Fact]
    public void A_port_used_inside_loop_is_caught() =>
        Verdict.Caught(
            FolderRules.CheckOrder(
                Planted(
                    ("Ports/IClock.cs", "namespace Aios.Loop.Ports; interface IClock { long Now(); }"),
                    (
                        "Learning/LearningRules.cs",
                        "namespace Aios.Loop.Learning; class LearningRules(Ports.IClock clock) { long Now => clock.Now(); }"
                    )
                )
            ),
            "Learning/LearningRules.cs",
            "IClock"
        );

    [Theory]
    [InlineData("Helpers/Text.cs")]
    [InlineData("Text.cs")]
    public void A_folder_that_has_no_place_is_caught(string path) =>
        Verdict.Caught(FolderRules.CheckOrder(Planted((path, "namespace Aios.Loop.Helpers; class Text;"))), path, "belongs into");

    [Theory]
    [InlineData("record Entry(int Id);")]
    [InlineData("delegate void Told();")]
    public void A_port_that_is_no_interface_is_caught(string code) =>
        Verdict.Caught(FolderRules.CheckPorts(Planted(("Ports/Entry.cs", $"namespace Aios.Loop.Ports; {code}"))), "Ports/Entry.cs:1");

    [Fact]
    public void A_circle_over_three_folders_is_caught() =>
        Verdict.Caught(
            FolderRules.CheckCycles(
                Planted(
                    ("A/One.cs", "namespace Aios.Loop.A; class One { B.Two? two; }"),
                    ("B/Two.cs", "namespace Aios.Loop.B; class Two { Aios.Loop.C.Deep.Three? three; }"),
                    ("C/Deep/Three.cs", "namespace Aios.Loop.C.Deep; class Three { Aios.Loop.A.One? one; }")
                )
            ),
            "A → B",
            "B → C",
            "C → A",
            "A/One.cs:1"
        );

    [Fact]
    public void A_folder_and_its_subfolder_are_no_circle() =>
        Verdict.None(
            FolderRules.CheckCycles(
                Planted(
                    ("A/One.cs", "namespace Aios.Loop.A; class One { A.Deep.Two? two; }"),
                    ("A/Deep/Two.cs", "namespace Aios.Loop.A.Deep; class Two { One? one; }")
                )
            )
        );

    [Fact]
    public void Akka_and_the_engines_cells_are_one() => Verdict.None(FolderRules.CheckCycles(Planted("Aios.Engine", AkkaAndCells)));

    [Fact]
    public void In_another_room_akka_and_cells_are_a_circle() =>
        Verdict.Caught(FolderRules.CheckCycles(Planted("Aios.Engine.TestKit", AkkaAndCells)), "Akka → Cells", "Cells → Akka");

    [Fact]
    public void A_circle_between_the_engine_and_its_queues_is_caught() =>
        Verdict.Caught(
            FolderRules.CheckCycles(
                Planted(
                    "Aios.Engine",
                    [
                        .. AkkaAndCells,
                        ("Akka/Dispatch/Mailbox.cs", "namespace Akka.Dispatch; class Mailbox { Aios.Engine.Queues.Queue? queue; }"),
                        ("Queues/Queue.cs", "namespace Aios.Engine.Queues; class Queue { Aios.Engine.Cells.Cell? cell; }"),
                    ]
                )
            ),
            "Akka → Queues",
            "Queues → Akka",
            "Queues/Queue.cs:1"
        );

    [Fact]
    public void A_documentation_link_is_no_use() =>
        Verdict.None(
            FolderRules.CheckOrder(
                Planted(
                    ("Scoring/ScoringRules.cs", "namespace Aios.Loop.Scoring; static class ScoringRules;"),
                    (
                        "Sensing/Reading.cs",
                        "namespace Aios.Loop.Sensing;\n/// <summary>Read by <see cref=\"Scoring.ScoringRules\"/>.</summary>\nclass Reading;"
                    )
                )
            )
        );

    private static readonly (string Path, string Text)[] AkkaAndCells =
    [
        ("Akka/Actor/Props.cs", "namespace Akka.Actor; class Props { Akka.Event.Bus? bus; Aios.Engine.Cells.Cell? cell; }"),
        ("Akka/Event/Bus.cs", "namespace Akka.Event; class Bus { Akka.Actor.Props? props; }"),
        ("Cells/Cell.cs", "namespace Aios.Engine.Cells; class Cell { Akka.Actor.Props? props; }"),
    ];

    private static RoomCompilation Planted(params (string Path, string Text)[] files) => Planted("Aios.Loop", files);

    private static RoomCompilation Planted(string room, (string Path, string Text)[] files) =>
        new(room, [.. files.Select(file => new SourceFile($"src/{room}/{file.Path}", file.Text))]);
}
