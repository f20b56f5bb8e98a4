using System.Diagnostics;
using Aios.Loop.Surface.Verbs;
using Aios.Node.Verbs;

namespace Aios.Node.Tests.Cli;

/// <summary>The scripts, asked by the shells that they are for.</summary>
public sealed class CompletionSpecs
{
    // Each writes a line for every one that it is given: what may stand in the place of its last word.
    private const string Bash = """
        source "$1"; shift
        for line; do
          read -ra COMP_WORDS <<< "aios $line"
          [[ $line == *' ' || -z $line ]] && COMP_WORDS+=('')
          COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
          _aios
          echo "${COMPREPLY[@]}"
        done
        """;

    private const string Zsh = """
        compdef() { : }
        compadd() { shift; print -r -- ${(M)@:#${words[CURRENT]}*} }
        _files() { print }
        source "$1"; shift
        for line; do
          words=(aios ${(s: :)line})
          [[ $line == *' ' || -z $line ]] && words+=('')
          CURRENT=${#words}
          _aios
        done
        """;

    private const string Pwsh = """
        . $args[0]
        foreach ($line in $args[1..($args.Count - 1)]) {
          $text = "aios $line"
          $found = [System.Management.Automation.CommandCompletion]::CompleteInput($text, $text.Length, $null).CompletionMatches
          "$($found | ForEach-Object { $_.CompletionText })"
        }
        """;

    private static readonly (string Line, string Words)[] Whole =
    [
        ("sta", "status"),
        ("events ", "emit tail query export import verify"),
        ("events query --sev", "--severity"),
        ("events query --severity ", "info warn error critical"),
        ("runs ls --fail-on st", "stuck"),
        ("completion ", "bash zsh pwsh"),
        ("config explain aios.heart", "aios.heartbeat.interval"),
        ("up --profile ", "demo local test"),
        ("help run", "runs"),
        ("schema runs sh", "show"),
        ("--data /tmp runs ca", "cancel"),
    ];

    private static readonly (string Line, string Words)[] AmongOthers =
    [
        ("s", "status score schema"),
        ("events query --", "--severity --where --last --fail-on --watch --json --data"),
    ];

    [ShellFact("bash")]
    public Task Bash_completes_verbs_options_and_values() => Completes("bash", script => ["-c", Bash, "-", script]);

    [ShellFact("zsh")]
    public Task Zsh_completes_verbs_options_and_values() => Completes("zsh", script => ["-f", "-c", Zsh, "-", script]);

    [ShellFact("pwsh")]
    public async Task Pwsh_completes_verbs_options_and_values()
    {
        using var scratch = new TemporaryFolder();
        await Completes("pwsh", script => ["-NoProfile", "-File", scratch.Write("ask.ps1", Pwsh), script]);
    }

    [Fact]
    public async Task Every_verb_and_every_option_of_it_stands_in_each_script()
    {
        foreach (var shell in (string[])["bash", "zsh", "pwsh"])
        {
            var script = await Script(shell);
            foreach (var entry in VerbRegistry.All)
            {
                var options = script.Split('\n').Where(line => line.Contains($"aios {entry.Name}", StringComparison.Ordinal)).ToList();
                Assert.NotEmpty(options);
                foreach (var argument in entry.Arguments.Where(argument => !argument.Positional))
                    Assert.Contains(options, line => line.Contains($"--{argument.Name}", StringComparison.Ordinal));
            }
        }
    }

    [Fact]
    public async Task Another_shell_is_code_3_with_those_there_are()
    {
        using var shell = new Shell();
        Assert.Equal(ExitCode.Usage, await shell.Run("completion", "fish"));
        Assert.Contains("one of bash, zsh, pwsh", shell.Error);
    }

    private static async Task Completes(string program, Func<string, string[]> call)
    {
        using var scratch = new TemporaryFolder();
        var script = scratch.Write(program == "pwsh" ? "aios.ps1" : "aios.sh", await Script(program));
        var info = new ProcessStartInfo(program, [.. call(script), .. Whole.Concat(AmongOthers).Select(each => each.Line)])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(info)!;
        var errors = process.StandardError.ReadToEndAsync();
        var found = (await process.StandardOutput.ReadToEndAsync()).Split('\n');
        Assert.Equal("", await errors);
        Assert.Equal(Whole.Select(each => $"{each.Line}: {each.Words}"), Whole.Select((each, at) => $"{each.Line}: {found[at]}"));
        foreach (var (at, each) in AmongOthers.Index())
            Assert.Empty(each.Words.Split(' ').Except(found[Whole.Length + at].Split(' ')));
    }

    private static async Task<string> Script(string shell)
    {
        using var line = new Shell();
        Assert.Equal((ExitCode.Done, ""), (await line.Run("completion", shell), line.Error));
        return line.Output;
    }
}

/// <summary>Needs the shell of this name.</summary>
public sealed class ShellFactAttribute : FactAttribute
{
    public ShellFactAttribute(string shell) =>
        Skip = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, shell)))
            ? null!
            : $"needs {shell}; install it to try its completion";
}
