using System.Collections.Concurrent;
using Akka.Actor;
using Akka.Configuration;

namespace Aios.Engine.Cells;

/// <summary>Dispatchers by config path.</summary>
internal sealed class Dispatchers
{
    private const string DefaultPath = "akka.actor.default-dispatcher";
    private readonly Config _config;
    private readonly ConcurrentDictionary<string, Dispatcher?> _byPath = new(StringComparer.Ordinal);

    public Dispatchers(Config config)
    {
        _config = config;
        Default = Make(DefaultPath) ?? throw new ConfigurationException($"{DefaultPath}.type must be Dispatcher or simulated.");
    }

    public Dispatcher Default { get; }

    /// <exception cref="ConfigurationException">The path has no usable type.</exception>
    public Dispatcher For(Props props, ActorPath path)
    {
        if (props.Dispatcher is not { } id || Default is SimulatedDispatcher)
            return Default;
        return _byPath.GetOrAdd(id, Make) ?? new PinnedDispatcher(path.ToStringWithoutAddress());
    }

    /// <summary>Null for a pinned dispatcher, of which every actor has its own.</summary>
    private Dispatcher? Make(string path)
    {
        var type = _config.GetString($"{path}.type");
        return type switch
        {
            "PinnedDispatcher" => null,
            "Dispatcher" => new PoolDispatcher(Throughput(path)),
            "simulated" => new SimulatedDispatcher(
                Turns.Ambient ?? throw new ConfigurationException($"{path}.type is simulated; only a Simulation can start such a system.")
            ),
            null => throw new ConfigurationException($"{path}.type is missing; it must be Dispatcher or PinnedDispatcher."),
            _ => throw new ConfigurationException($"{path}.type is '{type}'; it must be Dispatcher or PinnedDispatcher."),
        };
    }

    private int Throughput(string path) =>
        _config.GetInt($"{path}.throughput", _config.GetInt($"{DefaultPath}.throughput", 64)) is var count and > 0
            ? count
            : throw new ConfigurationException($"{path}.throughput must be 1 or more messages.");
}
