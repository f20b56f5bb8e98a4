using Akka.Configuration;

namespace Akka.Actor;

/// <summary>The settings of a system, as a part of its setup.</summary>
public sealed class BootstrapSetup : Setup.Setup
{
    private BootstrapSetup(Config? config) => Config = config;

    internal Config? Config { get; }

    public static BootstrapSetup Create() => new(null);

    public BootstrapSetup WithConfig(Config config) => new(config);
}
