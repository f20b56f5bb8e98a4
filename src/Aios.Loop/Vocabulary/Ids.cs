namespace Aios.Loop.Vocabulary;

/// <summary>Identifies an event: a UUIDv7, the sender's own id, or <c>&lt;persistence-id&gt;#&lt;seq&gt;</c>.</summary>
public readonly record struct EventId(string Value)
{
    public override string ToString() => Value;
}

/// <summary>Identifies a playbook: lower-case letters, digits and dashes.</summary>
public readonly record struct PlaybookId(string Value)
{
    public override string ToString() => Value;
}

/// <summary>Identifies one execution of a playbook for one event; the same pair always has the same id.</summary>
public readonly record struct RunId(string Value)
{
    public override string ToString() => Value;
}

/// <summary>Identifies one attempt at one step of one run.</summary>
public readonly record struct EffectId(string Value)
{
    public override string ToString() => Value;
}

/// <summary>Identifies a sensor: <c>cpu</c>, <c>disk</c>, <c>process-use</c>.</summary>
public readonly record struct SensorId(string Value)
{
    public override string ToString() => Value;
}

/// <summary>Identifies an incident; made of its first event, so that the same event always gives the same id.</summary>
public readonly record struct IncidentId(string Value)
{
    public override string ToString() => Value;
}
