using System.Globalization;

namespace Akka.TestKit.Xunit2;

public class XunitAssertions : ITestKitAssertions
{
    public void Fail(string format = "", params object[] args) =>
        throw new Xunit.Sdk.XunitException(args.Length == 0 ? format : string.Format(CultureInfo.InvariantCulture, format, args));
}
