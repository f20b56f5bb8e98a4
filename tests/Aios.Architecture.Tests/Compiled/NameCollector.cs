using System.Collections.Immutable;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace Aios.Architecture.Tests.Compiled;

/// <summary>Turns metadata handles and signatures into the names of types of other assemblies.</summary>
internal sealed class NameCollector(MetadataReader metadata) : ISignatureTypeProvider<ImmutableArray<TypeName>, object?>
{
    public TypeName Outermost(TypeDefinitionHandle handle)
    {
        var type = metadata.GetTypeDefinition(handle);
        while (!type.GetDeclaringType().IsNil)
            type = metadata.GetTypeDefinition(type.GetDeclaringType());
        return new(metadata.GetString(type.Namespace), metadata.GetString(type.Name));
    }

    /// <summary>The types in a field's, method's or local variables' signature.</summary>
    public IEnumerable<TypeName> In(BlobHandle signature)
    {
        var blob = metadata.GetBlobReader(signature);
        var kind = blob.ReadSignatureHeader().Kind;
        blob.Reset();
        var decoder = new SignatureDecoder<ImmutableArray<TypeName>, object?>(this, metadata, null);
        return kind switch
        {
            SignatureKind.Field => decoder.DecodeFieldSignature(ref blob),
            SignatureKind.LocalVariables => [.. decoder.DecodeLocalSignature(ref blob).SelectMany(names => names)],
            _ => All(decoder.DecodeMethodSignature(ref blob)),
        };
    }

    public IEnumerable<(TypeName Used, string? Member)> Of(EntityHandle handle)
    {
        switch (handle.Kind)
        {
            case HandleKind.TypeReference:
                return [(Name((TypeReferenceHandle)handle), null)];
            case HandleKind.TypeSpecification:
                return Bare(metadata.GetTypeSpecification((TypeSpecificationHandle)handle).DecodeSignature(this, null));
            case HandleKind.MethodSpecification:
                var method = metadata.GetMethodSpecification((MethodSpecificationHandle)handle);
                return [.. Of(method.Method), .. Bare([.. method.DecodeSignature(this, null).SelectMany(names => names)])];
            case HandleKind.MemberReference:
                var member = metadata.GetMemberReference((MemberReferenceHandle)handle);
                var name = $"{metadata.GetString(member.Name)}{Parameters(member)}";
                return [.. Of(member.Parent).Select(parent => (parent.Used, (string?)name)), .. Bare([.. In(member.Signature)])];
            default:
                return [];
        }
    }

    private string Parameters(MemberReference member) =>
        member.GetKind() == MemberReferenceKind.Method
            ? $"({string.Join(", ", member.DecodeMethodSignature(this, null).ParameterTypes.Select(names => names.FirstOrDefault().Name))})"
            : "";

    private TypeName Name(TypeReferenceHandle handle)
    {
        var type = metadata.GetTypeReference(handle);
        return type.ResolutionScope.Kind == HandleKind.TypeReference
            ? Name((TypeReferenceHandle)type.ResolutionScope)
            : new(metadata.GetString(type.Namespace), metadata.GetString(type.Name));
    }

    private static IEnumerable<(TypeName, string?)> Bare(ImmutableArray<TypeName> names) => names.Select(name => (name, (string?)null));

    private static ImmutableArray<TypeName> All(MethodSignature<ImmutableArray<TypeName>> signature) =>
        [.. signature.ReturnType, .. signature.ParameterTypes.SelectMany(names => names)];

    ImmutableArray<TypeName> ISimpleTypeProvider<ImmutableArray<TypeName>>.GetPrimitiveType(PrimitiveTypeCode code) =>
        [new("System", code.ToString())];

    ImmutableArray<TypeName> ISimpleTypeProvider<ImmutableArray<TypeName>>.GetTypeFromDefinition(
        MetadataReader _,
        TypeDefinitionHandle handle,
        byte raw
    ) => [];

    ImmutableArray<TypeName> ISimpleTypeProvider<ImmutableArray<TypeName>>.GetTypeFromReference(
        MetadataReader _,
        TypeReferenceHandle handle,
        byte raw
    ) => [Name(handle)];

    ImmutableArray<TypeName> ISignatureTypeProvider<ImmutableArray<TypeName>, object?>.GetTypeFromSpecification(
        MetadataReader _,
        object? context,
        TypeSpecificationHandle handle,
        byte raw
    ) => metadata.GetTypeSpecification(handle).DecodeSignature(this, context);

    ImmutableArray<TypeName> IConstructedTypeProvider<ImmutableArray<TypeName>>.GetArrayType(
        ImmutableArray<TypeName> element,
        ArrayShape shape
    ) => element;

    ImmutableArray<TypeName> IConstructedTypeProvider<ImmutableArray<TypeName>>.GetByReferenceType(ImmutableArray<TypeName> element) =>
        element;

    ImmutableArray<TypeName> IConstructedTypeProvider<ImmutableArray<TypeName>>.GetPointerType(ImmutableArray<TypeName> element) => element;

    ImmutableArray<TypeName> ISZArrayTypeProvider<ImmutableArray<TypeName>>.GetSZArrayType(ImmutableArray<TypeName> element) => element;

    ImmutableArray<TypeName> ISignatureTypeProvider<ImmutableArray<TypeName>, object?>.GetPinnedType(ImmutableArray<TypeName> element) =>
        element;

    ImmutableArray<TypeName> IConstructedTypeProvider<ImmutableArray<TypeName>>.GetGenericInstantiation(
        ImmutableArray<TypeName> generic,
        ImmutableArray<ImmutableArray<TypeName>> arguments
    ) => [.. generic, .. arguments.SelectMany(names => names)];

    ImmutableArray<TypeName> ISignatureTypeProvider<ImmutableArray<TypeName>, object?>.GetModifiedType(
        ImmutableArray<TypeName> modifier,
        ImmutableArray<TypeName> unmodified,
        bool required
    ) => unmodified;

    ImmutableArray<TypeName> ISignatureTypeProvider<ImmutableArray<TypeName>, object?>.GetFunctionPointerType(
        MethodSignature<ImmutableArray<TypeName>> signature
    ) => All(signature);

    ImmutableArray<TypeName> ISignatureTypeProvider<ImmutableArray<TypeName>, object?>.GetGenericMethodParameter(
        object? context,
        int index
    ) => [];

    ImmutableArray<TypeName> ISignatureTypeProvider<ImmutableArray<TypeName>, object?>.GetGenericTypeParameter(
        object? context,
        int index
    ) => [];
}
