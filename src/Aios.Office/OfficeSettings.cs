using Aios.Loop.Vocabulary;

namespace Aios.Office;

/// <summary>How the web front listens.</summary>
/// <param name="Enabled">Whether it listens at all.</param>
/// <param name="Port">TCP port on the loopback address, 0 to 65535 (default 7420); 0: any free one.</param>
public sealed record OfficeSettings(bool Enabled, int Port)
{
    /// <summary>When the port is taken, so many of the next ones are tried.</summary>
    public const int PortsTried = 20;

    public static OfficeSettings Default { get; } = new(true, 7420);

    public IReadOnlyList<Fault> Validate(string prefix) => new Faults(prefix).Range("port", Port, 0, 65_535, "").Found;
}
