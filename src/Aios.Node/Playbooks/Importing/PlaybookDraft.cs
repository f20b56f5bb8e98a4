using Aios.Loop.Effects;

namespace Aios.Node.Playbooks.Importing;

/// <summary>What a foreign playbook becomes, before it is written down.</summary>
internal sealed record PlaybookDraft
{
    public string Id { get; set; } = "";
    public int Version { get; set; } = 1;
    public string Title { get; set; } = "";
    public bool IsEnabled { get; set; } = true;

    /// <summary>Each of them alone is answered.</summary>
    public List<DraftTrigger> Triggers { get; } = [];

    /// <summary>One of them must stand in the event.</summary>
    public List<string> Keywords { get; } = [];

    /// <summary>The triggers that count alike become one playbook; without any the keywords are the match.</summary>
    public IReadOnlyList<IReadOnlyList<DraftTrigger>> Playbooks =>
        Triggers.Count > 0 ? [.. Triggers.Distinct().GroupBy(each => (each.Count, each.Within)).Select(group => group.ToArray())]
        : Keywords.Count > 0
            ?
            [
                [],
            ]
        : [];

    /// <summary>Conditions that must all hold.</summary>
    public List<string> Questions { get; } = [];

    /// <summary>The highest of its steps.</summary>
    public Risk Risk => Steps.Select(step => step.Risk).DefaultIfEmpty(Risk.Read).Max();

    /// <summary>A person is asked first, whatever the risk.</summary>
    public bool IsConfirmed { get; set; }

    public TimeSpan Cooldown { get; set; } = TimeSpan.FromMinutes(60);
    public int? Retries { get; set; }
    public List<DraftStep> Steps { get; } = [];
}

/// <param name="Count">So many events of this type within <paramref name="Within"/>.</param>
internal sealed record DraftTrigger(string Type, int Count = 1, TimeSpan? Within = null);

/// <param name="Process">Program and arguments; null: it tells <paramref name="Notify"/>.</param>
internal sealed record DraftStep(
    IReadOnlyList<string>? Process,
    string? Notify,
    Risk Risk,
    TimeSpan? Timeout = null,
    bool IsRepeatable = false
);
