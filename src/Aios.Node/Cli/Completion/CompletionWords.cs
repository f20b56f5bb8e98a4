using System.CommandLine;
using Aios.Loop.Surface.Verbs;
using Aios.Node.Settings;

namespace Aios.Node.Cli.Completion;

/// <summary>What may come next on a command line, by what stands there: <c>aios events query</c>, or <c>aios events query --severity</c>.</summary>
/// <param name="Next">Verbs of a group, and the values of a verb's first bare word.</param>
/// <param name="Options">Of a verb, without those that every verb has.</param>
/// <param name="Values">Of an option that takes one; empty where any text does.</param>
internal sealed record CompletionWords(
    IReadOnlyDictionary<string, IReadOnlyList<string>> Next,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Options,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Values
)
{
    private const string Program = "aios";

    /// <summary>Verbs whose words are those of another verb.</summary>
    public static readonly IReadOnlyList<string> AboutVerbs = ["help", "schema"];

    public static CompletionWords Of(IReadOnlyList<VerbEntry> verbs)
    {
        var next = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        var options = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        var values = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var verb in verbs)
        {
            var path = Program;
            foreach (var word in verb.Name.Split(' '))
            {
                Add(next, path, [word]);
                path += " " + word;
            }
            Add(next, path, verb.Arguments.FirstOrDefault(argument => argument.Positional) is { } bare ? ValuesOf(bare) : []);
            Add(options, path, verb.Arguments.Where(argument => !argument.Positional).Select(argument => "--" + argument.Name));
            foreach (var argument in verb.Arguments.Where(argument => !argument.Positional && argument.Type != ArgumentType.Flag))
                values[$"{path} --{argument.Name}"] = ValuesOf(argument);
            if (verb.CanBeWatched)
                Add(options, path, [GlobalOptions.WatchName]);
            if (verb.Rows is { } rows)
            {
                Add(options, path, [GlobalOptions.FailOnName]);
                values[$"{path} {GlobalOptions.FailOnName}"] = rows.Allowed;
            }
        }
        options[Program] = [.. GlobalOptions.All.Select(option => option.Name), "--help"];
        foreach (var option in (Option[])[GlobalOptions.Data, GlobalOptions.Url, GlobalOptions.Token])
            values[$"{Program} {option.Name}"] = [];
        return new CompletionWords(next, options, values);
    }

    private static void Add(Dictionary<string, IReadOnlyList<string>> to, string path, IEnumerable<string> words) =>
        to[path] = [.. to.GetValueOrDefault(path, []).Union(words)];

    private static IReadOnlyList<string> ValuesOf(VerbArgument argument) =>
        argument.Name switch
        {
            "key" => [.. SettingsLoader.Load(SettingsSources.Default).Settings!.Values.Select(value => value.Key)],
            "profile" => ModuleFiles.Profiles,
            _ => argument.Values,
        };
}
