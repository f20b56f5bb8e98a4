using Aios.Actors.Spine;
using Aios.Gateway;
using Aios.Loop.Effects;
using Aios.Loop.Reacting;
using Aios.Loop.Sensing;
using Akka.Actor;

namespace Aios.Actors.Tests.Embedded.Simulated;

/// <summary>What a simulated node is about: its playbooks, how attempts go, and who lives around it.</summary>
internal abstract class Scene
{
    public abstract Catalog Catalog { get; }

    public virtual TargetSettings Targets { get; } = new(["worker"], []);

    /// <summary>So long a person has to say whether an effect happened, and whether a run may begin.</summary>
    public virtual TimeSpan Patience { get; } = TimeSpan.FromMinutes(2);

    /// <summary>How this attempt goes.</summary>
    public abstract Attempt Try(World world, EffectIntent intent);

    /// <summary>Whether a probe finds out anything.</summary>
    public virtual bool CanTell(World world) => true;

    /// <summary>It had its effect.</summary>
    public virtual void Happened(World world, EffectIntent intent) { }

    /// <summary>A node has started: whoever speaks with it begins.</summary>
    public abstract void Enter(ActorSystem system, World world, SimulatedNode node, Shell shell);
}

/// <param name="Result">Null: it never comes back.</param>
/// <param name="Happens">It has its effect, before it comes back.</param>
/// <param name="WithinMs">It comes back, or has its effect, within this time.</param>
internal sealed record Attempt(AdapterResult? Result, bool Happens, int WithinMs = 3_000)
{
    public static Attempt Works { get; } = new(new AdapterResult(EffectResult.Ok, "ended with code 0", 0), true);
}
