using System.Text.Json;
using Aios.Journal.Log;
using Aios.Loop.Vocabulary;

namespace Aios.Journal.Tests;

internal static class Facts
{
    public static Event Of(int number) => Of(number, Priority.P1);

    public static Event Of(int number, Priority priority, string payload = "{}") =>
        new()
        {
            Id = new EventId($"0195-{number:d6}"),
            Type = "resource.cpu_spike",
            Source = "sensor/cpu",
            Timestamp = 1_773_532_800_000 + number,
            Severity = Severity.Warn,
            Priority = priority,
            TraceId = number % 2 == 0 ? "4bf92f3577b34da6a3ce929d0e0e4736" : null,
            Payload = JsonElement.Parse(payload),
        };

    public static IReadOnlyList<RecordedEvent> Stored(this AppendResult result) => Assert.IsType<AppendResult.Stored>(result).Records;

    /// <summary>The sequence numbers, parted by spaces.</summary>
    public static string Seqs(this AppendResult result) => string.Join(' ', result.Stored().Select(record => record.Seq));

    public static T Refusal<T>(this AppendResult result)
        where T : LogRefusal => Assert.IsType<T>(Assert.IsType<AppendResult.Refused>(result).Refusal);
}
