using Aios.Loop.Effects;
using Aios.Loop.Vocabulary;

namespace Aios.Node.Playbooks.Importing;

/// <summary>One command for one rule, with a command that checks.</summary>
internal static class ShapeB
{
    public static void Translate(ForeignSection playbook, PlaybookDraft draft, ForeignActions actions)
    {
        var trigger = playbook.Object("trigger")!;
        draft.Keywords.AddRange(trigger.Texts("keywords").Where(word => !string.IsNullOrWhiteSpace(word)));
        if (!SharedMembers.Rule(trigger, "rule", draft) && draft.Keywords.Count == 0)
            Shapes.Missing(trigger, "rule");
        SharedMembers.Severities(trigger, draft);
        trigger.LeaveOutTheRest("of a trigger");
        if (playbook.Object("action") is { } action)
            Action(action, draft, actions);
        else if (!playbook.Notes.IsRefused)
            playbook.Notes.Refuse("action", playbook.Node.At, "is missing; it must be an object with type and command");
        SharedMembers.Cooldown(playbook, draft, "cooldown_min", TimeSpan.FromMinutes(1));
        SharedMembers.Enabled(playbook, draft);
        const string unproved = "counts runs that nobody verified; confidence begins at 0.5";
        playbook.LeaveOut("success_count", unproved);
        playbook.LeaveOut("fail_count", unproved);
        playbook.LeaveOut("created_at", "a playbook has no date");
    }

    private static void Action(ForeignSection action, PlaybookDraft draft, ForeignActions actions)
    {
        var type = action.Text("type");
        if (type is not ("auto" or "confirm" or "notify"))
            action.Notes.Refuse(action.PathOf("type"), action.At("type"), $"({Shown.Clean(type)}) must be auto, confirm or notify");
        draft.IsConfirmed = type == "confirm";
        if (type == "notify")
        {
            action.LeaveOut("command", "the playbook only tells people");
            action.LeaveOut("verify_command", "there is nothing to verify");
            action.LeaveOut("risk", "telling people changes nothing");
            ForeignActions.Notify(draft, null);
        }
        else
            Run(action, draft, actions);
        action.LeaveOutTheRest("of an action");
    }

    private static void Run(ForeignSection action, PlaybookDraft draft, ForeignActions actions)
    {
        var like = new DraftStep(null, null, SharedMembers.Risk(action, "risk"), ForeignActions.Timeout(action));
        if (action.Text("command") is { } command)
            actions.Run(action, action.PathOf("command"), action.At("command"), command, [], draft, like);
        else
            action.Notes.Refuse(action.PathOf("command"), action.At("command"), "is missing; it must be the command");
        if (action.Text("verify_command") is not { Length: > 0 } check)
            return;
        var (member, at) = (action.PathOf("verify_command"), action.At("verify_command"));
        var look = new DraftStep(null, null, Risk.Read, like.Timeout, IsRepeatable: true);
        actions.Run(action, member, at, check, [], draft, look);
        action.Notes.Change(member, at, "is the last step: its exit code must be 0; that it worked the sensor must say as well");
    }
}
