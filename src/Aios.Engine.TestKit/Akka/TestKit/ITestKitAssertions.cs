namespace Akka.TestKit;

/// <summary>How a test framework is told that a test failed.</summary>
public interface ITestKitAssertions
{
    void Fail(string format = "", params object[] args);
}
