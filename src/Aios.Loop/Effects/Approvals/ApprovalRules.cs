using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Aios.Loop.Vocabulary;

namespace Aios.Loop.Effects.Approvals;

/// <summary>How many people have to be asked about a plan, and what exactly they say yes to.</summary>
public static class ApprovalRules
{
    // Without letters and digits that people take for one another.
    private const string CodeLetters = "ABCDEFGHJKMNPQRSTVWXYZ23456789";
    private const int CodeLength = 6;

    /// <summary>How many people have to say yes to this plan: what its risk demands, or more when its author wishes so.</summary>
    /// <param name="wish">Of the author; it raises, it never lowers.</param>
    /// <param name="severity">Of the event; a critical one is no time for changes that nobody looks at.</param>
    public static ApprovalNeed NeedOf(RunPlan plan, ApprovalNeed wish, Severity severity)
    {
        var steps = plan.Steps.Concat(plan.Ladder.SelectMany(rung => rung.Steps));
        // An undo can hurt as well; what puts back what was kept hurts no more than its step.
        var undos = steps.Select(step => step.UndoStep).OfType<PlannedStep>().Where(undo => undo.Action is not EffectAction.Restore);
        var risk = steps.Concat(undos).Select(step => RiskOf(plan, step)).DefaultIfEmpty().Max();
        var demanded = risk switch
        {
            Risk.Read => ApprovalNeed.Auto,
            Risk.Reversible => severity == Severity.Critical ? ApprovalNeed.One : ApprovalNeed.Auto,
            Risk.Disruptive => ApprovalNeed.One,
            _ => ApprovalNeed.Two,
        };
        return demanded > wish ? demanded : wish;
    }

    /// <summary>Hex SHA-256 of playbook, version, target and everything that would be done, undone and tried when that fails.</summary>
    /// <param name="step">Of kind approve, when it is about that one.</param>
    public static string HashOf(RunPlan plan, string? step)
    {
        var text = new StringBuilder();
        Add(plan.Playbook.Value, $"{plan.Version}", plan.Target, step ?? "");
        AddSteps(plan.Steps);
        foreach (var rung in plan.Ladder)
        {
            Add($"{rung.Kind}", $"{rung.Steps.Count}");
            AddSteps(rung.Steps);
        }
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));

        void AddSteps(IReadOnlyList<PlannedStep> steps)
        {
            foreach (var each in steps)
                Add(each.Id, $"{each.Risk}", Written(each.Action), each.Undo is { } undo ? $"{Written(undo)}{each.UndoTerms?.Risk}" : "");
        }

        // With its length before it no part can reach into the next.
        void Add(params ReadOnlySpan<string> parts)
        {
            foreach (var part in parts)
                text.Append(part.Length).Append(':').Append(part);
        }
    }

    /// <summary>What would be done, in one line.</summary>
    /// <param name="step">Of kind approve, when it is about that one.</param>
    public static string TextOf(RunPlan plan, PlannedStep? step) =>
        step?.Action is EffectAction.Approve ask
            ? Shown.Clean(ask.Text)
            : $"{Shown.Clean(plan.Title)}, on {Shown.Clean(plan.Target)}: "
                + string.Join(", ", plan.Steps.Select(each => $"{each.Id} ({each.Action.Kind}, {Word(each.Risk)}{Undone(each)})"));

    /// <summary>Six letters and digits that differ with every question and with everything that would be done.</summary>
    public static string CodeOf(Approval approval)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{approval.Hash}\n{approval.Id}"));
        return string.Create(
            CodeLength,
            hash,
            static (code, bytes) =>
            {
                for (var i = 0; i < code.Length; i++)
                    code[i] = CodeLetters[bytes[i] % CodeLetters.Length];
            }
        );
    }

    // A signal for what the node itself started takes nothing from anybody else; who listed a folder as expendable said yes for good, and on a
    // full disk nobody may be there to say it again.
    private static Risk RiskOf(RunPlan plan, PlannedStep step) =>
        step is { Risk: Risk.Reversible, Action: EffectAction.CleanFolder { Folder: EffectAction.CleanFolder.EveryExpendable } } ? Risk.Read
        : plan.OwnOnly && step.Action is EffectAction.SendSignal && step.Risk > Risk.Reversible ? Risk.Reversible
        : step.Risk;

    private static string Undone(PlannedStep step) =>
        step.UndoStep is { } undo && undo.Risk > step.Risk ? $"; its undo is {Word(undo.Risk)}" : "";

    private static string Word(Risk risk) => risk.ToString().ToLowerInvariant();

    private static string Written(EffectAction action) => JsonSerializer.Serialize(action, ActionShape.Default.EffectAction);
}
