using System.Text;
using System.Text.Json;
using Aios.Loop.Vocabulary;
using Aios.Office.Intake;
using Aios.Office.Tests.Intake.Recorded;
using Microsoft.AspNetCore.Http;

namespace Aios.Office.Tests.Intake;

/// <summary>Bodies as they were recorded, spoilt at random places.</summary>
public sealed class IntakePropertySpecs
{
    private const int Times = 4_000;
    private static readonly Delivery Now = new(1_000, new string('a', 32), Guid.NewGuid);

    // What parsers trip over: ends and beginnings of things, halves of surrogate pairs, numbers that fit nowhere.
    private static readonly string[] Pieces =
    [
        "\"",
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "null",
        "\\ud800",
        "\\u0000",
        "1e999",
        "-1",
        "18446744073709551616",
        "9999-99-99T99:99:99Z",
        "",
        "é",
        "%",
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_spoilt_body_is_read_or_refused_and_what_is_read_the_node_takes(int seed)
    {
        var random = new Random(seed);
        var (taken, refused) = (0, 0);
        for (var i = 0; i < Times; i++)
        {
            var (body, read) = (i % 3) switch
            {
                0 => (Recordings.Firing, Alerts.Read),
                1 => (Recordings.Batch, CloudEvents.ReadBatch),
                _ => (
                    """[{"type":"a.b","severity":"warn","id":"1","timestamp":1,"payload":{"n":[1,{}]}}]""",
                    (Func<JsonElement, Delivery, Reading>)OwnEvents.Read
                ),
            };
            Reading reading;
            try
            {
                reading = read(IntakeBody.Parse(Encoding.UTF8.GetBytes(Spoil(body, random))), Now);
            }
            catch (BadHttpRequestException)
            {
                refused++;
                continue;
            }
            taken++;
            Assert.All(reading.Events, fact => Assert.Null(EventRules.Check(fact) ?? EventRules.CheckOutside(fact)));
        }
        // Both ways were walked.
        Assert.True(taken > Times / 20 && refused > Times / 20, $"{taken} read, {refused} refused");
    }

    private static string Spoil(string body, Random random)
    {
        for (var n = random.Next(1, 4); n > 0; n--)
        {
            var at = random.Next(body.Length);
            body = string.Concat(
                body.AsSpan(0, at),
                Pieces[random.Next(Pieces.Length)],
                body.AsSpan(Math.Min(body.Length, at + random.Next(4)))
            );
        }
        return body;
    }
}
