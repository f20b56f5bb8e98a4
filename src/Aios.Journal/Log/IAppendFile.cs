using Aios.Platform.Files;

namespace Aios.Journal.Log;

/// <summary>What the log does with a file; each call can fail, and the log must survive that.</summary>
internal interface IAppendFile : IDisposable
{
    void Write(ReadOnlySpan<byte> bytes, long offset);

    void Truncate(long length);

    void Sync();

    void SyncData();
}

internal interface IAppendFiles
{
    IAppendFile Open(string name);
}

/// <summary>Files of the data folder.</summary>
internal sealed class DurableAppendFiles(DataFolder folder) : IAppendFiles
{
    public IAppendFile Open(string name) => new DurableAppendFile(folder.OpenAppend(name));

    private sealed class DurableAppendFile(DataFile file) : IAppendFile
    {
        public void Write(ReadOnlySpan<byte> bytes, long offset) => file.Write(bytes, offset);

        public void Truncate(long length) => file.Truncate(length);

        public void Sync() => file.Sync();

        public void SyncData() => file.SyncData();

        public void Dispose() => file.Dispose();
    }
}
