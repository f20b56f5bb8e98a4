namespace Aios.Platform.Hocon;

/// <summary>The text cannot be read or resolved. <see cref="Exception.Message"/> starts with <c>file:line:column</c>.</summary>
public sealed class HoconException(string fault, HoconOrigin origin) : Exception($"{origin}: {fault}")
{
    /// <summary>What is wrong and what is allowed, without the place.</summary>
    public string Fault { get; } = fault;

    public HoconOrigin Origin { get; } = origin;
}
