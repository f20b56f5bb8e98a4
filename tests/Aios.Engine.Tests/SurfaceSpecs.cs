using System.Reflection;
using Akka.Actor;

namespace Aios.Engine.Tests;

/// <summary>The public side grows only on purpose: what is added or taken away is written down in surface.txt in the same change.</summary>
public sealed class SurfaceSpecs
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    [Fact]
    public void The_public_members_are_those_written_down()
    {
        using var stream = typeof(SurfaceSpecs).Assembly.GetManifestResourceStream("surface.txt")!;
        using var reader = new StreamReader(stream);
        var written = reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).ToHashSet();
        var there = typeof(ActorSystem).Assembly.GetExportedTypes().Where(IsAkka).SelectMany(Lines).ToHashSet();
        var differences = there.Except(written).Select(l => "+ " + l).Concat(written.Except(there).Select(l => "- " + l)).Order();
        Assert.True(!differences.Any(), "surface.txt differs (+ is new, - is gone):\n" + string.Join('\n', differences));
    }

    private static bool IsAkka(Type type) =>
        type.Namespace is "Akka" || type.Namespace?.StartsWith("Akka.", StringComparison.Ordinal) == true;

    private static IEnumerable<string> Lines(Type type) =>
        type.GetMembers(Declared)
            .Where(IsVisible)
            .Select(member => $"{Name(type)}: {Text(member)}")
            .Append($"{Name(type)}: {Kind(type)}{(type.BaseType is { } up && up != typeof(object) ? " : " + Name(up) : "")}");

    private static bool IsVisible(MemberInfo member) =>
        member switch
        {
            MethodBase { IsSpecialName: true, Name: not (".ctor" or "op_Division") } => false,
            MethodBase method => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly,
            PropertyInfo property => property.GetAccessors(nonPublic: true).Any(IsVisibleAccessor),
            FieldInfo field => field.IsPublic || field.IsFamily,
            _ => false,
        };

    private static bool IsVisibleAccessor(MethodInfo accessor) => accessor.IsPublic || accessor.IsFamily || accessor.IsFamilyOrAssembly;

    private static string Text(MemberInfo member) =>
        member switch
        {
            ConstructorInfo made => $"new({Parameters(made)})",
            MethodInfo method => $"{Name(method.ReturnType)} {method.Name}{Generic(method)}({Parameters(method)})",
            PropertyInfo property => $"{Name(property.PropertyType)} {property.Name} {{ {Accessors(property)} }}",
            FieldInfo field => $"{Name(field.FieldType)} {field.Name}",
            _ => member.ToString()!,
        };

    private static string Accessors(PropertyInfo property) =>
        string.Join(" ", property.GetAccessors(nonPublic: true).Where(IsVisibleAccessor).Select(a => a.Name[..3]));

    private static string Generic(MethodInfo method) =>
        method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(Name))}>" : "";

    private static string Parameters(MethodBase method) =>
        string.Join(
            ", ",
            method
                .GetParameters()
                .Select(p => $"{Name(p.ParameterType)} {p.Name}{(p.IsOptional ? " = " + (p.DefaultValue ?? "null") : "")}")
        );

    private static string Kind(Type type) =>
        type.IsInterface ? "interface"
        : type.IsEnum ? "enum"
        : type.IsValueType ? "struct"
        : type.IsAbstract && type.IsSealed ? "static class"
        : type.IsAbstract ? "abstract class"
        : type.IsSealed ? "sealed class"
        : "class";

    private static string Name(Type type)
    {
        if (type.IsGenericParameter)
            return type.Name;
        if (!type.IsGenericType)
            return (type.FullName ?? type.Name).Replace('+', '.');
        var name = type.GetGenericTypeDefinition().FullName!;
        return $"{name[..name.IndexOf('`')]}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>";
    }
}
