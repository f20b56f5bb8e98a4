using System.Globalization;
using Aios.Platform.Hocon;

namespace Akka.Configuration;

/// <summary>A setting is missing or cannot be read.</summary>
public class ConfigurationException(string message, Exception? exception = null) : Akka.Actor.AkkaException(message, exception);

/// <summary>Settings by dotted path. A getter without default returns null, zero or false for what is absent; what is there must fit.</summary>
public class Config
{
    private readonly HoconObject _raw;
    private HoconObject? _resolved;

    internal Config(HoconObject raw) => _raw = raw;

    public virtual bool IsEmpty => _raw.Members.Count == 0;

    /// <summary>Root of the resolved tree, with the place where each value was written.</summary>
    internal HoconObject Tree
    {
        get
        {
            try
            {
                return _resolved ??= Hocon.Resolve(_raw);
            }
            catch (HoconException fault)
            {
                throw new ConfigurationException(fault.Message, fault);
            }
        }
    }

    public virtual bool HasPath(string path) => Node(path) is not null;

    public virtual string? GetString(string path, string? @default = null) => Scalar(path)?.Text ?? @default;

    public virtual bool GetBoolean(string path, bool @default = false) =>
        Read(path, @default, HoconUnits.TryBoolean, "true, false, yes, no, on or off");

    public virtual int GetInt(string path, int @default = 0) =>
        Read(
            path,
            @default,
            static (string text, out int value) =>
                int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value),
            "a whole number"
        );

    public virtual long GetLong(string path, long @default = 0) => Read(path, @default, HoconUnits.TryInteger, "a whole number");

    public virtual double GetDouble(string path, double @default = 0) => Read(path, @default, HoconUnits.TryNumber, "a number");

    /// <summary>A duration; <c>infinite</c> is <see cref="Timeout.InfiniteTimeSpan"/>, a bare number milliseconds.</summary>
    public virtual TimeSpan GetTimeSpan(string path, TimeSpan? @default = null, bool allowInfinite = true) =>
        allowInfinite && Scalar(path)?.Text == "infinite"
            ? Timeout.InfiniteTimeSpan
            : Read(path, @default ?? TimeSpan.Zero, HoconUnits.TryDuration, $"a duration with a unit ({HoconUnits.DurationUnits})");

    public virtual long? GetByteSize(string path, long? @default = null) =>
        Scalar(path) is null ? @default : Read(path, 0L, HoconUnits.TryBytes, $"a size ({HoconUnits.ByteUnits})");

    /// <summary>Empty when the list is absent.</summary>
    public virtual IList<string> GetStringList(string path) =>
        Node(path) switch
        {
            null => [],
            HoconArray list => [.. list.Items.Select(i => i is HoconScalar text ? text.Text : throw Fault(path, i, "a list of texts"))],
            HoconScalar single when single.Text.Length == 0 => [],
            var other => throw Fault(path, other, "a list of texts"),
        };

    public virtual IList<string> GetStringList(string path, string[] @default) => HasPath(path) ? GetStringList(path) : @default;

    /// <summary>The section at the path; <paramref name="default"/> when there is none.</summary>
    public virtual Config? GetConfig(string path, Config? @default = null) =>
        Node(path) switch
        {
            null => @default,
            HoconObject section => new Config(section),
            var other => throw Fault(path, other, "a section in braces"),
        };

    /// <summary>This configuration over another one: what is missing here is taken from there.</summary>
    public virtual Config WithFallback(Config? fallback) => fallback is null ? this : new Config(Hocon.Merge(_raw, fallback._raw));

    private HoconNode? Node(string path) => Tree.Find(path) is { } node and not HoconScalar { IsNull: true } ? node : null;

    private HoconScalar? Scalar(string path) =>
        Node(path) switch
        {
            null => null,
            HoconScalar scalar => scalar,
            var other => throw Fault(path, other, "a single value"),
        };

    private T Read<T>(string path, T @default, Reader<T> read, string allowed)
    {
        if (Scalar(path) is not { } scalar)
            return @default;
        return read(scalar.Text, out var value) ? value : throw Fault(path, scalar, allowed);
    }

    private static ConfigurationException Fault(string path, HoconNode node, string allowed) =>
        new($"{node.Origin}: {path} is {(node is HoconScalar s ? $"'{s.Text}'" : node.Kind)}; it must be {allowed}.");

    private delegate bool Reader<T>(string text, out T value);
}

public static class ConfigExtensions
{
    public static bool IsNullOrEmpty(this Config? config) => config is null || config.IsEmpty;

    /// <summary>This configuration, or the other one when it is null or empty.</summary>
    public static Config? SafeWithFallback(this Config? config, Config? fallback) =>
        config.IsNullOrEmpty() ? fallback : config!.WithFallback(fallback);
}
