using Aios.Architecture.Tests.Folders;
using Aios.Architecture.Tests.Tree;

namespace Aios.Architecture.Tests.Purity;

public sealed class PuritySpecs
{
    public static TheoryData<string> Rooms => [.. RoomCompilation.Rooms.Keys.Order()];

    [Fact]
    public void Loop_has_no_clock_no_chance_and_no_machine() => Verdict.None(PurityRules.CheckLoop(RoomCompilation.Rooms["Aios.Loop"]));

    [Theory]
    [MemberData(nameof(Rooms))]
    public void The_wall_clock_is_read_by_an_adapter_only(string room) =>
        Verdict.None(PurityRules.CheckWallClock(RoomCompilation.Rooms[room]));

    [Theory]
    [InlineData("DateTime.UtcNow", "System.DateTime.UtcNow")]
    [InlineData("DateTimeOffset.Now", "System.DateTimeOffset.Now")]
    [InlineData("System.Diagnostics.Stopwatch.GetTimestamp()", "System.Diagnostics.Stopwatch")]
    [InlineData("Guid.NewGuid()", "System.Guid.NewGuid")]
    [InlineData("Guid.CreateVersion7()", "System.Guid.CreateVersion7")]
    [InlineData("Random.Shared.Next()", "System.Random")]
    [InlineData("Environment.MachineName", "System.Environment")]
    [InlineData("File.Exists(\"x\")", "System.IO.File")]
    [InlineData("System.Net.Dns.GetHostName()", "System.Net.Dns")]
    [InlineData("Interlocked.Increment(ref Count)", "System.Threading.Interlocked")]
    [InlineData("Task.CompletedTask", "System.Threading.Tasks.Task")]
    public void An_impure_expression_in_loop_is_caught(string expression, string named) =>
        Verdict.Caught(
            PurityRules.CheckLoop(
                Planted("Aios.Loop", "Sensing/SensingRules.cs", $"static int Count; static object Read() => {expression};")
            ),
            "Sensing/SensingRules.cs:2",
            named
        );

    [Fact]
    public void An_alias_does_not_hide_the_clock() =>
        Verdict.Caught(
            PurityRules.CheckLoop(
                new(
                    "Aios.Loop",
                    [new("src/Aios.Loop/Sensing/A.cs", "using Hour = System.DateTime;\nclass A { object Now => Hour.UtcNow; }")]
                )
            ),
            "A.cs:2",
            "System.DateTime.UtcNow"
        );

    [Fact]
    public void A_task_in_a_port_passes() =>
        Verdict.None(
            PurityRules.CheckLoop(
                new(
                    "Aios.Loop",
                    [
                        new(
                            "src/Aios.Loop/Ports/IStore.cs",
                            "namespace Aios.Loop.Ports; interface IStore { Task Write(CancellationToken stop); }"
                        ),
                    ]
                )
            )
        );

    [Theory]
    [InlineData("Aios.Journal", "DateTime.UtcNow")]
    [InlineData("Aios.Gateway", "TimeProvider.System.GetUtcNow()")]
    [InlineData("Aios.Node", "DateTimeOffset.UtcNow")]
    public void A_stray_wall_clock_is_caught(string room, string expression) =>
        Verdict.Caught(PurityRules.CheckWallClock(Planted(room, "Log/A.cs", $"static object Now => {expression};")), "Log/A.cs:2");

    [Fact]
    public void An_adapter_without_a_reason_is_caught() =>
        Verdict.Caught(
            PurityRules.CheckWallClock(Planted("Aios.Engine", "Time/A.cs", Adapter("[SuppressMessage(\"ApiDesign\", \"RS0030\")]"))),
            "Time/A.cs"
        );

    [Fact]
    public void The_engines_adapter_passes() =>
        Verdict.None(
            PurityRules.CheckWallClock(
                Planted(
                    "Aios.Engine",
                    "Time/A.cs",
                    Adapter("[SuppressMessage(\"ApiDesign\", \"RS0030\", Justification = \"the adapter\")]")
                )
            )
        );

    [Fact]
    public void An_adapter_in_another_room_is_caught() =>
        Verdict.Caught(
            PurityRules.CheckWallClock(
                Planted("Aios.Journal", "Log/A.cs", Adapter("[SuppressMessage(\"ApiDesign\", \"RS0030\", Justification = \"handy\")]"))
            ),
            "Log/A.cs"
        );

    private static string Adapter(string attribute) => $"{attribute} static object Now => TimeProvider.System;";

    private static RoomCompilation Planted(string room, string path, string members) =>
        new(
            room,
            [
                new(
                    $"src/{room}/{path}",
                    $"using System.Diagnostics.CodeAnalysis; namespace {room}.Planted;\nstatic class Planted {{ {members} }}"
                ),
            ]
        );
}
