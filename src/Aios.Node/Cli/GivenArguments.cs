using System.Text;
using System.Text.Json;
using Aios.Loop.Surface.Verbs;
using Aios.Loop.Vocabulary;
using Aios.Node.Verbs;
using Aios.Platform.Files;

namespace Aios.Node.Cli;

/// <summary>What was typed, as the inspection port takes it. Files and standard input are read here, never by the node.</summary>
internal static class GivenArguments
{
    /// <summary>Of a payload, in bytes of a file or characters of standard input; either may have no end.</summary>
    private const int Longest = 2 * 1024 * 1024;

    /// <param name="textOf">The text given for an option or word; null when it was not given.</param>
    /// <exception cref="UsageException">A payload is no JSON, or its file cannot be read.</exception>
    public static Dictionary<string, JsonElement> Read(VerbEntry entry, Func<VerbArgument, string?> textOf, Func<TextReader> input)
    {
        var given = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var argument in entry.Arguments)
            if (textOf(argument) is { } text)
                given[argument.Name] = argument.Type switch
                {
                    _ when argument.Repeated => JsonElement.Parse(text),
                    ArgumentType.Flag => JsonElement.Parse("true"),
                    ArgumentType.Path when text.Length > 0 => JsonSerializer.SerializeToElement(Path.GetFullPath(text)),
                    ArgumentType.Json => Json(argument, text, input),
                    _ => JsonSerializer.SerializeToElement(text),
                };
        return given;
    }

    private static JsonElement Json(VerbArgument argument, string text, Func<TextReader> input)
    {
        try
        {
            return JsonElement.Parse(
                text == "-" ? ReadInput(input())
                : text.StartsWith('@') ? PlainFiles.ReadText(text[1..], Longest)
                : text
            );
        }
        catch (JsonException error)
        {
            throw new UsageException($"{argument.Shown} is not JSON: {Shown.Clean(error.Message)}");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new UsageException($"{argument.Shown} cannot be read: {error.Message}");
        }
    }

    private static string ReadInput(TextReader input)
    {
        var text = new StringBuilder();
        var buffer = new char[16 * 1024];
        while (input.Read(buffer, 0, buffer.Length) is > 0 and var count)
            if (text.Append(buffer, 0, count).Length > Longest)
                throw new IOException($"standard input has more than {Longest} characters");
        return text.ToString();
    }
}

/// <summary>The command line asks for something that cannot be.</summary>
internal sealed class UsageException(string message) : Exception(message);
