using System.Reflection;
using Akka.Configuration;

namespace Aios.Engine.Cells;

/// <summary>Types named in settings.</summary>
internal static class TypeNames
{
    /// <summary>Finds a type by <c>Full.Name, Assembly</c>; without assembly it is looked for in the engine.</summary>
    public static Type Find(string name, string key) =>
        Type.GetType(name, throwOnError: false)
        ?? throw new ConfigurationException($"{key} names the type '{name}', which is not there; write \"Full.Type.Name, Assembly\".");

    /// <inheritdoc cref="Find" />
    public static Type Find<T>(string name, string key)
    {
        var type = Find(name, key);
        return typeof(T).IsAssignableFrom(type) && !type.IsAbstract
            ? type
            : throw new ConfigurationException(
                $"{key} names the type '{name}'; it must be a class that derives from {typeof(T).FullName}."
            );
    }

    public static T New<T>(string name, string key, params object[] arguments)
        where T : class
    {
        var type = Find<T>(name, key);
        try
        {
            return (T)
                Activator.CreateInstance(
                    type,
                    BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic,
                    null,
                    arguments,
                    null
                )!;
        }
        catch (MissingMethodException fault)
        {
            var wanted = string.Join(", ", arguments.Select(a => a.GetType().Name));
            throw new ConfigurationException($"{key} names the type '{name}', which has no constructor ({wanted}).", fault);
        }
        catch (TargetInvocationException wrapped) when (wrapped.InnerException is { } cause)
        {
            throw cause as ConfigurationException
                ?? new ConfigurationException($"{key} names the type '{name}', which could not be made: {cause.Message}", cause);
        }
    }
}
