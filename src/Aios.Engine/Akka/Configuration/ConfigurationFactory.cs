using Aios.Platform.Hocon;

namespace Akka.Configuration;

/// <summary>Makes configurations out of HOCON text.</summary>
public static class ConfigurationFactory
{
    private static readonly Lazy<Config> Reference = new(() => ParseString(Aios.Engine.Cells.ReferenceConfig.Text, "engine reference"));

    public static Config Empty => ParseString("", "empty");

    /// <summary>What the engine takes when nothing is set.</summary>
    public static Config Default() => Reference.Value;

    /// <exception cref="ConfigurationException">The text is not HOCON; the message names line and column.</exception>
    public static Config ParseString(string hocon) => ParseString(hocon, "configuration");

    internal static Config ParseString(string hocon, string file)
    {
        try
        {
            return new Config(Hocon.Parse(hocon, file));
        }
        catch (HoconException fault)
        {
            throw new ConfigurationException(fault.Message, fault);
        }
    }

    internal static Config Of(HoconObject tree) => new(tree);
}
