using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using Aios.Office.Assets;

namespace Aios.Office.Tests.Assets;

public sealed partial class AssetRoutesSpecs
{
    [Theory]
    [InlineData("/")]
    [InlineData("/runs")]
    [InlineData("/runs/disk-cleanup-1.2")]
    [InlineData("/no/such/page")]
    public async Task A_page_is_the_client_which_asks_again_whether_it_is_the_newest(string path)
    {
        await using var office = await RunningOffice.Start();
        using var answer = await office.Client.GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("text/html", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal("no-cache", answer.Headers.CacheControl!.ToString());
        Assert.Contains("<div id=\"app\">", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains(
            "default-src 'none'",
            string.Join("", answer.Headers.GetValues("Content-Security-Policy")),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("/assets/no-such-file.js")]
    [InlineData("/assets")]
    [InlineData("/api/v1/no-such-noun")]
    [InlineData("/ws")]
    public async Task What_is_never_a_page_is_not_answered_with_one(string path)
    {
        await using var office = await RunningOffice.Start();
        using var answer = await office.Client.GetAsync(path);
        Assert.NotEqual(HttpStatusCode.OK, answer.StatusCode);
        Assert.NotEqual("text/html", answer.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task The_page_names_only_files_that_are_there_and_kept_for_a_year()
    {
        await using var office = await RunningOffice.Start();
        var named = Named().Matches(await office.Client.GetStringAsync("/")).Select(match => match.Groups[1].Value).ToList();
        Assert.Equal(2, named.Count);
        foreach (var path in named)
        {
            using var answer = await office.Client.GetAsync(path);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Equal("public, max-age=31536000, immutable", string.Join("", answer.Headers.GetValues("Cache-Control")));
            Assert.Equal(["Accept-Encoding"], answer.Headers.Vary);
        }
    }

    [Fact]
    public void Every_form_of_every_file_says_the_same_in_fewer_bytes()
    {
        Assert.True(AssetFiles.All.Count >= 3, $"{AssetFiles.All.Count} files");
        foreach (var asset in AssetFiles.All.Values)
        {
            using var brotli = new BrotliStream(new MemoryStream(asset.Brotli!.Bytes.ToArray()), CompressionMode.Decompress);
            using var gzip = new GZipStream(new MemoryStream(asset.Gzip!.Bytes.ToArray()), CompressionMode.Decompress);
            Assert.Equal(asset.Plain.Bytes.ToArray(), Whole(brotli));
            Assert.Equal(asset.Plain.Bytes.ToArray(), Whole(gzip));
            Assert.True(asset.Brotli.Bytes.Length < asset.Plain.Bytes.Length);
        }
        Assert.InRange(AssetFiles.All.Values.Sum(asset => asset.Brotli!.Bytes.Length), 1, 90_000);
    }

    [Theory]
    [InlineData("br")]
    [InlineData("gzip")]
    [InlineData("identity")]
    public async Task A_form_that_the_browser_has_is_not_sent_again(string coding)
    {
        await using var office = await RunningOffice.Start();
        using var first = await Ask(office, HttpMethod.Get, coding);
        Assert.Equal(coding == "identity" ? [] : [coding], first.Content.Headers.ContentEncoding);
        Assert.Equal(first.Content.Headers.ContentLength, (await first.Content.ReadAsByteArrayAsync()).Length);
        using var again = await Ask(office, HttpMethod.Get, coding, first.Headers.ETag!);
        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
        Assert.Empty(await again.Content.ReadAsByteArrayAsync());
        using var other = await Ask(office, HttpMethod.Get, coding, new EntityTagHeaderValue("\"other\""));
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
    }

    [Fact]
    public async Task Head_tells_of_the_file_without_it()
    {
        await using var office = await RunningOffice.Start();
        using var answer = await Ask(office, HttpMethod.Head, "br");
        Assert.Equal(AssetFiles.All[AssetFiles.Index].Brotli!.Bytes.Length, answer.Content.Headers.ContentLength);
        Assert.Empty(await answer.Content.ReadAsByteArrayAsync());
    }

    private static Task<HttpResponseMessage> Ask(RunningOffice office, HttpMethod method, string coding, EntityTagHeaderValue? known = null)
    {
        var request = new HttpRequestMessage(method, "/");
        request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue(coding));
        if (known is not null)
            request.Headers.IfNoneMatch.Add(known);
        return office.Client.SendAsync(request);
    }

    private static byte[] Whole(Stream stream)
    {
        using var all = new MemoryStream();
        stream.CopyTo(all);
        return all.ToArray();
    }

    [GeneratedRegex("(?:src|href)=\"(/[^\"]+)\"")]
    private static partial Regex Named();
}
