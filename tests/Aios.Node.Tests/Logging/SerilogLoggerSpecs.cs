using System.Threading.Channels;
using Aios.Node.Logging;
using Aios.Node.Settings;
using Akka.Actor;
using Akka.Configuration;
using Akka.Event;
using Serilog;
using Serilog.Core;

namespace Aios.Node.Tests.Logging;

public sealed class SerilogLoggerSpecs : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly CapturingSink _sink = new();
    private readonly Logger _log;

    public SerilogLoggerSpecs() => _log = new LoggerConfiguration().MinimumLevel.Debug().WriteTo.Sink(_sink).CreateLogger();

    public void Dispose() => _log.Dispose();

    [Fact]
    public async Task Each_level_is_written_with_source_text_and_cause()
    {
        var system = ActorSystem.Create("logs", ConfigurationFactory.ParseString("akka.loggers = []"));
        try
        {
            var logger = system.ActorOf(Props.Create(() => new SerilogLogger(_log)));
            Assert.IsType<LoggerInitialized>(await logger.Ask<LoggerInitialized>(new InitializeLogger(system.EventStream), Patience));

            logger.Tell(new Debug("akka://logs/user/aios/reactor", typeof(string), "one {0} {x}"));
            logger.Tell(new Info("here", typeof(string), "two"));
            logger.Tell(new Warning("here", typeof(string), "three"));
            logger.Tell(new Error(new InvalidOperationException("why"), "here", typeof(string), "four"));

            Assert.EndsWith("DEBUG /user/aios/reactor  one {0} {x}\n", await _sink.Next());
            Assert.EndsWith("INFO  here  two\n", await _sink.Next());
            Assert.EndsWith("WARN  here  three\n", await _sink.Next());
            var error = await _sink.Next();
            Assert.Contains("ERROR here  four\n    System.InvalidOperationException: why\n", error);
        }
        finally
        {
            await system.Terminate();
        }
    }

    [Fact]
    public async Task The_shipped_configuration_starts_an_engine_that_logs_through_it()
    {
        Log.Logger = _log;
        var settings = SettingsLoader.Load(SettingsSources.Default).Settings!;
        var system = ActorSystem.Create("aios", ConfigurationFactory.ParseString(EngineConfiguration.Text(settings)));
        try
        {
            Akka.Event.Logging.GetLogger(system, "spec").Debug("below the level");
            Akka.Event.Logging.GetLogger(system, "spec").Warning("{0} of {1}", 3, "four");

            var line = await _sink.Next();
            while (!line.Contains("spec"))
                line = await _sink.Next();
            Assert.EndsWith("WARN  spec  3 of four\n", line);
        }
        finally
        {
            await system.Terminate();
            Log.Logger = Logger.None;
        }
    }

    [Theory]
    [InlineData("verbose", "DEBUG")]
    [InlineData("debug", "DEBUG")]
    [InlineData("info", "INFO")]
    [InlineData("warn", "WARNING")]
    [InlineData("error", "ERROR")]
    public void The_engines_level_follows_the_logs(string level, string expected)
    {
        Assert.Equal(expected, EngineLevel(new() { ["AIOS__LOG__LEVEL"] = level }, null));
    }

    [Fact]
    public void A_level_that_is_set_for_the_engine_stays()
    {
        using var folder = new TemporaryFolder();

        Assert.Equal("ERROR", EngineLevel([], folder.Write("my.conf", "akka.loglevel = ERROR")));
    }

    private static string? EngineLevel(Dictionary<string, string> environment, string? config)
    {
        var settings = SettingsLoader.Load(new SettingsSources("local", config, environment)).Settings!;
        return ConfigurationFactory.ParseString(EngineConfiguration.Text(settings)).GetString("akka.loglevel");
    }

    private sealed class CapturingSink : ILogEventSink
    {
        private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();

        public void Emit(Serilog.Events.LogEvent logEvent)
        {
            var text = new StringWriter();
            new LogLine().Format(logEvent, text);
            _lines.Writer.TryWrite(text.ToString());
        }

        public async Task<string> Next()
        {
            using var patience = new CancellationTokenSource(Patience);
            return await _lines.Reader.ReadAsync(patience.Token);
        }
    }
}
