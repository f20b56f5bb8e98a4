using System.IO.Compression;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Aios.Journeys.Tests.Processes;

namespace Aios.Journeys.Tests.Shipped;

/// <summary>A log that its program has open and that grows over its bound.</summary>
/// <param name="disk">Full, so that there is no room for the packed one; null: there is room.</param>
internal sealed class LargeLog(TemporaryFolder folder, string name, string end, SmallDisk? disk = null) : Scenario(name, "log-rotate", end)
{
    private const int Bound = 64 * 1024;

    private readonly byte[] _lines = RandomNumberGenerator.GetBytes(2 * Bound);
    private Child? _writer;

    private string FolderPath => disk?.FullPath ?? folder.PathOf("log");
    private string FilePath => Path.Combine(FolderPath, "app.log");
    private string Pipe => folder.PathOf($"{Path.GetFileName(FolderPath)}.pipe");

    public override string Target => $"file/{FilePath}#size";

    public override IEnumerable<(string List, string Item)> Targets =>
        [("files", $"{{ path = \"{FilePath}\", size = {Bound}, rotate = true }}")];

    public override Task Prepare()
    {
        Directory.CreateDirectory(FolderPath);
        Native.MakePipe(Pipe);
        // Has it open all the time, as every program that writes a log.
        _writer = Child.Start("/bin/sh", ["-c", "exec >> \"$1\"; read line < \"$2\"; echo next", "sh", FilePath, Pipe]);
        return Task.CompletedTask;
    }

    public override Task Break(NodeProcess node)
    {
        File.AppendAllBytes(FilePath, _lines);
        disk?.Fill();
        return Task.CompletedTask;
    }

    public override string Picture() =>
        string.Join(
            '\n',
            Directory
                .GetFiles(FolderPath)
                .Order(StringComparer.Ordinal)
                .Select(path => $"{Path.GetFileName(path)} {Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(path)))}")
        );

    public override async Task Check()
    {
        using (
            var packed = new GZipStream(
                File.OpenRead(Assert.Single(Directory.GetFiles(FolderPath, "app.log.*.gz"))),
                CompressionMode.Decompress
            )
        )
        using (var unpacked = new MemoryStream())
        {
            packed.CopyTo(unpacked);
            Assert.Equal(_lines, unpacked.ToArray());
        }
        File.WriteAllText(Pipe, "\n");
        await _writer!.End();
        Assert.Equal("next\n", File.ReadAllText(FilePath));
    }

    public override async ValueTask DisposeAsync()
    {
        if (_writer is not null)
            await _writer.DisposeAsync();
    }
}

/// <summary>A small disk that fills up.</summary>
/// <param name="isOld">What fills it is old enough to go.</param>
internal sealed class FullDisk(SmallDisk disk, string name, string end, bool isOld) : Scenario(name, "disk-cleanup", end)
{
    // Above the bound of a warning, below the critical one.
    private const double Spare = 0.15;

    private readonly string _cache = Path.Combine(disk.FullPath, "cache");

    public override string Target => $"disk/{disk.FullPath}";

    public override IEnumerable<(string List, string Item)> Targets => [("expendable", $"\"{_cache}\"")];

    public override Task Prepare()
    {
        Directory.CreateDirectory(_cache);
        File.WriteAllText(Path.Combine(disk.FullPath, "needed"), "needed");
        File.WriteAllText(Path.Combine(_cache, "fresh"), "fresh");
        return Task.CompletedTask;
    }

    public override Task Break(NodeProcess node)
    {
        var drive = new DriveInfo(disk.FullPath);
        for (var i = 0; drive.AvailableFreeSpace > Spare * drive.TotalSize; i++)
        {
            var path = Path.Combine(_cache, $"item-{i}");
            File.WriteAllBytes(path, new byte[1 << 20]);
            if (isOld)
                File.SetLastWriteTimeUtc(path, DateTime.UtcNow.AddDays(-2));
        }
        return Task.CompletedTask;
    }

    public override string Picture() =>
        string.Join(
            '\n',
            Directory
                .GetFiles(disk.FullPath, "*", SearchOption.AllDirectories)
                .Order(StringComparer.Ordinal)
                .Select(path => $"{path} {new FileInfo(path).Length}")
        );

    public override Task Check()
    {
        Assert.Equal("needed", File.ReadAllText(Path.Combine(disk.FullPath, "needed")));
        Assert.Equal(["fresh"], Directory.GetFiles(_cache).Select(Path.GetFileName));
        return Task.CompletedTask;
    }
}

/// <summary>A folder with a quota that is exceeded.</summary>
/// <param name="isOld">What fills it is old enough to go.</param>
internal sealed class FullFolder(TemporaryFolder folder, string name, string end, bool isOld) : Scenario(name, "folder-cleanup", end)
{
    private const int Quota = 64 * 1024;

    private readonly string _path = folder.PathOf($"quota-{isOld}");

    public override string Target => $"file/{_path}#size";

    public override IEnumerable<(string List, string Item)> Targets =>
        [("files", $"{{ path = \"{_path}\", size = {Quota} }}"), ("expendable", $"\"{_path}\"")];

    public override Task Prepare()
    {
        Directory.CreateDirectory(_path);
        File.WriteAllText(Path.Combine(_path, "fresh"), "fresh");
        return Task.CompletedTask;
    }

    public override Task Break(NodeProcess node)
    {
        var path = Path.Combine(_path, "item");
        File.WriteAllBytes(folder.PathOf($"item-{isOld}"), new byte[2 * Quota]);
        if (isOld)
            File.SetLastWriteTimeUtc(folder.PathOf($"item-{isOld}"), DateTime.UtcNow.AddDays(-2));
        File.Move(folder.PathOf($"item-{isOld}"), path);
        return Task.CompletedTask;
    }

    public override string Picture() =>
        string.Join(
            '\n',
            Directory
                .GetFiles(_path)
                .Order(StringComparer.Ordinal)
                .Select(path => $"{path} {Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(path)))}")
        );

    public override Task Check()
    {
        Assert.Equal(["fresh"], Directory.GetFiles(_path).Select(Path.GetFileName));
        return Task.CompletedTask;
    }
}

/// <summary>A certificate that ends in a few days.</summary>
internal sealed class OldCertificate(TemporaryFolder folder, string name) : Scenario(name, "certificate-expiring", "verified")
{
    private string FilePath => folder.PathOf("site.pem");

    public override string Target => $"certificate/{FilePath}";

    public override IEnumerable<(string List, string Item)> Targets => [("certificates", $"\"{FilePath}\"")];

    public override Task Prepare()
    {
        Write(DateTimeOffset.UtcNow.AddDays(300));
        return Task.CompletedTask;
    }

    public override Task Break(NodeProcess node)
    {
        Write(DateTimeOffset.UtcNow.AddDays(5));
        return Task.CompletedTask;
    }

    public override string Picture() => File.ReadAllText(FilePath);

    private void Write(DateTimeOffset until)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=journey", key, HashAlgorithmName.SHA256);
        using var made = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), until);
        folder.Write("site.pem", made.ExportCertificatePem());
    }
}
