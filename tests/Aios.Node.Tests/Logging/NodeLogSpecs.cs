using Aios.Loop.Surface.Verbs;
using Aios.Node.Logging;
using Aios.Node.Settings;
using Aios.Platform.Files;
using Serilog;
using Serilog.Core;

namespace Aios.Node.Tests.Logging;

public sealed class NodeLogSpecs : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_line_has_time_level_source_and_text()
    {
        using (var log = Open(LogSettings.Default))
        {
            log.ForContext(Constants.SourceContextPropertyName, "scheduler").Information("{Count} waiting", 3);
            log.Debug("not at this level");
        }

        Assert.Matches(@"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3} INFO  scheduler  3 waiting$", Assert.Single(Lines()));
    }

    [Fact]
    public void A_text_from_outside_cannot_look_like_another_line()
    {
        using (var log = Open(LogSettings.Default))
            log.Warning("name {Name:l}", "a\n2026-01-01 00:00:00.000 FATAL  forged\u001b[2J");

        Assert.EndsWith("WARN  name a?2026-01-01 00:00:00.000 FATAL  forged?[2J", Assert.Single(Lines()));
    }

    [Fact]
    public void An_exception_follows_on_indented_lines()
    {
        using (var log = Open(LogSettings.Default))
            log.Error(new InvalidOperationException("one\ntwo"), "it failed");

        Assert.Equal(["    System.InvalidOperationException: one", "    two"], Lines().Skip(1));
    }

    [Fact]
    public void Only_the_newest_files_are_kept_each_within_its_size()
    {
        var settings = new LogSettings(LogLevel.Info, 3, 64 << 10);
        using (var log = Open(settings))
            for (var i = 0; i < 600; i++)
                log.Information("{Text:l}", new string('x', 1000));

        var files = Directory.GetFiles(_folder.Below("logs"));
        Assert.Equal(3, files.Length);
        Assert.All(files, file => Assert.InRange(new FileInfo(file).Length, 1, (64 << 10) + 2000));
    }

    [Fact]
    public void A_terminal_sees_warnings_and_worse()
    {
        var terminal = new StringWriter();
        using (var log = NodeLog.Open(DataFolder.OpenOrCreate(_folder.Path), LogSettings.Default, terminal))
        {
            log.Information("quiet");
            log.Warning("loud");
        }

        Assert.EndsWith("WARN  loud\n", terminal.ToString());
        Assert.DoesNotContain("quiet", terminal.ToString());
        Assert.Equal(2, Lines().Length);
    }

    [Fact]
    public void A_terminal_that_is_gone_does_not_stop_the_log()
    {
        var terminal = new StringWriter();
        terminal.Dispose();
        using (var log = NodeLog.Open(DataFolder.OpenOrCreate(_folder.Path), LogSettings.Default, terminal))
        {
            log.Warning("one");
            log.Warning("two");
        }

        Assert.Equal(2, Lines().Length);
    }

    [Fact]
    public void A_crash_leaves_one_line_on_stderr_and_all_of_it_in_the_log()
    {
        var errors = new StringWriter();
        var codes = new List<int>();
        var log = Open(LogSettings.Default);
        using (var crash = new CrashLine(log, errors, log.Dispose, codes.Add))
        {
            crash.Tell(new InvalidOperationException("no\nway"));
            crash.Tell(new InvalidOperationException("a second one"));
        }

        Assert.Equal([CrashLine.ExitCode], codes);
        Assert.Equal(
            $"aios: the node ends: InvalidOperationException: no way; the log has the details{Environment.NewLine}",
            errors.ToString()
        );
        Assert.EndsWith("FATAL the node ends: InvalidOperationException: no way", Lines()[0]);
        Assert.Equal("    System.InvalidOperationException: no", Lines()[1]);
    }

    private Logger Open(LogSettings settings) => NodeLog.Open(DataFolder.OpenOrCreate(_folder.Path), settings, null);

    private string[] Lines() => [.. Directory.GetFiles(_folder.Below("logs")).Order().SelectMany(File.ReadAllLines)];
}
