using Aios.Loop.Effects;

namespace Aios.Gateway.Tests.Files;

public sealed class FileAdapterSpecs : IDisposable
{
    private readonly TargetArea _area = new();

    public void Dispose() => _area.Dispose();

    [Theory]
    [InlineData(FileChange.Write, "new", null, "new")]
    [InlineData(FileChange.Append, "c\n", null, "a = 1\nb = 2\nc\n")]
    [InlineData(FileChange.Replace, "a = 5", "a = 1", "a = 5\nb = 2\n")]
    public async Task A_change_is_made_and_put_back_byte_for_byte(FileChange change, string text, string? find, string expected)
    {
        var path = _area.Write("listed/app.conf", "a = 1\nb = 2\n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
        var before = _area.Picture("listed");

        Assert.Equal(EffectResult.Ok, (await _area.Change(path, change, text, find)).Result);
        Assert.Equal(expected, File.ReadAllText(path));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead, File.GetUnixFileMode(path));

        Assert.Equal(EffectResult.Ok, (await _area.Undo()).Result);
        Assert.Equal(before, _area.Picture("listed"));
    }

    [Fact]
    public async Task A_new_file_is_gone_after_the_undo_and_a_deleted_one_is_back()
    {
        var before = _area.Picture("listed");
        Assert.Equal(EffectResult.Ok, (await _area.Change(_area.PathOf("listed/sub/new"), FileChange.Write, "x", mode: "0640")).Result);
        Assert.Equal("x", _area.Read("listed/sub/new"));
        await _area.Undo();
        Assert.Equal(before, _area.Picture("listed"));

        var path = _area.Write("listed/old", "y");
        before = _area.Picture("listed");
        Assert.Equal(
            EffectResult.Ok,
            (await _area.Do(new EffectAction.ChangeFile(path, FileChange.Delete, "", null, null, "run-1/other"))).Result
        );
        Assert.False(File.Exists(path));
        await _area.Undo("run-1/other");
        Assert.Equal(before, _area.Picture("listed"));
    }

    [Fact]
    public async Task A_repeat_of_the_same_step_appends_once()
    {
        var path = _area.Write("listed/app.conf", "a\n");

        await _area.Change(path, FileChange.Append, "b\n");
        var again = await _area.Change(path, FileChange.Append, "b\n");

        Assert.Equal((EffectResult.Ok, "a\nb\n"), (again.Result, File.ReadAllText(path)));
        Assert.Contains("is so already", again.Detail);
    }

    [Fact]
    public async Task What_somebody_else_wrote_meanwhile_is_left_alone()
    {
        var path = _area.Write("listed/app.conf", "a\n");
        await _area.Change(path, FileChange.Append, "b\n");
        File.WriteAllText(path, "theirs");

        var again = await _area.Change(path, FileChange.Append, "b\n");

        Assert.Equal((EffectResult.Refused, "theirs"), (again.Result, File.ReadAllText(path)));
        Assert.Contains("changed by somebody else", again.Detail);
    }

    [Fact]
    public async Task What_was_kept_is_checked_before_it_is_put_back()
    {
        var path = _area.Write("listed/app.conf", "a\n");
        await _area.Change(path, FileChange.Write, "b\n");
        File.WriteAllText(_area.Data.PathOf("snapshots/run-1/step/0000"), "c\n");

        var undone = await _area.Undo();

        Assert.NotEqual(EffectResult.Ok, undone.Result);
        Assert.Contains("is not what was written", undone.Detail);
        Assert.Equal("b\n", File.ReadAllText(path));
    }

    [Fact]
    public async Task A_step_that_failed_before_it_kept_anything_has_nothing_to_put_back()
    {
        var undone = await _area.Do(new EffectAction.Restore("run-1/never") { IfKept = true });

        Assert.Equal(
            (EffectResult.Ok, "there is no snapshot run-1/never: the step had changed nothing when it failed"),
            (undone.Result, undone.Detail)
        );
    }

    [Fact]
    public async Task Without_a_snapshot_nothing_is_put_back()
    {
        var undone = await _area.Undo("run-1/never");

        Assert.Equal((EffectResult.NotFound, "there is no snapshot run-1/never; nothing can be put back"), (undone.Result, undone.Detail));
    }

    [Theory]
    [InlineData(FileChange.Append, "listed/none", EffectResult.Refused)]
    [InlineData(FileChange.Delete, "listed/none", EffectResult.Refused)]
    [InlineData(FileChange.Write, "listed/none/x", EffectResult.NotFound)]
    [InlineData(FileChange.Write, "listed/sub", EffectResult.Refused)]
    [InlineData(FileChange.Write, "outside/secret", EffectResult.Refused)]
    [InlineData(FileChange.Write, "listed/data/node.json", EffectResult.Refused)]
    [InlineData(FileChange.Delete, "outside/secret", EffectResult.Refused)]
    public async Task What_cannot_or_must_not_be_is_refused_with_its_reason(FileChange change, string name, EffectResult result)
    {
        string[] before = [.. _area.Picture("listed"), .. _area.Picture("outside")];

        var outcome = await _area.Change(_area.PathOf(name), change, "x");

        Assert.Equal(result, outcome.Result);
        Assert.Contains(_area.PathOf(name.Split('/')[0]), outcome.Detail);
        Assert.Equal(before, _area.Picture("listed").Concat(_area.Picture("outside")));
    }

    [Fact]
    public async Task A_pipe_does_not_hold_the_step_and_is_no_file()
    {
        using var made = System.Diagnostics.Process.Start("mkfifo", [_area.PathOf("listed/pipe")])!;
        await made.WaitForExitAsync();

        Assert.Equal(EffectResult.Refused, (await _area.Change(_area.PathOf("listed/pipe"), FileChange.Append, "x")).Result);
    }

    [Fact]
    public async Task Files_of_a_snapshot_are_put_back_and_what_a_pattern_did_not_find_stays()
    {
        _area.Write("listed/a.conf", "1");
        _area.Write("listed/b.conf", "2");
        _area.Write("listed/c.txt", "3");
        var keep = new EffectAction.KeepFiles([_area.PathOf("listed/*.conf"), _area.PathOf("listed/new")], "run-1/snapshot");

        Assert.StartsWith("2 files of 2 bytes kept", (await _area.Do(keep)).Detail);
        _area.Write("listed/a.conf", "x");
        File.Delete(_area.PathOf("listed/b.conf"));
        _area.Write("listed/c.txt", "y");
        _area.Write("listed/new", "z");
        var undone = await _area.Undo("run-1/snapshot");

        Assert.Equal(
            (EffectResult.Ok, "run-1/snapshot put back: 2 files written, 1 deleted, 0 as they were"),
            (undone.Result, undone.Detail)
        );
        Assert.Equal(
            ("1", "2", "y", false),
            (_area.Read("listed/a.conf"), _area.Read("listed/b.conf"), _area.Read("listed/c.txt"), File.Exists(_area.PathOf("listed/new")))
        );
    }
}
