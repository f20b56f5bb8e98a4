using System.Diagnostics;
using Aios.Platform.Machine;
using Aios.Platform.Processes;
using static Aios.Platform.Tests.Processes.Children;

namespace Aios.Platform.Tests.Processes;

public sealed class ChildProcessSpecs
{
    [Fact]
    public async Task Output_errors_and_exit_code_are_told_apart()
    {
        var result = await Run(Shell("echo out; echo err >&2; exit 7"));

        Assert.Equal((ChildEnd.Exited, 7, "out\n", "err\n"), (result.End, result.ExitCode, result.Output.Text, result.Errors.Text));
        Assert.False(Directory.Exists($"/proc/{result.Process!.Value.Pid}"), "the child is not reaped");
    }

    [Fact]
    public async Task Arguments_arrive_as_they_are()
    {
        string[] arguments = ["$(id)", "a b", "", "'\"`", "*", "-n", "é€𝄞", "x\ny", "\u202Eabc", "{{x}}", "%s", new string('y', 100_000)];

        var result = await Run(new ChildSpec(["/usr/bin/printf", "%s\\0", .. arguments]) { KeptOutputBytes = 200_000 });

        Assert.Equal(arguments, result.Output.Text.Split('\0')[..^1]);
    }

    [Fact]
    public async Task Nothing_is_inherited_but_the_named_environment()
    {
        Environment.SetEnvironmentVariable("AIOS_SPEC_SECRET", "secret");
        Environment.SetEnvironmentVariable("AIOS_SPEC_PASSED", "passed");
        var environment = ChildEnvironment.Passing(["AIOS_SPEC_PASSED", "AIOS_SPEC_ABSENT"]);

        var result = await Run(new ChildSpec(["/usr/bin/env"]) { Environment = environment });

        var names = result.Output.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('=')[0]).Order();
        Assert.Equal(["AIOS_CHILD", "AIOS_SPEC_PASSED", "HOME", "LANG", "PATH"], names);
    }

    [Fact]
    public async Task The_child_has_its_own_session_default_signals_and_no_foreign_descriptors()
    {
        using var held = File.OpenRead("/proc/self/status");

        var session = await Run(new ChildSpec(["/bin/cat", "/proc/self/stat"]));
        var pipe = await Run(Shell("kill -PIPE $$"));
        var descriptors = await Run(new ChildSpec(["/bin/ls", "/proc/self/fd"]));

        Assert.True(ProcessStat.TryParse(System.Text.Encoding.ASCII.GetBytes(session.Output.Text), out var stat));
        Assert.Equal((stat.Pid, stat.Pid), (stat.Session, stat.ProcessGroup));
        Assert.Equal((ChildEnd.Signalled, null, 13), (pipe.End, pipe.ExitCode, pipe.EndedBy));
        Assert.Equal("0\n1\n2\n3\n", descriptors.Output.Text);
    }

    [Fact]
    public async Task Input_and_working_directory_are_given()
    {
        var text = string.Concat(Enumerable.Repeat("0123456789", 30_000));

        var copied = await Run(new ChildSpec(["/usr/bin/wc", "-c"]) { Input = text });
        var unread = await Run(new ChildSpec(["/bin/true"]) { Input = text });
        var none = await Run(new ChildSpec(["/bin/cat"]));
        var folder = await Run(new ChildSpec(["/bin/pwd"]) { WorkingDirectory = "/usr/bin" });

        Assert.Equal("300000\n", copied.Output.Text);
        Assert.Equal(0, unread.ExitCode);
        Assert.Equal((0, ""), (none.ExitCode, none.Output.Text));
        Assert.Equal("/usr/bin\n", folder.Output.Text);
    }

    [Fact]
    public async Task What_cannot_be_started_says_why()
    {
        var missing = await Run(new ChildSpec(["/usr/bin/no-such-program"]));
        var folder = await Run(new ChildSpec(["/bin/true"]) { WorkingDirectory = "/no/such/folder" });
        var data = await Run(new ChildSpec(["/etc/passwd"]));

        Assert.Equal((ChildEnd.NotFound, "there is no program /usr/bin/no-such-program"), (missing.End, missing.Fault));
        Assert.Equal((ChildEnd.NotFound, "there is no working directory /no/such/folder"), (folder.End, folder.Fault));
        Assert.Equal(ChildEnd.NotPermitted, data.End);
        Assert.StartsWith("/etc/passwd: Permission denied", data.Fault);
    }

    [Theory]
    [InlineData("ls", "must be an absolute path")]
    [InlineData("", "must be an absolute path")]
    [InlineData("/bin/echo|a\0b", "argument 1 holds a NUL character")]
    [InlineData("/bin/echo|\\uD800", "argument 1 is no valid Unicode")]
    public async Task What_would_not_arrive_as_it_is_is_refused(string arguments, string words)
    {
        var result = await Run(new ChildSpec(arguments.Replace("\\uD800", "\uD800").Split('|')));

        Assert.Equal(ChildEnd.NotStarted, result.End);
        Assert.Contains(words, result.Fault);
    }

    [Fact]
    public async Task Size_is_bounded_before_the_kernel_bounds_it()
    {
        var longest = await Run(new ChildSpec(["/bin/true", new string('x', ChildSpec.MaxArgumentBytes)]));
        var longer = await Run(new ChildSpec(["/bin/true", new string('x', ChildSpec.MaxArgumentBytes + 1)]));
        var many = await Run(new ChildSpec(["/bin/true", .. Enumerable.Repeat(new string('x', 100_000), 11)]));

        Assert.Equal(0, longest.ExitCode);
        Assert.Contains("at most 131071 are allowed", longer.Fault);
        Assert.Contains("at most 1048576 are allowed", many.Fault);
    }

    [Fact]
    public async Task Head_and_tail_of_a_long_output_are_kept()
    {
        var result = await Run(new ChildSpec(["/usr/bin/seq", "1", "200000"]) { KeptOutputBytes = 1000 });

        Assert.StartsWith("1\n2\n3\n", result.Output.Text);
        Assert.EndsWith("199999\n200000\n", result.Output.Text);
        Assert.Contains($"… {result.Output.TotalBytes - 2000} bytes left out …", result.Output.Text);
    }

    [Fact]
    public async Task Children_of_the_framework_are_left_to_it()
    {
        var own = Enumerable.Range(0, 25).Select(code => Run(Shell($"exit {code}"))).ToArray();
        var theirs = Enumerable.Range(100, 25).Select(StartTheirs).ToArray();

        var codes = (await Task.WhenAll(own)).Select(result => result.ExitCode!.Value);
        await Task.WhenAll(theirs.Select(process => process.WaitForExitAsync()));

        Assert.Equal(Enumerable.Range(0, 25), codes);
        Assert.Equal(Enumerable.Range(100, 25), theirs.Select(process => process.ExitCode));
        Array.ForEach(theirs, process => process.Dispose());
    }

    private static Process StartTheirs(int code) => Process.Start("/bin/sh", ["-c", $"exit {code}"]);
}
