namespace Aios.Journal.Log;

/// <summary>
/// What a power cut may leave of a batch that was never acknowledged, on a disk that brings its sectors down in any order: holes of zeros
/// between whole parts. A line holds no zero byte, and damage does not end at the bounds of a sector.
/// </summary>
internal static class TornBatch
{
    private const int Sector = 512;

    // Of a line: what stands around its body.
    private const int LineAround = 192;

    /// <summary>
    /// The bytes of the largest batch, which is all that can be torn: a hole farther from the end lies among acknowledged records. One append
    /// that is larger than a batch may be is not thought of: torn, it stops the start, and nothing of it is cut.
    /// </summary>
    public static long MostBytes(EventLogSettings settings) =>
        Math.Max(LineFormat.MaxLineBytes, settings.MaxBatchBytes + settings.MaxBatchRecords * (long)LineAround);

    /// <summary>True when zeros reach from the line's beginning, or a bound of a sector, to a bound of a sector.</summary>
    /// <param name="line">A line that is not the next record.</param>
    /// <param name="start">Where it begins in its file.</param>
    public static bool HasHole(ReadOnlySpan<byte> line, long start)
    {
        for (var at = line.IndexOf((byte)0); at >= 0; )
        {
            var length = line[at..].IndexOfAnyExcept((byte)0);
            var end = length < 0 ? line.Length : at + length;
            var isBegin = at == 0 || (start + at) % Sector == 0;
            if (isBegin && (start + at) / Sector < (start + end) / Sector)
                return true;
            var next = line[end..].IndexOf((byte)0);
            at = next < 0 ? -1 : end + next;
        }
        return false;
    }
}
