using Aios.Engine.Cells;
using Akka.Actor;
using Akka.Configuration;
using Akka.Event;
using Xunit.Abstractions;

namespace Akka.TestKit.Xunit2;

/// <summary>
/// Base of a test class: one system per test, ended afterwards. Messages sent from the test without a sender come from the test actor, unless
/// the class is an <see cref="INoImplicitSender"/>.
/// </summary>
public class TestKit : TestKitBase, IDisposable
{
    private readonly bool _owned;
    private bool _disposed;

    /// <param name="system">A system to use, which the test ends itself; null: one of its own.</param>
    /// <param name="output">Gets the log.</param>
    public TestKit(ActorSystem? system = null, ITestOutputHelper? output = null)
        : this(system ?? ActorSystem.Create("test", DefaultConfig), system is null, output) { }

    public TestKit(Config config, string? actorSystemName = null, ITestOutputHelper? output = null)
        : this(ActorSystem.Create(actorSystemName ?? "test", config.WithFallback(DefaultConfig)), true, output) { }

    public TestKit(string config, ITestOutputHelper? output = null)
        : this(ConfigurationFactory.ParseString(config), null, output) { }

    private TestKit(ActorSystem system, bool owned, ITestOutputHelper? output)
        : base(new XunitAssertions(), system, null)
    {
        _owned = owned;
        if (output is not null)
        {
            var logger = ((ActorSystemImpl)system).SystemActorOf(Props.Create(() => new TestOutputLogger(output)), "test-output");
            system.EventStream.Subscribe(logger, typeof(LogEvent));
        }
        if (this is not INoImplicitSender)
            AmbientSender.Set(TestActor);
    }

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Before the system ends.</summary>
    protected virtual void AfterAll() { }

    protected virtual void Dispose(bool disposing)
    {
        if (_disposed)
            return;
        _disposed = true;
        AmbientSender.Set(null);
        try
        {
            AfterAll();
        }
        finally
        {
            if (_owned)
                Shutdown();
        }
    }
}

/// <summary>Writes the log to the output of the test.</summary>
public sealed class TestOutputLogger(ITestOutputHelper output) : DefaultLogger
{
    protected override void Print(LogEvent logEvent)
    {
        try
        {
            output.WriteLine(logEvent.ToString());
        }
        catch (InvalidOperationException) { } // the test has ended
    }
}
