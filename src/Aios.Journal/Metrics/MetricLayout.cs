using System.Buffers.Binary;

namespace Aios.Journal.Metrics;

/// <summary>The bytes of a metric file: a header of 24 bytes, then samples of 24 bytes, little-endian.</summary>
/// <remarks>
/// Header: <c>aiosmetr</c>, u16 version (1), u16 bytes per sample (24), zeros.
/// Sample: u32 time in s; u32 beat time in 0.1 µs; u16 cpu, u16 memory in 0.01 %; u16 load in 0.01; u16 fullest disk in 0.01 %
/// (65535: not measured); u16 flags; u16 zero; u32 FNV-1a of the 20 bytes before. The files are not synced: after a power cut a block may
/// read as zeros, which the check tells from a sample.
/// </remarks>
internal static class MetricLayout
{
    public const int Size = 24;
    public const ushort Version = 1;

    private const int Checked = 20;
    private const ushort NotMeasured = ushort.MaxValue;

    private static ReadOnlySpan<byte> Magic => "aiosmetr"u8;

    public static void WriteHeader(Span<byte> header)
    {
        header[..Size].Clear();
        Magic.CopyTo(header);
        BinaryPrimitives.WriteUInt16LittleEndian(header[8..], Version);
        BinaryPrimitives.WriteUInt16LittleEndian(header[10..], Size);
    }

    /// <summary>The version, or null when it is no metric file.</summary>
    public static int? ReadHeader(ReadOnlySpan<byte> header) =>
        header.Length >= Size && header.StartsWith(Magic) ? BinaryPrimitives.ReadUInt16LittleEndian(header[8..]) : null;

    public static void Write(Span<byte> target, in MetricSample sample)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(target, (uint)Math.Clamp(sample.Time, 0, uint.MaxValue));
        BinaryPrimitives.WriteUInt32LittleEndian(target[4..], (uint)Math.Clamp(Math.Round(sample.BeatMs * 10_000), 0, uint.MaxValue));
        WriteHundredths(target[8..], sample.Cpu);
        WriteHundredths(target[10..], sample.Memory);
        WriteHundredths(target[12..], sample.Load);
        WriteHundredths(target[14..], sample.FullestDisk);
        BinaryPrimitives.WriteUInt16LittleEndian(target[16..], (ushort)sample.Flags);
        BinaryPrimitives.WriteUInt16LittleEndian(target[18..], 0);
        BinaryPrimitives.WriteUInt32LittleEndian(target[Checked..], Check(target[..Checked]));
    }

    /// <summary>False for bytes that are no sample.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out MetricSample sample)
    {
        sample = default;
        if (BinaryPrimitives.ReadUInt32LittleEndian(bytes[Checked..]) != Check(bytes[..Checked]))
            return false;
        sample = new MetricSample(
            BinaryPrimitives.ReadUInt32LittleEndian(bytes),
            BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]) / 10_000.0,
            ReadHundredths(bytes[8..]),
            ReadHundredths(bytes[10..]),
            ReadHundredths(bytes[12..]),
            ReadHundredths(bytes[14..]),
            (MetricFlags)BinaryPrimitives.ReadUInt16LittleEndian(bytes[16..])
        );
        return true;
    }

    private static void WriteHundredths(Span<byte> target, double value) =>
        BinaryPrimitives.WriteUInt16LittleEndian(
            target,
            double.IsNaN(value) ? NotMeasured : (ushort)Math.Clamp(Math.Round(value * 100), 0, NotMeasured - 1)
        );

    private static double ReadHundredths(ReadOnlySpan<byte> source) =>
        BinaryPrimitives.ReadUInt16LittleEndian(source) is var raw && raw == NotMeasured ? double.NaN : raw / 100.0;

    private static uint Check(ReadOnlySpan<byte> bytes)
    {
        var hash = 2166136261u;
        foreach (var b in bytes)
            hash = (hash ^ b) * 16777619u;
        return hash;
    }
}
