using System.Text.Json;
using Aios.Journeys.Tests.Log;
using Aios.Journeys.Tests.Processes;

namespace Aios.Journeys.Tests.Shipped;

/// <summary>One fault that is made for real, and what has to become of it.</summary>
internal abstract class Scenario(string name, string playbook, string end) : IAsyncDisposable
{
    public string Name => name;

    /// <summary>The playbook that answers.</summary>
    public string Playbook => playbook;

    /// <summary>The event in which its run ends.</summary>
    public string End => $"run.{end}";

    /// <summary>What the run acts on: <c>SENSOR/TARGET</c>.</summary>
    public abstract string Target { get; }

    /// <summary>Items of the lists under <c>aios.targets</c>.</summary>
    public abstract IEnumerable<(string List, string Item)> Targets { get; }

    /// <summary>The world before the fault; the node looks at it from its start on.</summary>
    public virtual Task Prepare() => Task.CompletedTask;

    /// <summary>Returns when the fault is there.</summary>
    public abstract Task Break(NodeProcess node);

    /// <summary>While the run goes on.</summary>
    public virtual Task Meet(NodeProcess node, JsonElement planned) => Task.CompletedTask;

    /// <summary>What of the world the run could change, as text; a run that repairs nothing leaves it as it is.</summary>
    public abstract string Picture();

    /// <summary>After a repair.</summary>
    public virtual Task Check() => Task.CompletedTask;

    public virtual ValueTask DisposeAsync() => ValueTask.CompletedTask;

    public bool Began(JsonElement fact) =>
        fact.Type() == "run.planned"
        && fact.GetProperty("payload").GetProperty("plan") is var plan
        && plan.Text("playbook") == playbook
        && plan.Text("target") == Target;
}
