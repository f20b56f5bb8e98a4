using System.Diagnostics.CodeAnalysis;

namespace Aios.Loop.Conditions;

/// <summary>What a condition says. Only <see cref="IsTrue"/> is a match; an error is not one, and says why.</summary>
public readonly struct Verdict : IEquatable<Verdict>
{
    private readonly bool _holds;

    private Verdict(bool holds, string? message)
    {
        _holds = holds;
        Message = message;
    }

    public static Verdict True => new(true, null);

    public static Verdict False => default;

    public bool IsTrue => _holds;

    public bool IsFalse => !_holds && Message is null;

    [MemberNotNullWhen(true, nameof(Message))]
    public bool IsError => Message is not null;

    /// <summary>Why there is neither yes nor no; null unless <see cref="IsError"/>.</summary>
    public string? Message { get; }

    public static Verdict Error(string message) => new(false, message);

    public static bool operator ==(Verdict left, Verdict right) => left.Equals(right);

    public static bool operator !=(Verdict left, Verdict right) => !left.Equals(right);

    public bool Equals(Verdict other) => _holds == other._holds && Message == other.Message;

    public override bool Equals(object? obj) => obj is Verdict other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(_holds, Message);

    public override string ToString() =>
        IsError ? $"error: {Message}"
        : _holds ? "true"
        : "false";
}
