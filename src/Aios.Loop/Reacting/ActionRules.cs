using System.Text.Json;
using Aios.Loop.Effects;
using Aios.Loop.Vocabulary;

namespace Aios.Loop.Reacting;

/// <summary>Puts the values of one event into one action. A value is taken whole, as it is, and never read again for anything inside it.</summary>
internal static class ActionRules
{
    private const int LongestArgument = 4096;
    private const int LongestText = 64 * 1024;
    private static readonly Argument Pid = new Argument.FromEvent("payload.pid", ArgumentKind.Int);
    private static readonly Argument StartTime = new Argument.FromEvent("payload.start_time", ArgumentKind.Int);

    /// <param name="snapshot">Where the action keeps what was before: <c>RUN/STEP</c>.</param>
    /// <exception cref="MissingValueException">A value is missing or not of its kind.</exception>
    public static EffectAction Fill(ActionTemplate template, Event cause, string snapshot) =>
        template switch
        {
            ActionTemplate.Process process => new EffectAction.RunProcess([
                .. process.Arguments.Select(argument => Resolve(argument, cause)),
            ]),
            ActionTemplate.Signal signal => new EffectAction.SendSignal(
                (int)Whole(signal.Pid, cause, 1, int.MaxValue),
                Whole(signal.StartTime, cause, 1, long.MaxValue),
                signal.Name
            ),
            ActionTemplate.Notify notify => new EffectAction.Notify(
                cause.Severity,
                string.Join(' ', notify.Parts.Select(part => Shown.Clean(Resolve(part, cause, free: true))))
            )
            {
                Channel = notify.Channel,
            },
            ActionTemplate.Http http => new EffectAction.SendRequest(
                Resolve(http.Url, cause),
                http.Method,
                [.. http.Headers.Select(header => new HttpHeader(header.Name, Resolve(header.Value, cause), header.Secret))],
                http.Body is { } body ? Text([body], cause) : null,
                http.ExpectStatus
            ),
            ActionTemplate.File file => new EffectAction.ChangeFile(
                Resolve(file.Path, cause),
                file.Change,
                Text(file.Text, cause),
                file.Find,
                file.Mode,
                snapshot
            ),
            ActionTemplate.Clean clean => new EffectAction.CleanFolder(
                Resolve(clean.Folder, cause),
                clean.Glob,
                (long)clean.OlderThan.TotalMilliseconds,
                clean.Keep,
                snapshot
            ),
            ActionTemplate.Rotate rotate => new EffectAction.RotateFile(Resolve(rotate.Path, cause), snapshot),
            ActionTemplate.Service service => new EffectAction.ControlService(Resolve(service.Name, cause), service.Do, snapshot),
            ActionTemplate.Set set => new EffectAction.SetSetting(set.Key, Resolve(set.Value, cause), snapshot),
            ActionTemplate.Wait pause => new EffectAction.Wait((long)pause.Delay.TotalMilliseconds),
            ActionTemplate.Approve ask => new EffectAction.Approve(ask.Text),
            _ => throw new InvalidOperationException($"no plan for {template.GetType().Name}"),
        };

    /// <summary>The same for a playbook that may reach only processes that the node itself started.</summary>
    /// <exception cref="MissingValueException">A value is missing or not of its kind, or the event does not tell the process apart.</exception>
    public static EffectAction FillOwn(ActionTemplate template, Event cause, string snapshot) =>
        Fill(template, cause, snapshot) switch
        {
            EffectAction.SendSignal signal => signal with { Own = new OwnProcess(signal.Pid, signal.StartTime) },
            // Which of its values names a process only its author knows, so the one that the event is about has to be ours.
            EffectAction.RunProcess process when ((ActionTemplate.Process)template).Arguments.Any(each => each is Argument.FromEvent) =>
                process with
                {
                    Own = new OwnProcess((int)Whole(Pid, cause, 1, int.MaxValue), Whole(StartTime, cause, 1, long.MaxValue)),
                },
            var other => other,
        };

    /// <exception cref="MissingValueException">It is missing, not of its kind, or could be taken for an option.</exception>
    /// <param name="free">It is text for people or a file's content: it may begin with - and be long.</param>
    public static string Resolve(Argument argument, Event cause, bool free = false)
    {
        if (argument is Argument.Literal literal)
            return literal.Text;
        var from = (Argument.FromEvent)argument;
        if (PlanRules.Find(cause, from.Path) is not { } value)
            throw new MissingValueException($"the event has no {from.Path}");
        var text = PlanRules.Text(value);
        if (from.As == ArgumentKind.Int && !(value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _)))
            throw new MissingValueException($"{from.Path} is {Shown.Quote(text)}, not a whole number");
        if (value.ValueKind is JsonValueKind.Object or JsonValueKind.Array or JsonValueKind.Null)
            throw new MissingValueException($"{from.Path} is a JSON {value.ValueKind.ToString().ToLowerInvariant()}, not a single value");
        if (text.Contains('\0') || (!free && (text.StartsWith('-') && from.As == ArgumentKind.String || text.Length > LongestArgument)))
            throw new MissingValueException(
                $"{from.Path} is {Shown.Quote(text)}; a value of an event may not begin with -, hold NUL or be longer than {LongestArgument}"
            );
        return text;
    }

    private static string Text(IReadOnlyList<Argument> parts, Event cause)
    {
        var text = string.Concat(parts.Select(part => Resolve(part, cause, free: true)));
        return text.Length <= LongestText
            ? text
            : throw new MissingValueException($"the text would have {text.Length} characters; at most {LongestText} are allowed");
    }

    private static long Whole(Argument argument, Event cause, long least, long most)
    {
        var text = Resolve(argument, cause);
        return long.TryParse(text, out var number) && number >= least && number <= most
            ? number
            : throw new MissingValueException($"{Shown.Quote(text)} is not a whole number from {least} to {most}");
    }
}

/// <summary>Why an event and a playbook make no plan.</summary>
internal sealed class MissingValueException(string message) : Exception(message);
