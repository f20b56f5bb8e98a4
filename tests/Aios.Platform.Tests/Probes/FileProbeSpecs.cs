using Aios.Platform.Probes;

namespace Aios.Platform.Tests.Probes;

public sealed class FileProbeSpecs : IDisposable
{
    private static readonly TimeSpan Ample = TimeSpan.FromSeconds(20);
    private static readonly DateTime Old = new(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc);

    private readonly string _folder = Directory.CreateTempSubdirectory("aios-files-").FullName;

    public void Dispose() => Directory.Delete(_folder, true);

    [Fact]
    public async Task Of_a_file_size_and_age_are_read()
    {
        var path = Write("app.log", 1234, Old);

        Assert.Equal(new FileReading(true, 1, 1234, Ms(Old)), await LocalProbes.Instance.File(path, Ample));
    }

    [Fact]
    public async Task Of_a_folder_all_files_below_it_count_and_the_newest_says_how_old_it_is()
    {
        Write("a.log", 100, Old);
        Write("deep/er/b.log", 20, Old.AddHours(1));
        Write("deep/c.log", 3, Old.AddHours(-1));

        Assert.Equal(new FileReading(true, 3, 123, Ms(Old.AddHours(1))), await LocalProbes.Instance.File(_folder, Ample));
    }

    [Fact]
    public async Task Links_inside_a_folder_are_not_followed_but_the_one_that_is_named_is()
    {
        var path = Write("real/a.log", 100, Old);
        Directory.CreateSymbolicLink(Path.Combine(_folder, "real", "circle"), _folder);
        var link = Path.Combine(_folder, "link");
        File.CreateSymbolicLink(link, path);

        Assert.Equal(100, (await LocalProbes.Instance.File(Path.Combine(_folder, "real"), Ample)).SizeBytes);
        Assert.Equal(new FileReading(true, 1, 100, Ms(Old)), await LocalProbes.Instance.File(link, Ample));
    }

    [Fact]
    public async Task What_is_not_there_is_a_reading_too()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "empty"));

        Assert.Equal(default, await LocalProbes.Instance.File(Path.Combine(_folder, "none"), Ample));
        Assert.Equal(default, await LocalProbes.Instance.File(Path.Combine(_folder, "none", "deeper"), Ample));
        Assert.Equal(new FileReading(true, 0, 0, null), await LocalProbes.Instance.File(Path.Combine(_folder, "empty"), Ample));
    }

    [Fact]
    public async Task A_look_that_hangs_is_left_to_its_own_thread()
    {
        using var release = new ManualResetEventSlim();
        var ended = new TaskCompletionSource();
        var fault = await Assert.ThrowsAsync<IOException>(() =>
            OwnThread.Run(
                "hanging look",
                () =>
                {
                    release.Wait();
                    ended.SetResult();
                    return 0;
                },
                TimeSpan.FromMilliseconds(50)
            )
        );

        Assert.Equal("no answer within 0.05 s", fault.Message);
        release.Set();
        await ended.Task;
    }

    private string Write(string name, int bytes, DateTime writtenAt)
    {
        var path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, new byte[bytes]);
        File.SetLastWriteTimeUtc(path, writtenAt);
        return path;
    }

    private static long Ms(DateTime utc) => new DateTimeOffset(utc).ToUnixTimeMilliseconds();
}
