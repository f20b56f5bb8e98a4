using System.Text;
using Aios.Loop.Surface.Verbs;
using Aios.Loop.Vocabulary;
using Aios.Office.Live;

namespace Aios.Office.Tests.Live;

public sealed class HelloSpecs
{
    [Fact]
    public void A_hello_is_read_and_what_it_has_beyond_is_left_alone()
    {
        var (hello, fault) = Hello.Read(Golden.Bytes("hello"));
        Assert.Null(fault);
        Assert.Equal(
            [
                new Subscription("o", "overview", "", "", null),
                new Subscription("e", "events", "type == 'app.down'", "warn", new Resume("events.2", "0123456789abcdef", 41)),
            ],
            hello!.Subscriptions
        );
    }

    [Theory]
    [InlineData("", "a frame is JSON")]
    [InlineData("{", "a frame is JSON")]
    [InlineData("\u0000\u0001", "a frame is JSON")]
    [InlineData("[]", "a frame is a JSON object")]
    [InlineData("42", "a frame is a JSON object")]
    [InlineData("{}", "kind is ''; a client sends hello")]
    [InlineData("""{"kind":"bye"}""", "kind is 'bye'; a client sends hello")]
    [InlineData("""{"kind":"hello","v":"aios.ui/2","subs":[]}""", "v is 'aios.ui/2'; this node speaks aios.ui/1")]
    [InlineData("""{"kind":"hello","v":1,"subs":[]}""", "v is ''; this node speaks aios.ui/1")]
    [InlineData("""{"kind":"hello","v":"aios.ui/1"}""", "subs must be a list")]
    [InlineData("""{"kind":"hello","v":"aios.ui/1","subs":[1]}""", "each of subs must have an id and a topic, both text")]
    [InlineData(
        """{"kind":"hello","v":"aios.ui/1","subs":[{"id":1,"topic":"runs"}]}""",
        "each of subs must have an id and a topic, both text"
    )]
    public void What_is_no_hello_is_named(string frame, string fault) =>
        Assert.Equal(fault, Hello.Read(Encoding.UTF8.GetBytes(frame)).Fault);

    [Fact]
    public void A_resume_that_cannot_be_read_is_none()
    {
        const string Frame =
            """{"kind":"hello","v":"aios.ui/1","subs":[{"id":"r","topic":"runs","resume":{"stream":"s","epoch":"b","seq":1.5}}]}""";
        Assert.Null(Assert.Single(Hello.Read(Encoding.UTF8.GetBytes(Frame)).Hello!.Subscriptions).Resume);
    }

    [Theory]
    [InlineData("no-such", "", "", "there is no topic 'no-such'")]
    [InlineData("runs", "type == 'a'", "", "runs takes neither filter nor minSev")]
    [InlineData("runs", "", "warn", "runs takes neither filter nor minSev")]
    [InlineData("events", "type ==", "", "filter: line 1, column ")]
    [InlineData("events", "", "loud", "minSev is 'loud'; it must be info, warn, error or critical")]
    public void What_cannot_be_told_is_refused_with_the_reason(string topic, string filter, string severity, string why) =>
        Assert.StartsWith(why, Key(topic, filter, severity).Refused, StringComparison.Ordinal);

    [Fact]
    public void A_source_sees_nothing() => Assert.NotNull(Key("runs", role: VerbRole.Source).Refused);

    [Fact]
    public void Two_filters_that_differ_in_blanks_are_one_stream()
    {
        var key = Key("events", "type == 'a b'  &&\n severity>=warn // loud ones").Key;
        Assert.Equal(key, Key("events", "type=='a b' && severity >= warn").Key);
        Assert.NotEqual(key, Key("events", "type=='a  b' && severity >= warn").Key);
        Assert.NotEqual(key, Key("events", "type=='a b' && severity >= warn", "error").Key);
        Assert.NotEqual(key, key! with { Sees = VerbRole.Approver });
        Assert.Equal(Severity.Error, Key("events", severity: "error").Key!.AtLeast);
    }

    private static (StreamKey? Key, Aios.Loop.Conditions.Condition? Condition, string? Refused) Key(
        string topic,
        string filter = "",
        string severity = "",
        VerbRole role = VerbRole.Viewer
    ) => StreamKey.Of(new Subscription("id", topic, filter, severity, null), role, isSlow: false);
}
