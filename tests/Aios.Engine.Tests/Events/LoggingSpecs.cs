using System.Collections.Concurrent;
using Akka.Actor;
using Akka.Configuration;
using Akka.Event;
using Akka.TestKit.Xunit2;

namespace Aios.Engine.Tests.Events;

public class LoggingSpecs() : TestKit("akka.loglevel = INFO")
{
    private sealed class Talker : ReceiveActor
    {
        private readonly ILoggingAdapter _log = Context.GetLogger();

        public Talker()
        {
            Receive<int>(n => _log.Info("number {0} of {Total:000}", n, 7));
            Receive<string>(m => _log.Debug("quiet {0}", m));
            Receive<Exception>(e => _log.Error(e, "failed"));
        }
    }

    [Fact]
    public void Log_events_name_their_source_level_and_text()
    {
        Sys.EventStream.Subscribe<LogEvent>(TestActor);
        var talker = Sys.ActorOf<Talker>("talker");
        talker.Tell("debug is off");
        talker.Tell(3);
        talker.Tell(new FormatException("broken"));
        var info = ExpectMsg<Info>();
        Assert.Equal("number 3 of 007", info.Message.ToString());
        Assert.Equal(talker.Path.ToString(), info.LogSource);
        Assert.Equal(typeof(Talker), info.LogClass);
        Assert.Equal(LogLevel.InfoLevel, info.LogLevel());
        var error = ExpectMsg<Error>();
        Assert.IsType<FormatException>(error.Cause);
        Assert.Contains("[ERROR]", error.ToString());
        Assert.Contains("FormatException: broken", error.ToString());
    }

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("{0} and {1}", "a and b")]
    [InlineData("{Name} then {Other}", "a then b")]
    [InlineData("{{kept}} {0}", "{kept} a")]
    [InlineData("{7} {", "{7} {")]
    public void Texts_are_filled_and_never_fail(string format, string expected) =>
        Assert.Equal(expected, new LogMessage(format, ["a", "b"]).ToString());

    public sealed class Recorder : ReceiveActor
    {
        public static readonly ConcurrentQueue<string> Lines = new();

        public Recorder()
        {
            Receive<InitializeLogger>(_ => Sender.Tell(new LoggerInitialized()));
            Receive<LogEvent>(e => Lines.Enqueue(e.Message.ToString()!));
        }
    }

    public sealed class Mute : ReceiveActor;

    private static ActorSystem With(string loggers) =>
        ActorSystem.Create(
            "logging",
            ConfigurationFactory.ParseString($"akka {{ loggers = [{loggers}], loglevel = WARNING, logger-startup-timeout = 50ms }}")
        );

    [Fact]
    public async Task Loggers_named_in_settings_get_what_is_at_or_above_the_level()
    {
        var system = With("\"Aios.Engine.Tests.Events.LoggingSpecs+Recorder, Aios.Engine.Tests\"");
        system.Log.Info("below");
        system.Log.Warning("at the level");
        await system.Terminate();
        Assert.Equal(["at the level"], Recorder.Lines);
    }

    [Fact]
    public void A_logger_that_does_not_answer_or_is_not_there_fails_the_start()
    {
        var mute = Assert.Throws<ConfigurationException>(() => With("\"Aios.Engine.Tests.Events.LoggingSpecs+Mute, Aios.Engine.Tests\""));
        Assert.Contains("LoggerInitialized", mute.Message);
        Assert.Contains("akka.loggers", Assert.Throws<ConfigurationException>(() => With("\"Not.There\"")).Message);
    }

    [Fact]
    public void Dead_letters_are_logged_a_few_times_then_no_more()
    {
        var actor = Watch(Sys.ActorOf<Talker>());
        Sys.Stop(actor);
        ExpectTerminated(actor);
        EventFilter
            .Info(contains: "was not delivered")
            .Expect(
                10,
                () =>
                    EventFilter
                        .Info(contains: "not logged for")
                        .ExpectOne(() =>
                        {
                            for (var i = 0; i < 100; i++)
                                actor.Tell(i);
                        })
            );
    }
}
