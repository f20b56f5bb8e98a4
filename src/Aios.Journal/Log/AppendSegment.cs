using Aios.Platform.Files;

namespace Aios.Journal.Log;

/// <summary>The day file that is appended to, and how much of it is acknowledged.</summary>
/// <remarks>
/// After any failure the descriptor is not trusted again: a second sync of it may report success for data that is gone. The file is
/// closed, opened anew and cut back to what was acknowledged, now if that works, else before the next append.
/// </remarks>
internal sealed class AppendSegment(DataFolder folder, string? name, long length) : IDisposable
{
    private DataFile? _file;

    // In a file that is empty nobody has cut yet what was there and never counted.
    private bool _suspect = length == 0;

    public string? Name { get; private set; } = name;

    /// <summary>Bytes that are on disk and acknowledged.</summary>
    public long Length { get; private set; } = length;

    /// <summary>Goes on in this day's file; an older day (the clock went back) changes nothing.</summary>
    public void RollTo(string day)
    {
        if (Name is not null && string.CompareOrdinal(day, Name) <= 0)
            return;
        if (Name is not null)
            Heal();
        Close();
        Name = day;
        Length = 0;
        _suspect = true;
    }

    /// <summary>The bytes are on disk when this returns; when it throws, none of them counts.</summary>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        Heal();
        _file ??= folder.OpenAppend(Name!);
        _suspect = true;
        try
        {
            _file.Write(bytes, Length);
            _file.SyncData();
        }
        catch
        {
            TryHeal();
            throw;
        }
        Length += bytes.Length;
        _suspect = false;
    }

    public void Dispose() => Close();

    private void Heal()
    {
        if (!_suspect)
            return;
        Close();
        _file = folder.OpenAppend(Name!);
        _file.Truncate(Length);
        _file.Sync();
        _suspect = false;
    }

    private void TryHeal()
    {
        try
        {
            Heal();
        }
        catch (IOException)
        {
            Close();
        }
    }

    private void Close()
    {
        _file?.Dispose();
        _file = null;
    }
}
