using System.Net;
using System.Net.Sockets;
using System.Text;
using Aios.Journeys.Tests.Log;
using Aios.Journeys.Tests.Processes;

namespace Aios.Journeys.Tests;

/// <summary>Steps that change a file and ask a server, from the playbook to the disk and the wire.</summary>
[Trait("Category", "Slow")]
public sealed class StepSpecs : IDisposable
{
    private const int Done = 0;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_file_that_does_not_help_is_put_back_byte_for_byte()
    {
        var target = _folder.Write("etc/app.conf", "limit = 1\n# grün\n");
        File.SetUnixFileMode(target, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        var before = (Convert.ToHexString(await File.ReadAllBytesAsync(target)), File.GetUnixFileMode(target));
        var config = _folder.Write("aios.conf", $"aios.targets.folders = [\"{_folder.PathOf("etc")}\"]\n");
        _folder.Write(
            "data/playbooks/raise.conf",
            $$"""
            playbook {
              id = raise
              on { type = app.slow }
              risk = reversible
              snapshot = [{ files = "{{_folder.PathOf("etc")}}/*.conf" }]
              steps = [
                { id = edit, file = { path = "{{target}}", replace = { text = "limit = 1", with = ["limit = ", { from = payload.limit, as = int }] }, mode = "0644" } }
                { id = note, file = { path = "{{_folder.PathOf("etc")}}/new.conf", write = "made\n" } }
              ]
              verify { within = 1s, expect = "payload.limit > 100" }
              otherwise = [rollback]
            }
            """
        );
        await using var node = await NodeProcess.In(_folder.PathOf("data"), ["--config", config]);

        await Emit(node, "app.slow", """{"limit":50}""");
        var edited = await node.Event("edit", fact => fact.Type() == "run.step-succeeded" && fact.Said("step") == "edit");
        Assert.Contains(" written, ", edited.Said("detail"), StringComparison.Ordinal);
        var end = await node.Event("the end", fact => fact.Type() is "run.rolled-back" or "run.stuck");

        Assert.Equal("run.rolled-back", end.Type());
        Assert.Equal(before, (Convert.ToHexString(await File.ReadAllBytesAsync(target)), File.GetUnixFileMode(target)));
        Assert.False(File.Exists(_folder.PathOf("etc/new.conf")));
        var effects = (await node.Run("effects", "ls", "--json")).With(Done).Output;
        foreach (var told in (string[])["keep ", "replace ", "write ", "put back "])
            Assert.Contains(told, effects, StringComparison.Ordinal);
        (await node.Terminate()).With(Done);
    }

    [Fact]
    public async Task A_request_reaches_a_listed_server_once_and_no_other()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        var config = _folder.Write("aios.conf", $"aios.targets.urls = [\"http://127.0.0.1:{port}/admin\"]\n");
        _folder.Write(
            "data/playbooks/ask.conf",
            $$"""
            playbook {
              id = ask
              on { type = app.stale, group-by = [payload.url] }
              risk = reversible
              steps = [
                {
                  id = flush, risk = reversible, undo = none
                  http = { url = { from = payload.url }, method = POST, headers { X-Reason = { from = type } }, body = "all", expect-status = 204 }
                }
              ]
              verify { within = 30s, expect = "payload.url != ''" }
              otherwise = [escalate]
            }
            """
        );
        await using var node = await NodeProcess.In(_folder.PathOf("data"), ["--config", config]);

        var answered = Answer(listener);
        await Emit(node, "app.stale", $$"""{"url":"http://127.0.0.1:{{port}}/admin/flush"}""");
        var asked = await answered.Waiting(TimeSpan.FromSeconds(60), () => "no request came");
        var verified = await node.Event("run.verified");
        Assert.StartsWith("POST /admin/flush HTTP/1.1\r\n", asked, StringComparison.Ordinal);
        Assert.Contains("X-Reason: app.stale\r\n", asked, StringComparison.Ordinal);
        Assert.Contains($"Idempotency-Key: {verified.Said("run")}/flush#1\r\n", asked, StringComparison.Ordinal);
        Assert.EndsWith("\r\n\r\nall", asked, StringComparison.Ordinal);

        await Emit(node, "app.stale", $$"""{"url":"http://127.0.0.1:{{port}}/other"}""");
        var refused = await node.Event("run.step-failed");
        Assert.Contains("is below no URL in aios.targets.urls", refused.Said("detail"), StringComparison.Ordinal);
        (await node.Terminate()).With(Done);
    }

    private static async Task Emit(NodeProcess node, string type, string payload) =>
        (await node.Run("events", "emit", "--type", type, "--payload", payload)).With(Done);

    private static async Task<string> Answer(TcpListener listener)
    {
        using var client = await listener.AcceptTcpClientAsync();
        var stream = client.GetStream();
        var (text, buffer) = (new StringBuilder(), new byte[8192]);
        while (!text.ToString().EndsWith("\r\n\r\nall", StringComparison.Ordinal))
        {
            if (await stream.ReadAsync(buffer) is not (> 0 and var count))
                break;
            text.Append(Encoding.UTF8.GetString(buffer, 0, count));
        }
        await stream.WriteAsync("HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n"u8.ToArray());
        return text.ToString();
    }
}
