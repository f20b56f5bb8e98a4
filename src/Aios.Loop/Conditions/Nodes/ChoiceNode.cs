using Aios.Loop.Conditions.Evaluation;
using Aios.Loop.Conditions.Values;

namespace Aios.Loop.Conditions.Nodes;

/// <summary><c>question ? yes : no</c></summary>
internal sealed class ChoiceNode(Node question, Node yes, Node no) : Node(question, yes, no)
{
    public override ValueKind? Kind => yes.Kind == no.Kind ? yes.Kind : null;

    public override Value Evaluate(ref Frame frame)
    {
        if (!frame.Step())
            return Frame.TooLong;
        var answer = question.Evaluate(ref frame);
        if (answer.Kind == ValueKind.Bool)
            return answer.Bool ? yes.Evaluate(ref frame) : no.Evaluate(ref frame);
        return answer.IsError ? answer : Value.Error($"?: needs bool before the question mark, found {KindSet.Name(answer.Kind)}");
    }
}
