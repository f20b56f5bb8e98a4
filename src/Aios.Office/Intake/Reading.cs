using System.Text.Json;
using Aios.Loop.Vocabulary;

namespace Aios.Office.Intake;

/// <summary>What was found in a body: events, and everything that is wrong. With one fault nothing of it is taken.</summary>
internal sealed class Reading
{
    /// <summary>Events of one request; more are refused, so that one sender cannot fill the queue of the log.</summary>
    public const int MostEvents = 1_000;

    private readonly List<Event> _events = [];
    private readonly List<IntakeFault> _faults = [];

    public IReadOnlyList<Event> Events => _events;

    public IReadOnlyList<IntakeFault> Faults => _faults;

    /// <summary>It holds more than <see cref="MostEvents"/>.</summary>
    public bool IsTooLong { get; private init; }

    public static Reading Refused(string why, string pointer = "")
    {
        var reading = new Reading();
        reading.Fault(pointer, why);
        return reading;
    }

    /// <summary>A body whose very outline cannot be read has one fault.</summary>
    public static Reading Whole(Func<Reading> read)
    {
        var reading = new Reading();
        reading.Try("", () => reading = read());
        return reading;
    }

    /// <summary>Each item for itself, so that all that is wrong is told at once.</summary>
    /// <param name="read">Takes the item and where it stands. What it throws about the data becomes a fault of the item.</param>
    public static Reading Each(IReadOnlyCollection<(JsonElement Json, string Pointer)> items, Action<Reading, JsonElement, string> read)
    {
        if (items.Count > MostEvents)
            return new Reading { IsTooLong = true };
        var reading = new Reading();
        foreach (var (json, pointer) in items)
            reading.Try(pointer, () => read(reading, json, pointer));
        return reading;
    }

    /// <param name="pointer">Of the list; each item has its number behind it.</param>
    public static IReadOnlyCollection<(JsonElement Json, string Pointer)> Items(JsonElement list, string pointer = "") =>
        [.. list.EnumerateArray().Select((json, at) => (json, $"{pointer}/{at}"))];

    public void Fault(string pointer, string why) => _faults.Add(new IntakeFault(pointer, why));

    /// <summary>Takes the event, unless the node would refuse it.</summary>
    public void Add(string pointer, Event candidate)
    {
        if ((EventRules.Check(candidate) ?? EventRules.CheckOutside(candidate)) is { } refusal)
            Fault(pointer, refusal.Why);
        else
            _events.Add(candidate);
    }

    /// <summary>What is no text, no number or no time although it looks like one is found only when it is read: half a surrogate pair, say.</summary>
    public void Try(string pointer, Action read)
    {
        try
        {
            read();
        }
        catch (Exception error) when (error is ArgumentException or FormatException or InvalidOperationException or JsonException)
        {
            Fault(pointer, Shown.Clean(error.Message));
        }
    }
}

/// <param name="Pointer">Where in the body (RFC 6901); empty: the whole of it.</param>
internal readonly record struct IntakeFault(string Pointer, string Why);
