using System.Text;
using Aios.Gateway.Notifying;
using Aios.Gateway.Tests.Http;
using Aios.Loop.Effects;
using Aios.Loop.Vocabulary;

namespace Aios.Gateway.Tests.Notifying;

public sealed class ChannelSpecs
{
    [Fact]
    public async Task A_mail_arrives_at_a_real_server_as_it_was_told()
    {
        using var server = new SmtpServer();

        var outcome = await Tell("smtp", "disk is full\n.\nQUIT ü", new SmtpChannel(Smtp(server.Port)));

        Assert.Equal((EffectResult.Ok, "mail to ops@example.com, dev@example.com taken by 127.0.0.1"), (outcome.Result, outcome.Detail));
        var told = server.Told;
        Assert.Contains("MAIL FROM:<aios@example.com>", told);
        Assert.Contains("RCPT TO:<ops@example.com>", told);
        Assert.Contains("RCPT TO:<dev@example.com>", told);
        Assert.Contains("Message-ID: <", told, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(1, told.Split("MAIL FROM").Length - 1);
        Assert.Contains("run-1/step#1", Body(told));
        Assert.Contains("disk is full", Body(told));
    }

    [Theory]
    [InlineData("451 later", EffectResult.ExitCode)]
    [InlineData("550 never", EffectResult.Error)]
    public async Task A_server_that_does_not_take_it_says_whether_to_try_again(string answer, EffectResult result)
    {
        using var server = new SmtpServer(answer);

        Assert.Equal(result, (await Tell("smtp", "x", new SmtpChannel(Smtp(server.Port)))).Result);
    }

    [Fact]
    public async Task A_webhook_gets_the_line_as_JSON_and_its_token_is_not_shown()
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, "t0ken\n");
            using var server = new LocalServer(LocalServer.Answer("200 OK", "ok"));
            var settings = NotifySettings.Default with { WebhookUrl = $"{server.Url}hook/s3cret", WebhookToken = $"file:{file}" };

            var outcome = await Tell("webhook", "a \"b\"", new WebhookChannel(settings));

            Assert.Equal((EffectResult.Ok, "webhook answered 200"), (outcome.Result, outcome.Detail));
            var asked = Assert.Single(server.Asked);
            Assert.StartsWith("POST /hook/s3cret HTTP/1.1", asked);
            Assert.Contains("Authorization: Bearer t0ken\r\n", asked);
            Assert.EndsWith("""{"text":"a \"b\"","severity":"warn","effect":"run-1/step#1"}""", asked);
            Assert.DoesNotContain("t0ken", outcome.ToString());
            Assert.DoesNotContain("s3cret", outcome.ToString());
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task A_webhook_that_is_busy_can_be_tried_again()
    {
        using var server = new LocalServer(LocalServer.Answer("503 Busy"));
        var channel = new WebhookChannel(NotifySettings.Default with { WebhookUrl = server.Url });

        Assert.Equal(EffectResult.ExitCode, (await Tell("webhook", "x", channel)).Result);
    }

    [Theory]
    [InlineData("webhook", "the channel webhook is not set up; set aios.notify.webhook.url")]
    [InlineData("smtp", "the channel smtp is not set up; set aios.notify.smtp.host, from and to")]
    [InlineData("pigeon", "there is no channel pigeon here")]
    public async Task A_channel_that_is_not_set_up_is_refused(string channel, string why)
    {
        var outcome = await Tell(channel, "x", new WebhookChannel(NotifySettings.Default), new SmtpChannel(SmtpSettings.Default));

        Assert.Equal((EffectResult.Refused, why), (outcome.Result, outcome.Detail));
    }

    [Theory]
    [InlineData(EffectResult.Ok, EffectResult.Ok, "handed to the console; told")]
    [InlineData(EffectResult.Error, EffectResult.Error, "handed to the console; nobody listens")]
    public async Task A_line_without_a_channel_goes_to_all_that_are_set_and_is_told_when_all_have_it(
        EffectResult answer,
        EffectResult result,
        string detail
    )
    {
        var shown = 0;
        var channel = new FakeChannel(new AdapterResult(answer, answer == EffectResult.Ok ? "told" : "nobody listens"));
        var adapter = new NotifyAdapter(_ => Task.FromResult(shown++), channel) { Unnamed = ["console", "webhook"] };

        var door = new Door(new FakeLedger(), TimeProvider.System, [adapter]);
        var outcome = await door.Execute(Intents.Of(new EffectAction.Notify(Severity.Warn, "x")));
        await door.Execute(Intents.Of(new EffectAction.Notify(Severity.Warn, "y") { Channel = "console" }, attempt: 2));

        Assert.Equal((result, detail), (outcome.Result, outcome.Detail));
        Assert.Equal((2, "x run-1/step#1"), (shown, Assert.Single(channel.Told)));
    }

    private sealed class FakeChannel(AdapterResult answer) : INotifyChannel
    {
        public List<string> Told { get; } = [];
        public string Name => NotifyChannels.Webhook;

        public Task<AdapterResult> Tell(EffectAction.Notify notice, string effect, TimeSpan timeout)
        {
            Told.Add($"{notice.Text} {effect}");
            return Task.FromResult(answer);
        }
    }

    private static SmtpSettings Smtp(int port) =>
        new("127.0.0.1", port, "aios@example.com", ["ops@example.com", "dev@example.com"], false, "", "");

    private static Task<EffectOutcome> Tell(string channel, string text, params INotifyChannel[] channels) =>
        new Door(new FakeLedger(), TimeProvider.System, [new NotifyAdapter(_ => Task.CompletedTask, channels)]).Execute(
            Intents.Of(new EffectAction.Notify(Severity.Warn, text) { Channel = channel })
        );

    // Text beyond ASCII comes as base64.
    private static string Body(string told)
    {
        var lines = told.Split('\n').SkipWhile(line => line.Length > 0).Skip(1).TakeWhile(line => line != ".").Select(line => line.Trim());
        var text = string.Concat(lines);
        return text.Contains("run-1", StringComparison.Ordinal) ? text : Encoding.UTF8.GetString(Convert.FromBase64String(text));
    }
}
