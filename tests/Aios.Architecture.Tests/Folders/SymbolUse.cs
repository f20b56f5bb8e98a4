using Aios.Architecture.Tests.Tree;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Aios.Architecture.Tests.Folders;

/// <summary>A name in a source file and what the compiler says it means. Documentation comments are no use.</summary>
/// <param name="Type">The type named, or the type whose member is named.</param>
/// <param name="Declared">The file of the same room that declares it; null when another assembly does.</param>
internal sealed record SymbolUse(SourceFile File, int Line, ISymbol Symbol, INamedTypeSymbol Type, SourceFile? Declared, SyntaxNode Node)
{
    public string Where => $"{File.Path}:{Line}";

    public string TypeName => Type.OriginalDefinition.ToDisplayString(Full);

    public string MemberName => Symbol is INamedTypeSymbol ? TypeName : $"{TypeName}.{Symbol.Name}";

    private static readonly SymbolDisplayFormat Full = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces
    );

    public static IReadOnlyList<SymbolUse> Of(RoomCompilation room) =>
        [.. room.Trees().SelectMany(tree => Of(room, tree.File, tree.Root, tree.Model))];

    private static IEnumerable<SymbolUse> Of(RoomCompilation room, SourceFile file, SyntaxNode root, SemanticModel model)
    {
        foreach (var node in root.DescendantNodes())
        {
            if (node is not (SimpleNameSyntax or ImplicitObjectCreationExpressionSyntax))
                continue;
            var symbol = model.GetSymbolInfo(node).Symbol;
            if (symbol is ILocalSymbol or IParameterSymbol or IRangeVariableSymbol or ILabelSymbol)
                continue;
            if ((symbol as INamedTypeSymbol ?? symbol?.ContainingType) is { } type)
                yield return new(
                    file,
                    node.GetLocation().GetLineSpan().StartLinePosition.Line + 1,
                    symbol!,
                    type,
                    room.Declaring(type),
                    node
                );
        }
    }
}
