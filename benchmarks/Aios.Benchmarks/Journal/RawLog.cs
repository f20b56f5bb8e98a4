using System.Security.Cryptography;
using Aios.Platform.Files;

namespace Aios.Benchmarks.Journal;

/// <summary>The least that a chained durable log can cost: hash lines that are ready, write them, sync. One thread, no queue, no answer.</summary>
internal static class RawLog
{
    public static byte[][] Lines(int count)
    {
        var path = Directory.CreateTempSubdirectory("aios-bench-").FullName;
        try
        {
            var folder = DataFolder.OpenOrCreate(path);
            using (var log = LogWorkload.Open(folder))
                log.Append(LogWorkload.Events(count)).GetAwaiter().GetResult();
            return
            [
                .. File.ReadLines(folder.PathOf(folder.List("events")[0])).Select(line => System.Text.Encoding.UTF8.GetBytes(line + "\n")),
            ];
        }
        finally
        {
            Directory.Delete(path, recursive: true);
        }
    }

    public static void Append(DataFolder folder, byte[][] lines, int records)
    {
        using var file = folder.OpenAppend("raw.jsonl");
        var block = new byte[lines.Sum(line => line.Length) + SHA256.HashSizeInBytes];
        long offset = 0;
        for (var written = 0; written < records; written += lines.Length)
        {
            var length = SHA256.HashSizeInBytes;
            foreach (var line in lines)
            {
                line.CopyTo(block, length);
                SHA256.HashData(block.AsSpan(length - SHA256.HashSizeInBytes, line.Length + SHA256.HashSizeInBytes), block);
                length += line.Length;
            }
            file.Write(block.AsSpan(SHA256.HashSizeInBytes, length - SHA256.HashSizeInBytes), offset);
            file.SyncData();
            offset += length - SHA256.HashSizeInBytes;
        }
    }
}
