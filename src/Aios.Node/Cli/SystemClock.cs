using System.Diagnostics.CodeAnalysis;

namespace Aios.Node.Cli;

/// <summary>The clock of the machine; everything else is given a <see cref="TimeProvider"/>.</summary>
internal static class SystemClock
{
    [SuppressMessage("ApiDesign", "RS0030", Justification = "The one place where the process takes its clock.")]
    public static TimeProvider Time => TimeProvider.System;
}
