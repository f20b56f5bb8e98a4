using System.Linq.Expressions;
using System.Reflection;

namespace Aios.Engine.Cells;

/// <summary>The value of an argument in an expression; what is common without compiling it.</summary>
internal static class ExpressionValue
{
    public static object? Of(Expression expression) => TryRead(expression, out var value) ? value : Compile(expression);

    private static bool TryRead(Expression? expression, out object? value)
    {
        switch (expression)
        {
            case null:
                value = null;
                return true;
            case ConstantExpression constant:
                value = constant.Value;
                return true;
            case MemberExpression { Member: FieldInfo field } member
                when TryRead(member.Expression, out var owner) && (owner is not null || field.IsStatic):
                value = field.GetValue(owner);
                return true;
            case MemberExpression { Member: PropertyInfo property } member
                when TryRead(member.Expression, out var owner) && (owner is not null || property.GetMethod is { IsStatic: true }):
                value = property.GetValue(owner, BindingFlags.DoNotWrapExceptions, null, null, null);
                return true;
            case UnaryExpression { NodeType: ExpressionType.Convert, Method: null } cast
                when !cast.Type.IsValueType && TryRead(cast.Operand, out var inner):
                value = inner;
                return inner is null || cast.Type.IsInstanceOfType(inner);
            default:
                value = null;
                return false;
        }
    }

    private static object? Compile(Expression expression) =>
        Expression.Lambda<Func<object?>>(Expression.Convert(expression, typeof(object))).Compile(preferInterpretation: true)();
}
