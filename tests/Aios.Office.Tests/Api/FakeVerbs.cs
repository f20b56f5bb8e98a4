using System.Collections.Concurrent;
using System.Text.Json;
using Aios.Loop.Ports;
using Aios.Loop.Surface.Verbs;

namespace Aios.Office.Tests.Api;

/// <summary>Verbs whose answers a spec decides; keeps what it was asked.</summary>
internal sealed class FakeVerbs : IVerbs
{
    public static readonly VerbEntry Things = new(
        "things ls",
        "things",
        "All things, newest first",
        VerbEffect.Read,
        VerbRole.Viewer,
        VerbScope.Node,
        "aios.things/1",
        "aios things ls"
    )
    {
        Arguments =
        [
            new("kind", ArgumentType.Choice, "only of this kind") { Values = ["a", "b"] },
            new("open", ArgumentType.Flag, "only open ones"),
            new("where", ArgumentType.Condition, "a condition"),
            new("limit", ArgumentType.Whole, "at most so many") { Least = 1, Most = 1_000 },
            new("after", ArgumentType.Text, "go on after this one"),
        ],
        Paging = new VerbPaging("limit", "after", "id"),
    };

    private static readonly VerbArgument Id = new("id", ArgumentType.Text, "its id") { Required = true, Positional = true };

    public static readonly VerbEntry Thing = Things with { Name = "things show", Arguments = [Id], Paging = null };

    public static readonly VerbEntry Change = Thing with
    {
        Name = "things change",
        Effect = VerbEffect.Write,
        LeastRole = VerbRole.Operator,
        Arguments = [Id, new("reason", ArgumentType.Text, "why")],
    };

    public static readonly VerbEntry Tail = Things with { Name = "things tail", Streams = true, Paging = null, Arguments = [] };

    public static readonly VerbEntry Copy = Change with { Name = "copy", Streams = true, TakesLong = true, Arguments = [] };

    public IReadOnlyList<VerbEntry> All { get; init; } = [Things, Thing, Change, Tail, Copy];

    public ConcurrentQueue<VerbCall> Asked { get; } = [];

    public Func<VerbCall, IVerbOutput, CancellationToken, Task<VerbEnd>> Answer { get; set; } = (_, _, _) => Task.FromResult(VerbEnd.Done);

    public Func<string, string> Members { get; init; } = _ => "id:text size:int? of:list";

    public string MembersOf(string schema) => Members(schema);

    public Task<VerbEnd> Run(VerbCall call, IVerbOutput output, CancellationToken cancel)
    {
        Asked.Enqueue(call);
        return Answer(call, output, cancel);
    }

    /// <summary>Rows 1 to <paramref name="count"/>, the highest first, in parts as the verb's paging has it.</summary>
    public void HoldRows(Func<int> count) =>
        Answer = async (call, output, _) =>
        {
            var after = call.Arguments.TryGetValue("after", out var given) ? int.Parse(given.GetString()!) : int.MaxValue;
            var limit =
                call.Arguments["limit"].ValueKind == JsonValueKind.Number
                    ? call.Arguments["limit"].GetInt32()
                    : int.Parse(call.Arguments["limit"].GetString()!);
            var fit = Enumerable.Range(1, count()).Reverse().Where(row => row < after).ToList();
            foreach (var row in fit.Take(limit))
                await output.Item(JsonSerializer.SerializeToElement(new { id = $"{row}" }));
            if (fit.Count > limit)
                await output.More(null);
            return VerbEnd.Done;
        };
}
