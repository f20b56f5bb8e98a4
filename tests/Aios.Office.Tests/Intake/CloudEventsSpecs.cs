using System.Net;
using System.Text;
using Aios.Loop.Vocabulary;
using Aios.Office.Intake;
using Aios.Office.Tests.Intake.Recorded;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Aios.Office.Tests.Intake;

public sealed class CloudEventsSpecs
{
    private const string Trace = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static readonly Delivery Now = new(1_000, new string('a', 32), () => Guid.Parse("00000000-0000-7000-8000-000000000001"));

    [Fact]
    public void A_batch_is_read_with_everything_that_its_events_say()
    {
        var reading = CloudEvents.ReadBatch(Recordings.Json(Recordings.Batch), Now);
        Assert.Empty(reading.Faults);
        Assert.Equal(
            [
                "com.github.pull_request.opened https://github.com/cloudevents/spec/pull A234-1234-1234 1522949460000 info",
                "com.example.someevent /mycontext C234-1234-1234 1522942260000 error",
                "com.example.order.created /mycontext D 1000 info",
                "com.example.list /mycontext E 1000 info",
                "com.example.bare /mycontext F 1000 info",
            ],
            reading.Events.Select(fact => $"{fact.Type} {fact.Source} {fact.Id} {fact.Timestamp} {fact.Severity.Text()}")
        );
        Assert.Equal(
            [
                """{"data":"<much wow=\"xml\"/>","cloudevent":{"comexampleextension1":"value","comexampleothervalue":"5","datacontenttype":"text/xml","subject":"123"}}""",
                $$$"""{"appinfoA":"abc","appinfoB":123,"appinfoC":true,"cloudevent":{"dataschema":"https://example.org/schema/1","severity":"error","traceparent":"00-{{{Trace}}}-00f067aa0ba902b7-01"}}""",
                """{"data_base64":"AAEC","cloudevent":{"type":"com.example/order created"}}""",
                """{"data":[1,2]}""",
                null,
            ],
            reading.Events.Select(fact => fact.Payload?.GetRawText())
        );
        Assert.All(reading.Events, fact => Assert.True(fact.HasSuppliedId));
    }

    [Fact]
    public void An_event_keeps_its_trace_one_alone_has_that_of_its_request_and_many_together_have_one_each()
    {
        var batch = CloudEvents.ReadBatch(Recordings.Json(Recordings.Batch), Now).Events;
        Assert.Equal((Trace, "00000000000070008000000000000001"), (batch[1].TraceId, batch[0].TraceId));
        const string bare = """{"specversion":"1.0","type":"a.b","source":"/x","id":"1"}""";
        Assert.Equal(Now.TraceId, CloudEvents.ReadStructured(Recordings.Json(bare), Now).Events[0].TraceId);
    }

    [Theory]
    [InlineData("""{"type":"a.b","source":"/x","id":"1"}""", "does not represent a CloudEvent")]
    [InlineData("""{"specversion":"0.3","type":"a.b","source":"/x","id":"1"}""", "spec version '0.3'")]
    [InlineData("""{"specversion":"1.0","source":"/x","id":"1"}""", "type")]
    [InlineData("""{"specversion":"1.0","type":"a.b","source":"/x","id":""}""", "id")]
    [InlineData("""{"specversion":"1.0","type":"a.b","source":"","id":"1"}""", "source")]
    [InlineData("""{"specversion":"1.0","type":"a.b","source":"/x","id":"a b"}""", "id is 'a b'")]
    [InlineData("""{"specversion":"1.0","type":"a.b","source":"/x","id":"1","time":"yesterday"}""", "")]
    [InlineData("""{"specversion":"1.0","type":"a.b","source":"/x","id":"1","Severity":"warn"}""", "")]
    [InlineData("""{"specversion":"1.0","type":"a.b","source":"/x","id":"1","severity":"dire"}""", "severity is 'dire'")]
    [InlineData("""{"specversion":"1.0","type":"a.b","source":"/x","id":"1","n":1.5}""", "")]
    [InlineData("""{"specversion":"1.0","type":"a.b","source":"/x","id":"1","data":1,"data_base64":"AA=="}""", "data_base64")]
    [InlineData("""{"specversion":"1.0","type":"a.b","source":"/x","id":"1","data_base64":"?"}""", "")]
    [InlineData("""{"specversion":"1.0","type":"a.b","source":"/x","id":"1","data":{"cloudevent":1}}""", "'cloudevent'")]
    [InlineData("""{"specversion":"1.0","type":"a.b","source":"/x","id":"1","data":{"x":"\ud800"}}""", "")]
    [InlineData("""{"specversion":"1.0","type":"a.b\ud800","source":"/x","id":"1"}""", "")]
    [InlineData("""{"specversion":"1.0","type":"run.verified","source":"/x","id":"1"}""", "of a family that the node does not write")]
    [InlineData("""{"specversion":"1.0","type":"node/crashed","source":"/x","id":"1"}""", "of a family that the node does not write")]
    [InlineData("""{"specversion":"1.0","type":"a.b","source":"sensor/cpu","id":"1"}""", "which only the node uses")]
    [InlineData("[]", "")]
    [InlineData("1", "")]
    public void What_is_no_event_is_refused_with_what_is_wrong(string body, string why)
    {
        var reading = CloudEvents.ReadStructured(Recordings.Json(body), Now);
        Assert.Empty(reading.Events);
        Assert.Contains(why, Assert.Single(reading.Faults).Why, StringComparison.Ordinal);
    }

    [Fact]
    public void A_type_that_is_too_long_is_refused()
    {
        var body = $$"""{"specversion":"1.0","type":"{{new string('t', 201)}}","source":"/x","id":"1"}""";
        var fault = Assert.Single(CloudEvents.ReadStructured(Recordings.Json(body), Now).Faults);
        Assert.Contains("1–200 characters", fault.Why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Binary_mode_takes_attributes_from_headers_and_data_from_the_body()
    {
        await using var api = await IntakeApi.Start();
        (string, string)[] headers =
        [
            ("ce-specversion", "1.0"),
            ("ce-type", "com.example.someevent"),
            ("ce-source", "/mycontext"),
            ("CE-ID", "A%20%22b%22".Replace("%20", "-", StringComparison.Ordinal)),
            ("ce-time", "2018-04-05T03:56:24Z"),
            ("ce-subject", "Euro%20%E2%82%AC"),
            ("ce-severity", "warning"),
        ];
        var (json, _) = await api.Post("""{"x":1}""", "application/json; charset=utf-8", headers: headers);
        headers[3] = ("ce-id", "2");
        var (text, _) = await api.Post("hello", "text/plain", headers: headers);
        headers[3] = ("ce-id", "3");
        var (bytes, _) = await api.Post(new byte[] { 0, 255 }, "application/octet-stream", headers: headers);
        headers[3] = ("ce-id", "4");
        var (none, _) = await api.Post([], null, headers: headers);
        Assert.All(new[] { json, text, bytes, none }, answer => Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode));
        const string envelope = "\"severity\":\"warning\",\"subject\":\"Euro €\"}}";
        Assert.Equal(
            [
                """{"x":1,"cloudevent":{"datacontenttype":"application/json; charset=utf-8",""" + envelope,
                """{"data":"hello","cloudevent":{"datacontenttype":"text/plain",""" + envelope,
                """{"data_base64":"AP8=","cloudevent":{"datacontenttype":"application/octet-stream",""" + envelope,
                """{"cloudevent":{""" + envelope,
            ],
            api.Stored.Select(fact => fact.Payload?.GetRawText())
        );
        Assert.Equal(("A-\"b\"", 1522900584000, Severity.Warn), (api.Stored[0].Id.Value, api.Stored[0].Timestamp, api.Stored[0].Severity));
    }

    [Theory]
    [InlineData("ce-subject", "%E2%82", "UTF-8")]
    [InlineData("ce-subject", "%", "percent")]
    [InlineData("ce-bad_name", "x", "")]
    [InlineData("ce-specversion", "2.0", "it must be 1.0")]
    [InlineData("ce-type", null, "type")]
    public async Task Headers_that_are_no_attributes_are_refused(string name, string? value, string why)
    {
        await using var api = await IntakeApi.Start();
        var headers = new Dictionary<string, string?>
        {
            ["ce-specversion"] = "1.0",
            ["ce-type"] = "a.b",
            ["ce-source"] = "/x",
            ["ce-id"] = "1",
            [name] = value,
        };
        var given = headers.Where(pair => pair.Value is not null).Select(pair => (pair.Key, pair.Value!)).ToArray();
        var (response, body) = await api.Post("{}", headers: given);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains(why, Assert.Single(IntakeApi.Errors(body)), StringComparison.Ordinal);
        Assert.Empty(api.Stored);
    }

    [Fact]
    public void An_attribute_that_is_given_twice_is_refused()
    {
        var headers = new HeaderDictionary
        {
            ["ce-specversion"] = "1.0",
            ["ce-type"] = new StringValues(["a.b", "c.d"]),
            ["ce-source"] = "/x",
            ["ce-id"] = "1",
        };
        var fault = Assert.Single(CloudEvents.ReadBinary(headers, ReadOnlyMemory<byte>.Empty, Now).Faults);
        Assert.Equal("ce-type is given 2 times; it must be given once", fault.Why);
    }

    [Theory]
    [InlineData("application/cloudevents+avro", "CloudEvents are taken as JSON")]
    [InlineData("application/cloudevents", "CloudEvents are taken as JSON")]
    [InlineData("text/plain", "ce- headers")]
    [InlineData(null, "ce- headers")]
    public async Task Other_forms_are_told_which_ones_are_taken(string? type, string why)
    {
        await using var api = await IntakeApi.Start();
        var (response, body) = await api.Post(Encoding.UTF8.GetBytes("{}"), type);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, response.StatusCode);
        Assert.Contains(why, body.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_media_type_tells_structured_from_binary_even_with_headers_of_the_other()
    {
        await using var api = await IntakeApi.Start();
        const string body = """{"specversion":"1.0","type":"of.body","source":"/x","id":"1"}""";
        var (response, _) = await api.Post(
            body,
            "application/cloudevents+json; charset=UTF-8",
            headers: [("ce-specversion", "1.0"), ("ce-type", "of.header"), ("ce-source", "/y"), ("ce-id", "2")]
        );
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        Assert.Equal("of.body", Assert.Single(api.Stored).Type);
    }
}
