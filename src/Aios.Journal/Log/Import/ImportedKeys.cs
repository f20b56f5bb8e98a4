using System.Runtime.InteropServices;
using Aios.Journal.Log.Indexing;
using Aios.Platform.Files;

namespace Aios.Journal.Log.Import;

/// <summary>
/// Keys of everything that was imported, in memory that does not grow with their number: a Bloom filter, the newest keys, and the rest in
/// sorted runs of a file, of which one key a page is kept. Keys are hashes.
/// </summary>
/// <param name="most">Keys that are held in memory before they become a run; about 36 bytes each.</param>
internal sealed class ImportedKeys(DataFolder folder, int most = 256 * 1024) : IDisposable
{
    private const string Name = "import.keys";
    private const int KeysPerPage = 256;

    // Under one in a hundred is looked for in vain at 7 million keys.
    private const int BloomBytes = 8 * 1024 * 1024;

    private readonly byte[] _bloom = new byte[BloomBytes];
    private readonly HashSet<UInt128> _newest = [];
    private readonly List<(long Offset, int Count, UInt128[] FirstOfPage)> _runs = [];
    private readonly UInt128[] _page = new UInt128[KeysPerPage];
    private DataFile? _file;
    private long _length;

    /// <summary>Keys that are in memory now.</summary>
    public int Held => _newest.Count + _runs.Sum(run => run.FirstOfPage.Length);

    /// <summary>False when it was there before.</summary>
    /// <exception cref="IOException">There is no room on the disk.</exception>
    public bool Add(UInt128 key)
    {
        var probe = (ulong)key;
        if (
            Bloom.MayHold(_bloom, probe)
            && (_newest.Contains(key) || _runs.Exists(run => IsIn(run.Offset, run.Count, run.FirstOfPage, key)))
        )
            return false;
        Bloom.Add(_bloom, probe);
        _newest.Add(key);
        if (_newest.Count >= most)
            Spill();
        return true;
    }

    public void Dispose() => _file?.Dispose();

    private bool IsIn(long offset, int count, UInt128[] firstOfPage, UInt128 key)
    {
        var page = Array.BinarySearch(firstOfPage, key);
        if (page >= 0)
            return true;
        page = ~page - 1;
        if (page < 0)
            return false;
        var keys = _page.AsSpan(0, Math.Min(KeysPerPage, count - page * KeysPerPage));
        var bytes = MemoryMarshal.AsBytes(keys);
        for (var read = 0; read < bytes.Length; )
            read += _file!.Read(bytes[read..], offset + page * KeysPerPage * 16L + read) is > 0 and var more
                ? more
                : throw new IOException($"{_file.FullPath} ends before it should");
        return keys.BinarySearch(key) >= 0;
    }

    private void Spill()
    {
        UInt128[] keys = [.. _newest];
        Array.Sort(keys);
        _file ??= OpenUnnamed();
        _file.Write(MemoryMarshal.AsBytes(keys.AsSpan()), _length);
        _runs.Add((_length, keys.Length, [.. keys.Where((_, i) => i % KeysPerPage == 0)]));
        _length += keys.Length * 16L;
        _newest.Clear();
    }

    /// <summary>Without a name it is gone however this process ends.</summary>
    private DataFile OpenUnnamed()
    {
        var file = folder.OpenAppend(Name);
        folder.Delete(Name);
        return file;
    }
}
