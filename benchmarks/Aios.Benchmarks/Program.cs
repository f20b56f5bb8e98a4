using Aios.Benchmarks;
using Aios.Benchmarks.Report;

if (args is ["bdn", .. var rest])
    return MicroRunner.Run(rest);
var (options, fault) = Options.Parse(args, Question.All);
if (options is null)
{
    Console.Error.WriteLine(fault);
    return 2;
}
var machine = MachineNote.Take(options.Commit);
Console.WriteLine(machine.Line);
foreach (var question in options.Questions)
{
    var answer = Answer.Ask(
        question,
        options.Rounds,
        round => Console.Error.Write($"\r{question.Name}: round {round} of {options.Rounds} ")
    );
    Console.Error.Write("\r");
    foreach (var line in Table.Of(answer))
        Console.WriteLine(line);
    if (options.Save)
        Console.WriteLine($"saved: {ResultFile.Write(answer, machine)}");
}
return 0;
