using Aios.Loop.Surface.Verbs;

namespace Aios.Node.Tests.Cli;

/// <summary>Which node a command line asks, and what it makes of whoever answers at an address.</summary>
public sealed class WebPlaceSpecs : IDisposable
{
    private const string Problem = "application/problem+json";
    private const string FrameLines = "application/x-ndjson";
    private const string Done = """{"v":"aios.cmd/1","id":"1","kind":"end","code":0}""";

    private readonly Shell _shell = new();

    public void Dispose() => _shell.Dispose();

    [Theory]
    [InlineData("ftp://host", "--url is 'ftp://host'; it must be http:// or https://")]
    [InlineData("localhost:7420", "--url is 'localhost:7420'")]
    [InlineData("http://me:secret@host", "must be http:// or https://")]
    [InlineData("http://host/?x=1", "must be http:// or https://")]
    [InlineData("", "--url is ''")]
    public async Task An_address_that_is_none_is_refused_before_anything_is_asked(string url, string said)
    {
        Assert.Equal(ExitCode.Usage, await _shell.Run("status", "--url", url));
        Assert.Contains(said, _shell.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("status --url http://127.0.0.1:1 --data /tmp/x", "--url and --data exclude each other")]
    [InlineData("status --token abc", "--token is for --url")]
    [InlineData("events verify --url http://127.0.0.1:1", "'events verify' works on this machine and asks no node")]
    public async Task What_does_not_go_together_is_refused(string line, string said)
    {
        Assert.Equal(ExitCode.Usage, await _shell.Run(line.Split(' ')));
        Assert.Contains(said, _shell.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_that_cannot_be_one_is_not_sent()
    {
        _shell.Variables["AIOS_TOKEN"] = "two\nlines";
        Assert.Equal(ExitCode.Usage, await _shell.Run("status", "--url", "http://127.0.0.1:1"));
        Assert.Contains("the token has characters that no token has", _shell.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_at_the_address_is_a_node_that_cannot_be_reached()
    {
        _shell.Variables["AIOS_URL"] = "http://127.0.0.1:1";
        Assert.Equal(ExitCode.NotReachable, await _shell.Run("status"));
        Assert.Contains("no node answers at http://127.0.0.1:1/", _shell.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_is_named_comes_before_the_address_of_the_environment()
    {
        _shell.Variables["AIOS_URL"] = "http://127.0.0.1:1";
        Assert.Equal(ExitCode.NotReachable, await _shell.Run("status", "--data", "/nowhere/at/all"));
        Assert.Contains("no node runs in /nowhere/at/all", _shell.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_verb_goes_where_the_address_says_with_the_token_of_the_environment()
    {
        await using var server = new CannedServer("200 OK", FrameLines, Done + "\n");
        _shell.Variables["AIOS_TOKEN"] = "aios_secret";
        Assert.Equal(ExitCode.Done, await _shell.Run("runs", "ls", "--limit", "3", "--url", $"{server.Url}/behind/a/proxy"));
        var asked = await server.Asked;
        Assert.StartsWith("POST /behind/a/proxy/api/v1/verbs/run HTTP/1.1", asked, StringComparison.Ordinal);
        Assert.Contains("Authorization: Bearer aios_secret", asked, StringComparison.Ordinal);
        Assert.Contains("\"verb\":\"runs ls\",\"args\":{\"limit\":", asked, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("401 Unauthorized", """{"title":"Who asks is not known"}""", ExitCode.Refused, "asks for a token; put one into AIOS_TOKEN")]
    [InlineData(
        "400 Bad Request",
        """{"title":"The request is not right","errors":[{"detail":"a"},{"detail":"b"}]}""",
        ExitCode.Usage,
        "not right: a: b"
    )]
    [InlineData(
        "421 Misdirected Request",
        """{"title":"This name is not served here","detail":"use another"}""",
        ExitCode.Usage,
        "here: use another"
    )]
    [InlineData("503 Service Unavailable", """{"title":"Not now"}""", ExitCode.Failed, "Not now; ask again in 7 s")]
    [InlineData("500 Internal Server Error", "<html>", ExitCode.Failed, "gave no reason that can be read")]
    public async Task A_refusal_is_told_with_the_code_that_fits(string status, string body, int code, string said)
    {
        await using var server = new CannedServer(status, Problem, body, "Retry-After: 7\r\n");
        Assert.Equal(code, await _shell.Run("status", "--url", server.Url));
        Assert.Contains(said, _shell.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("200 OK", "text/html", "<html>", "answers 200 OK and is no node")]
    [InlineData("302 Found", "text/html", "", "answers 302 Found and is no node; it points to http://elsewhere.invalid/")]
    [InlineData("200 OK", FrameLines, "garbage\n", "is not aios.cmd/1")]
    [InlineData("200 OK", FrameLines, "", "the node closed the connection")]
    public async Task Whoever_answers_and_is_no_node_is_told(string status, string type, string body, string said)
    {
        await using var server = new CannedServer(status, type, body, "Location: http://elsewhere.invalid/\r\n");
        Assert.Equal(ExitCode.Failed, await _shell.Run("status", "--url", server.Url));
        Assert.Contains(said, _shell.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://node.invalid", true)]
    [InlineData("https://node.invalid", false)]
    [InlineData("http://127.0.0.1:1", false)]
    public async Task A_token_that_others_can_read_on_its_way_is_warned_of(string url, bool isWarned)
    {
        _shell.Variables["AIOS_TOKEN"] = "aios_secret";
        await _shell.Run("status", "--url", url);
        Assert.Equal(isWarned, _shell.Error.Contains("can read the token; https hides it", StringComparison.Ordinal));
    }
}
