using Akka.Configuration;

namespace Aios.Engine.Tests.Configuration;

public class ConfigSpecs
{
    private static readonly Config Sample = ConfigurationFactory.ParseString(
        """
        a {
          number = 7, big = 5000000000, ratio = 0.5, on = yes, text = "some text", wait = 1500ms, ever = infinite, size = 2KiB
          list = [one, two], nothing = null
          copy = ${a.text}
        }
        """
    );

    [Fact]
    public void Values_are_read_with_their_units()
    {
        Assert.Equal(7, Sample.GetInt("a.number"));
        Assert.Equal(5_000_000_000, Sample.GetLong("a.big"));
        Assert.Equal(0.5, Sample.GetDouble("a.ratio"));
        Assert.True(Sample.GetBoolean("a.on"));
        Assert.Equal("some text", Sample.GetString("a.copy"));
        Assert.Equal(TimeSpan.FromSeconds(1.5), Sample.GetTimeSpan("a.wait"));
        Assert.Equal(Timeout.InfiniteTimeSpan, Sample.GetTimeSpan("a.ever"));
        Assert.Equal(2048, Sample.GetByteSize("a.size"));
        Assert.Equal(["one", "two"], Sample.GetStringList("a.list"));
        Assert.Equal(7, Sample.GetConfig("a")!.GetInt("number"));
    }

    [Fact]
    public void What_is_absent_takes_the_default()
    {
        Assert.Null(Sample.GetString("a.missing"));
        Assert.Null(Sample.GetString("a.nothing"));
        Assert.Equal(3, Sample.GetInt("a.missing", 3));
        Assert.Equal(TimeSpan.FromSeconds(2), Sample.GetTimeSpan("x.y", TimeSpan.FromSeconds(2)));
        Assert.Empty(Sample.GetStringList("a.missing"));
        Assert.Null(Sample.GetConfig("a.missing"));
        Assert.False(Sample.HasPath("a.nothing"));
        Assert.True(Sample.GetConfig("a.missing").IsNullOrEmpty());
    }

    [Fact]
    public void A_fallback_fills_what_is_missing_and_is_seen_by_substitutions()
    {
        var over = ConfigurationFactory.ParseString("a.number = 8\nb = ${c}");
        var both = over.WithFallback(ConfigurationFactory.ParseString("c = from below")).WithFallback(Sample);
        Assert.Equal(8, both.GetInt("a.number"));
        Assert.Equal("some text", both.GetString("a.text"));
        Assert.Equal("from below", both.GetString("b"));
        Assert.Same(Sample, Sample.WithFallback(null));
    }

    [Theory]
    [InlineData("a.text", "configuration:2:", "'some text'")]
    [InlineData("a.big", "configuration:2:", "'5000000000'")]
    [InlineData("a.list", "configuration:3:", "a list")]
    public void A_value_that_does_not_fit_is_named_with_its_place(string path, string place, string shown)
    {
        var fault = Assert.Throws<ConfigurationException>(() => Sample.GetInt(path));
        Assert.StartsWith(place, fault.Message);
        Assert.Contains(path, fault.Message);
        Assert.Contains(shown, fault.Message);
    }

    [Fact]
    public void A_text_that_is_not_hocon_is_refused() =>
        Assert.StartsWith(
            "configuration:1:",
            Assert.Throws<ConfigurationException>(() => ConfigurationFactory.ParseString("a = {")).Message
        );
}
