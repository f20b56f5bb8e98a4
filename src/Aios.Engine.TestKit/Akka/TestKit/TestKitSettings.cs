using Akka.Configuration;

namespace Akka.TestKit;

/// <summary>The section <c>akka.test</c>. Waits in tests are in real time, whatever the scheduler of the system.</summary>
public sealed class TestKitSettings
{
    internal static readonly Config Reference = ConfigurationFactory.ParseString(
        """
        akka {
          # the log goes to the output of the test, and to event filters
          loggers = []
          coordinated-shutdown.run-by-actor-system-terminate = off
          test {
            # how long an expectation waits for its message
            single-expect-default = 3s
            # how long it waits to see that nothing comes
            expect-no-message-default = 100ms
            # how long an event filter waits
            filter-leeway = 3s
            # all waits times this, for slow machines
            timefactor = 1.0
            default-timeout = 5s
          }
        }
        """
    );

    internal TestKitSettings(Config config)
    {
        TestTimeFactor = config.GetDouble("akka.test.timefactor", 1);
        if (!(TestTimeFactor > 0))
            throw new ConfigurationException($"akka.test.timefactor is {TestTimeFactor}; it must be above zero.");
        SingleExpectDefault = config.GetTimeSpan("akka.test.single-expect-default");
        ExpectNoMessageDefault = config.GetTimeSpan("akka.test.expect-no-message-default");
        TestEventFilterLeeway = config.GetTimeSpan("akka.test.filter-leeway");
        DefaultTimeout = config.GetTimeSpan("akka.test.default-timeout");
    }

    public double TestTimeFactor { get; }
    public TimeSpan SingleExpectDefault { get; }
    public TimeSpan ExpectNoMessageDefault { get; }
    public TimeSpan TestEventFilterLeeway { get; }
    public TimeSpan DefaultTimeout { get; }
}
