using System.Runtime.CompilerServices;
using System.Text.Json;
using Aios.Loop.Vocabulary;
using Aios.Node.Output;
using Aios.Node.Output.Forms;
using Aios.Node.Tests.Inspection;

namespace Aios.Node.Tests.Output;

/// <summary>Lines of <c>events query</c> and <c>events tail</c> at two widths, byte by byte. AIOS_GOLDEN=write renews them.</summary>
public sealed class EventFormSpecs
{
    private static readonly string[] Events =
    [
        Event(1, "agent.error", "sensor/test", """{"value":93.1}"""),
        Event(2, "resource.process_memory_high", "sensor/process-use", """{"value":93.1,"name":"postgres"}"""),
        Event(3, "resource.threshold_candidate", "sensor/program/an-uncommonly-long-name-of-a-check", """{"value":93.1}"""),
        Event(4, "some.type.of.a.caller.that.takes.the.whole.line.for.itself", "sensor/test", "{}"),
        Event(5, "app.note", "a", $$"""{"text":"{{string.Concat(Enumerable.Repeat("👩‍🚒", 40))}}"}"""),
        Event(6, "app.note", "a", $$"""{"text":"{{new string('界', 60)}}"}"""),
    ];

    [Theory]
    [InlineData(80)]
    [InlineData(120)]
    public async Task A_line_fits_and_loses_its_date_then_its_source_before_anything_else(int width)
    {
        var text = new StringWriter { NewLine = "\n" };
        var page = new Page(Pages.Open(new TrimmingWriter(text), width, isColoured: false), new ManualClock(0), false);
        foreach (var each in Events)
            EventForm.Line(page, JsonElement.Parse(each));
        var path = Path.Combine(Here(), "Golden", $"events.{width}.txt");
        if (Environment.GetEnvironmentVariable("AIOS_GOLDEN") == "write")
            await File.WriteAllTextAsync(path, text.ToString());
        Assert.Equal(await File.ReadAllTextAsync(path), text.ToString());
        Assert.DoesNotContain('\uFFFD', text.ToString());
    }

    [Theory]
    [InlineData(5, "😀😀…")]
    [InlineData(4, "😀…")]
    [InlineData(1, "…")]
    public void A_cut_never_halves_a_character(int width, string expected) => Assert.Equal(expected, Say.Cut("😀😀😀", width));

    [Fact]
    public void A_name_in_a_refusal_is_not_cut_inside_a_character() =>
        Assert.Equal(new string('x', 119) + "…", Shown.Clean(new string('x', 119) + "😀😀"));

    [Fact]
    public void A_mount_with_a_longer_name_than_the_page_makes_no_longer_line()
    {
        var text = new StringWriter { NewLine = "\n" };
        var page = new Page(Pages.Open(new TrimmingWriter(text), 80, isColoured: false), new ManualClock(0), false);
        var reading = $"disk: 63.2 % of at most 80 %, well (the fullest, /mnt/{new string('m', 200)})";
        HeartbeatForm.Line(page, JsonSerializer.SerializeToElement(new { line = "HEARTBEAT_OK (0.05ms)", readings = new[] { reading } }));
        Assert.All(text.ToString().Split('\n'), line => Assert.True(line.Length <= 80, line));
        Assert.Contains("/mnt/mmm", text.ToString());
    }

    private static string Event(int seq, string type, string source, string payload) =>
        $$"""{"seq":{{seq}},"type":"{{type}}","source":"{{source}}","timestamp":1767225600000,"severity":"warn","priority":"P2","payload":{{payload}}}""";

    private static string Here([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
