using Aios.Architecture.Tests.Tree;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Aios.Architecture.Tests.Folders;

/// <summary>Namespaces equal folders, and a name says what a thing is.</summary>
internal static class NameRules
{
    private static readonly string[] EmptySuffixes = ["Manager", "Helper", "Helpers", "Util", "Utils", "Utility", "Command", "Message"];

    /// <summary>These also offer Akka.NET's public API: what is in their folder <c>Akka</c> has its namespaces.</summary>
    private static readonly string[] AkkaRooms = ["Aios.Engine", "Aios.Engine.TestKit"];

    public static IEnumerable<string> CheckNamespaces(IEnumerable<SourceFile> files)
    {
        foreach (var file in files)
        {
            var named = CSharpSyntaxTree.ParseText(file.Text).GetRoot().DescendantNodes().OfType<BaseNamespaceDeclarationSyntax>();
            var expected = string.Join('.', OffersAkka(file) ? file.Folders : [file.Room, .. file.Folders]);
            foreach (var name in named.Select(declared => declared.Name.ToString()).Where(name => name != expected))
                yield return $"{file.Path}: namespace {name}; the folder says {expected}";
        }
    }

    public static IEnumerable<string> CheckSuffixes(IEnumerable<SourceFile> files) =>
        from file in files
        where !OffersAkka(file)
        from declared in CSharpSyntaxTree.ParseText(file.Text).GetRoot().DescendantNodes().OfType<BaseTypeDeclarationSyntax>()
        let name = declared.Identifier.ValueText
        where name != "ICommand" && EmptySuffixes.Any(name.EndsWith)
        select $"{file.Path}: {name}; no {string.Join('/', EmptySuffixes)}: say what it is";

    public static IEnumerable<string> CheckSpecs(IEnumerable<SourceFile> tests) =>
        from file in tests
        from type in CSharpSyntaxTree.ParseText(file.Text).GetRoot().DescendantNodes().OfType<ClassDeclarationSyntax>()
        where !type.Identifier.ValueText.EndsWith("Specs")
        where type.Members.SelectMany(member => member.AttributeLists).SelectMany(list => list.Attributes).Any(IsTest)
        where !type.Modifiers.Any(SyntaxKind.AbstractKeyword)
        select $"{file.Path}: {type.Identifier.ValueText} holds tests; call it {type.Identifier.ValueText}Specs";

    private static bool IsTest(AttributeSyntax attribute) => attribute.Name.ToString() is "Fact" or "Theory";

    private static bool OffersAkka(SourceFile file) => AkkaRooms.Contains(file.Room) && file.Folders.FirstOrDefault() == "Akka";
}
