using System.Diagnostics;
using System.IO.Compression;
using Aios.Gateway.Files;
using Aios.Loop.Effects;

namespace Aios.Gateway.Tests.Files;

public sealed class RotateAdapterSpecs : IDisposable
{
    private const string Lines = "one\ntwo\n";

    private readonly TargetArea _area = new();
    private readonly string _log;
    private readonly RotateAdapter _adapter;

    public RotateAdapterSpecs()
    {
        _log = _area.Write("outside/app.log", Lines);
        File.SetUnixFileMode(_log, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        _adapter = new RotateAdapter(_area.Scope with { Rotated = [_log] }, _area.Snapshots, TimeProvider.System);
    }

    public void Dispose() => _area.Dispose();

    [Fact]
    public async Task Who_has_it_open_writes_on_and_putting_back_gives_all_lines_in_order()
    {
        var pipe = _area.PathOf("outside/pipe");
        Native.MakePipe(pipe);
        using var writer = Process.Start("/bin/sh", ["-c", "exec >> \"$1\"; read line < \"$2\"; echo three", "sh", _log, pipe]);
        var done = await Rotate();
        Assert.Equal(EffectResult.Ok, done.Result);
        Assert.Contains("8 bytes packed as app.log.", done.Detail);
        Assert.Equal("", File.ReadAllText(_log));
        Assert.Equal(Lines, Unpacked());
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Packed()));

        await File.WriteAllTextAsync(pipe, "\n");
        await writer.WaitForExitAsync();
        Assert.Equal("three\n", File.ReadAllText(_log));
        Assert.Equal(EffectResult.Ok, (await PutBack()).Result);
        Assert.Equal("one\ntwo\nthree\n", File.ReadAllText(_log));
        Assert.Empty(AllPacked());
        // A repeat after a crash changes nothing more.
        Assert.Contains("as it was", (await PutBack()).Detail);
        Assert.Equal("one\ntwo\nthree\n", File.ReadAllText(_log));
    }

    [Fact]
    public async Task A_repeat_packs_once_and_one_that_was_cut_off_before_the_emptying_begins_anew()
    {
        await Rotate();
        File.AppendAllText(_log, "three\n");
        await Rotate();
        Assert.Equal((Lines, "three\n"), (Unpacked(), File.ReadAllText(_log)));

        File.WriteAllText(_log, "one\ntwo\nthree\n");
        await Rotate();
        Assert.Equal(("one\ntwo\nthree\n", ""), (Unpacked(), File.ReadAllText(_log)));
    }

    [Theory]
    [InlineData("outside/secret")]
    [InlineData("outside/../outside/app.log")]
    [InlineData("listed/data/node.json")]
    public async Task Only_what_is_listed_is_rotated(string name)
    {
        var before = _area.Picture("outside");
        var refused = await _adapter.Do(new EffectAction.RotateFile(_area.PathOf(name), "run-1/step"), TimeSpan.FromSeconds(10));
        Assert.Equal(EffectResult.Refused, refused.Result);
        Assert.Equal(before, _area.Picture("outside"));
    }

    [Fact]
    public async Task A_link_in_its_place_is_not_followed()
    {
        File.Delete(_log);
        File.CreateSymbolicLink(_log, _area.PathOf("outside/secret"));
        Assert.Equal(EffectResult.Refused, (await Rotate()).Result);
        Assert.Equal("secret", _area.Read("outside/secret"));
        Assert.Empty(AllPacked());
    }

    private Task<AdapterResult> Rotate() => _adapter.Do(new EffectAction.RotateFile(_log, "run-1/step"), TimeSpan.FromSeconds(10));

    private Task<AdapterResult> PutBack() => _adapter.Restore("run-1/step", _area.Snapshots.Find("run-1/step")!, TimeSpan.FromSeconds(10));

    private string[] AllPacked() => Directory.GetFiles(_area.PathOf("outside"), "app.log.*.gz");

    private string Packed() => Assert.Single(AllPacked());

    private string Unpacked()
    {
        using var zip = new StreamReader(new GZipStream(File.OpenRead(Packed()), CompressionMode.Decompress));
        return zip.ReadToEnd();
    }
}
