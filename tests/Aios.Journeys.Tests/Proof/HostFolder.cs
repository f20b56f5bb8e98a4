using System.Globalization;
using System.Security.Cryptography;
using Aios.Journal.Host;
using Aios.Journal.Log;
using Aios.Loop.Vocabulary;

namespace Aios.Journeys.Tests.Proof;

/// <summary>A data folder of the host, with what was acknowledged of it so far.</summary>
internal sealed class HostFolder(string path)
{
    public string FullPath => path;

    public List<string> Acked { get; } = [];

    public long Applied { get; private set; }

    public void Add(HostAnswer answer)
    {
        Acked.AddRange(answer.Acked);
        Applied = Math.Max(Applied, answer.Applied);
    }

    /// <summary>All of it under another path.</summary>
    public HostFolder CopyTo(string target)
    {
        foreach (var name in Names())
        {
            var copy = Path.Combine(target, name);
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(Path.Combine(path, name), copy);
        }
        var folder = new HostFolder(target) { Applied = Applied };
        folder.Acked.AddRange(Acked);
        return folder;
    }

    /// <summary>What recovery of the event log finds: two folders with the same are recovered in the same way.</summary>
    public string LogState() =>
        string.Join(
            '\n',
            Names().Where(name => !name.StartsWith("aios.db", StringComparison.Ordinal)).Select(name => $"{name} {HashOf(name)}")
        );

    /// <summary>The same of the database: which of its files are there, and which of them are empty.</summary>
    public string DatabaseState() =>
        string.Join(
            '\n',
            Names()
                .Where(name => name.StartsWith("aios.db", StringComparison.Ordinal))
                .Select(name => $"{name} {new FileInfo(Path.Combine(path, name)).Length > 0}")
        );

    /// <summary>Starts again in this process, holds both stores against what was acknowledged, goes on with them, and puts them in order.</summary>
    /// <param name="day">The day on which that is.</param>
    /// <returns>The names of all files afterwards, but for what was cut off as torn.</returns>
    public string Check(string where, int day)
    {
        var kept = new List<RecordedEvent>();
        using (var journal = new HostJournal(path, day, kept.Add))
        {
            var ids = kept.Select(record => record.Event.Id.Value).ToList();
            var lost = Acked.Except(ids).Except(journal.Standing.Facts.Select(fact => fact.Key)).ToList();
            Assert.True(lost.Count == 0, $"{where}: acknowledged and lost: {string.Join(' ', lost)}");
            Assert.Equal(ids.Distinct(), ids);
            var first = kept.Count > 0 ? kept[0].Seq : journal.Log.SyncedSeq + 1;
            Assert.Equal(Enumerable.Range(0, kept.Count).Select(number => first + number), kept.Select(record => record.Seq));
            Assert.InRange(first, 1, journal.Standing.UpTo + 1);
            Assert.InRange(journal.Applied, Applied, journal.Log.SyncedSeq);
            var next = Assert.IsType<AppendResult.Stored>(journal.Append($"check-{where}", Priority.P3));
            Acked.Add($"check-{where}");
            journal.Apply(Applied = next.Records[0].Seq);
            Assert.Empty(journal.Keep().Faults);
            Assert.Null(journal.Log.Trouble);
            Assert.Null(journal.Log.Reader().Verify().Fault);
        }
        Assert.Equal(HostJournal.ReserveBytes, new FileInfo(Path.Combine(path, "reserve.bin")).Length);
        return string.Join('\n', Names().Where(name => !name.Contains(".cut-", StringComparison.Ordinal)));
    }

    private IEnumerable<string> Names() =>
        Directory.Exists(path)
            ? Directory
                .GetFiles(path, "*", SearchOption.AllDirectories)
                .Select(file => Path.GetRelativePath(path, file))
                .Order(StringComparer.Ordinal)
            : [];

    private string HashOf(string name)
    {
        // The reserve is as large as the rest is small, and holds nothing.
        var file = new FileInfo(Path.Combine(path, name));
        return name == "reserve.bin"
            ? file.Length.ToString(CultureInfo.InvariantCulture)
            : Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file.FullName)));
    }
}
