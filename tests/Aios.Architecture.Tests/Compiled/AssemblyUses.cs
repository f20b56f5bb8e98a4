using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace Aios.Architecture.Tests.Compiled;

/// <summary>One type that another assembly's type (and, where there is one, its member) is named by.</summary>
/// <param name="By">The outermost type of this assembly whose code or signature names it.</param>
/// <param name="Member">With its parameter types, e.g. <c>Flush(Boolean)</c>; null when only the type is named.</param>
internal sealed record TypeUse(TypeName By, TypeName Used, string? Member);

internal readonly record struct TypeName(string Namespace, string Name)
{
    public override string ToString() => Namespace.Length == 0 ? Name : $"{Namespace}.{Name}";
}

/// <summary>What a compiled assembly names: read from metadata and method bodies, nothing is loaded or run.</summary>
internal sealed class AssemblyUses
{
    private AssemblyUses(IReadOnlyList<string> references, IReadOnlyList<TypeName> publicTypes, IReadOnlyList<TypeUse> uses) =>
        (References, PublicTypes, Uses) = (references, publicTypes, uses);

    public IReadOnlyList<string> References { get; }

    public IReadOnlyList<TypeName> PublicTypes { get; }

    public IReadOnlyList<TypeUse> Uses { get; }

    public static AssemblyUses Read(Stream assembly)
    {
        using var image = new PEReader(assembly);
        var metadata = image.GetMetadataReader();
        var uses = new HashSet<TypeUse>();
        var names = new NameCollector(metadata);
        foreach (var handle in metadata.TypeDefinitions)
        {
            var by = names.Outermost(handle);
            foreach (var (used, member) in Members(image, metadata, names, metadata.GetTypeDefinition(handle)))
                uses.Add(new(by, used, member));
        }
        return new(
            [.. metadata.AssemblyReferences.Select(handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name))],
            [
                .. metadata
                    .TypeDefinitions.Where(handle =>
                        (metadata.GetTypeDefinition(handle).Attributes & TypeAttributes.VisibilityMask) == TypeAttributes.Public
                    )
                    .Select(names.Outermost),
            ],
            [.. uses]
        );
    }

    private static IEnumerable<(TypeName Used, string? Member)> Members(
        PEReader image,
        MetadataReader metadata,
        NameCollector names,
        TypeDefinition type
    )
    {
        var found = new List<EntityHandle> { type.BaseType };
        found.AddRange(type.GetInterfaceImplementations().Select(handle => metadata.GetInterfaceImplementation(handle).Interface));
        foreach (var field in type.GetFields())
        {
            foreach (var name in names.In(metadata.GetFieldDefinition(field).Signature))
                yield return (name, null);
        }
        foreach (var handle in type.GetMethods())
        {
            var method = metadata.GetMethodDefinition(handle);
            foreach (var name in names.In(method.Signature))
                yield return (name, null);
            if (method.RelativeVirtualAddress == 0)
                continue;
            var body = image.GetMethodBody(method.RelativeVirtualAddress);
            foreach (var name in body.LocalSignature.IsNil ? [] : names.In(metadata.GetStandaloneSignature(body.LocalSignature).Signature))
                yield return (name, null);
            found.AddRange(body.ExceptionRegions.Select(region => region.CatchType));
            found.AddRange(InstructionTokens.Of(body.GetILReader()).Select(MetadataTokens.EntityHandle));
        }
        foreach (var handle in found.Distinct())
        {
            foreach (var use in names.Of(handle))
                yield return use;
        }
    }
}
