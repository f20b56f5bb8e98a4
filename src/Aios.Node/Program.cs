using Aios.Node.Cli;
using Aios.Node.Composition;
using Aios.Node.Demo;

return LastWord.Of(
    () => FastPath.TryRun(args, StandardStreams.Output) ?? Everything(args).GetAwaiter().GetResult(),
    () => StandardStreams.Error
);

static async Task<int> Everything(string[] words)
{
    using var interrupts = Interrupts.OfProcess();
    var verbs = new LocalVerbs()
        .With("up", UpVerb.Up, outlivesReader: true)
        .With("demo", DemoVerb.Run)
        .With("config check", ConfigCheckVerb.Check)
        .With("restore", RestoreVerb.Restore);
    return await new CommandLine(CliHost.OfProcess(interrupts), verbs).Run(words);
}

/// <summary>Only for the process itself.</summary>
internal partial class Program;
