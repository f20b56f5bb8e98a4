using Akka.Configuration;
using Akka.TestKit;
using Akka.TestKit.Xunit2;

namespace Aios.Engine.Tests;

/// <summary>Base of specs in which time stands still unless they move it.</summary>
public abstract class VirtualTime(string more = "") : TestKit(ConfigurationFactory.ParseString(Scheduler + more))
{
    private const string Scheduler = """
        akka.scheduler.implementation = "Akka.TestKit.TestScheduler, Aios.Engine.TestKit"

        """;

    protected TestScheduler Time => (TestScheduler)Sys.Scheduler;

    protected void Pass(double seconds) => Time.Advance(TimeSpan.FromSeconds(seconds));
}
