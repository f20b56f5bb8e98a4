using Akka.Actor;
using Akka.Event;

namespace Akka.TestKit;

/// <summary>Chooses log events and dead letters that a test expects.</summary>
public sealed class EventFilterFactory
{
    private readonly TestKitBase _kit;

    internal EventFilterFactory(TestKitBase kit) => _kit = kit;

    /// <param name="message">The whole text.</param>
    /// <param name="source">Path of the actor, or part of it.</param>
    /// <param name="start">How the text begins.</param>
    /// <param name="contains">What is in the text.</param>
    public IEventFilterApplier Debug(string? message = null, string? source = null, string? start = null, string? contains = null) =>
        Text<Debug>(message, source, start, contains);

    /// <inheritdoc cref="Debug" />
    public IEventFilterApplier Info(string? message = null, string? source = null, string? start = null, string? contains = null) =>
        Text<Info>(message, source, start, contains);

    /// <inheritdoc cref="Debug" />
    public IEventFilterApplier Warning(string? message = null, string? source = null, string? start = null, string? contains = null) =>
        Text<Warning>(message, source, start, contains);

    /// <inheritdoc cref="Debug" />
    public IEventFilterApplier Error(string? message = null, string? source = null, string? start = null, string? contains = null) =>
        Text<Error>(message, source, start, contains);

    /// <summary>An error whose cause, or the cause of that, is of this type.</summary>
    public IEventFilterApplier Exception<TException>(
        string? message = null,
        string? source = null,
        string? start = null,
        string? contains = null
    )
        where TException : Exception =>
        new EventFilterApplier(
            _kit,
            typeof(Error),
            e => e is Error error && Causes(error.Cause).Any(c => c is TException) && Fits(error, message, source, start, contains),
            $"an error caused by {typeof(TException).Name}{Shown(message, source, start, contains)}"
        );

    public IEventFilterApplier DeadLetter() => DeadLetter<object>();

    public IEventFilterApplier DeadLetter<TMessage>(Func<TMessage, bool>? isMatch = null) =>
        new EventFilterApplier(
            _kit,
            typeof(DeadLetter),
            e => e is DeadLetter { Message: TMessage typed } && isMatch?.Invoke(typed) != false,
            $"a dead letter {typeof(TMessage).Name}"
        );

    private EventFilterApplier Text<TEvent>(string? message, string? source, string? start, string? contains)
        where TEvent : LogEvent =>
        new(
            _kit,
            typeof(TEvent),
            e => e is TEvent entry && Fits(entry, message, source, start, contains),
            $"a log event {typeof(TEvent).Name}{Shown(message, source, start, contains)}"
        );

    private static bool Fits(LogEvent entry, string? message, string? source, string? start, string? contains)
    {
        var text = entry.Message.ToString() ?? "";
        return (message is null || text == message)
            && (start is null || text.StartsWith(start, StringComparison.Ordinal))
            && (contains is null || text.Contains(contains, StringComparison.Ordinal))
            && (source is null || entry.LogSource.Contains(source, StringComparison.Ordinal));
    }

    private static IEnumerable<Exception> Causes(Exception? cause)
    {
        for (; cause is not null; cause = cause.InnerException)
            yield return cause;
    }

    private static string Shown(string? message, string? source, string? start, string? contains) =>
        (message is null ? "" : $" '{message}'")
        + (start is null ? "" : $" beginning with '{start}'")
        + (contains is null ? "" : $" containing '{contains}'")
        + (source is null ? "" : $" from '{source}'");
}
