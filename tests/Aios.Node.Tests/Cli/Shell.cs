using System.Text;
using Aios.Node.Cli;
using Aios.Node.Tests.Inspection;

namespace Aios.Node.Tests.Cli;

/// <summary>The command line in this process, with everything it writes kept.</summary>
internal sealed class Shell : IDisposable
{
    private readonly MemoryStream _output = new();
    private readonly StringWriter _error = new();

    public Dictionary<string, string> Variables { get; } = new() { ["HOME"] = "/home/me" };

    public Interrupts Interrupts { get; } = new();

    public LocalVerbs Verbs { get; } = new();

    public string Input { get; set; } = "";

    /// <summary>Whether somebody sits there who can be asked.</summary>
    public bool CanAsk { get; set; }

    public Stream? OtherOutput { get; set; }

    public bool IsTerminal { get; set; }

    /// <summary>Lines of the terminal.</summary>
    public int Height { get; set; } = 24;

    public ManualClock Clock { get; } = new(FakeViews.Start + 60_000);

    public string Output => Encoding.UTF8.GetString(_output.ToArray());

    public string Error => _error.ToString();

    public async Task<int> Run(params string[] words)
    {
        _output.SetLength(0);
        _error.GetStringBuilder().Clear();
        var host = new CliHost(
            OtherOutput ?? _output,
            _error,
            () => new StringReader(Input),
            Variables.GetValueOrDefault,
            IsTerminal,
            Width: 80,
            Clock,
            Interrupts
        )
        {
            CanAsk = CanAsk,
            Height = Height,
        };
        return await new CommandLine(host, Verbs).Run(words).WaitAsync(RunningNode.Patience);
    }

    public void Dispose() => Interrupts.Dispose();
}
