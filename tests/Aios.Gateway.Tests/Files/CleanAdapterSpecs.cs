using Aios.Gateway.Files;
using Aios.Loop.Effects;

namespace Aios.Gateway.Tests.Files;

public sealed class CleanAdapterSpecs : IDisposable
{
    private readonly TargetArea _area = new();

    public void Dispose() => _area.Dispose();

    [Theory]
    [InlineData("listed")]
    [InlineData("expendable")]
    public async Task Old_files_that_fit_go_and_the_newest_of_them_stay(string folder)
    {
        for (var age = 0; age < 6; age++)
            Aged($"{folder}/app.log.{age}", age);
        Aged($"{folder}/app.log", 99);
        Aged($"{folder}/.keep", 99);
        Directory.CreateDirectory(_area.PathOf($"{folder}/d.log.9"));
        File.CreateSymbolicLink(_area.PathOf($"{folder}/z.log.9"), _area.PathOf("outside/secret"));
        var before = _area.Picture(folder);

        var outcome = await _area.Do(Clean(folder, olderDays: 3, keep: 1));

        Assert.Equal(EffectResult.Ok, outcome.Result);
        Assert.StartsWith($"{_area.PathOf(folder)}: 3 files deleted, 30 bytes", outcome.Detail);
        Assert.Equal(before.Length - 3, _area.Picture(folder).Length);
        Assert.True(File.Exists(_area.PathOf($"{folder}/app.log.2")));
        Assert.Equal("secret", _area.Read("outside/secret"));

        var undone = await _area.Undo();
        Assert.Equal(EffectResult.Ok, undone.Result);
        if (folder == "listed")
            Assert.Equal(before, _area.Picture(folder));
        else
            Assert.EndsWith("expendable, it stays deleted", undone.Detail);
    }

    [Fact]
    public async Task The_newest_that_fit_stay_however_old_they_are()
    {
        for (var age = 10; age < 14; age++)
            Aged($"expendable/app.log.{age}", age);

        await _area.Do(Clean("expendable", olderDays: 1, keep: 3));

        Assert.Equal(
            ["app.log.10", "app.log.11", "app.log.12"],
            Directory.GetFiles(_area.PathOf("expendable")).Select(Path.GetFileName).Order()
        );
    }

    [Fact]
    public async Task All_expendable_folders_are_cleaned_by_one_word()
    {
        Aged("expendable/a.log.1", 9);
        Aged("listed/a.log.1", 9);

        var outcome = await _area.Do(new EffectAction.CleanFolder("expendable", "*.log.*", 0, 0, "run-1/step"));

        Assert.Equal(
            (EffectResult.Ok, $"{_area.PathOf("expendable")}: 1 files deleted, 10 bytes for good"),
            (outcome.Result, outcome.Detail)
        );
        Assert.True(File.Exists(_area.PathOf("listed/a.log.1")));
    }

    [Fact]
    public async Task A_folder_that_is_not_there_keeps_nobody_from_making_room_in_the_others()
    {
        Aged("expendable/a.log.1", 9);
        var clean = new EffectAction.CleanFolder("expendable", "*.log.*", 0, 0, "run-1/step");
        string[] both = [_area.PathOf("gone"), _area.PathOf("expendable")];
        var outcome = await Adapter(both).Do(clean, TimeSpan.FromSeconds(10));
        Assert.Equal(EffectResult.Ok, outcome.Result);
        Assert.Contains("1 files deleted", outcome.Detail, StringComparison.Ordinal);
        Assert.Contains(_area.PathOf("gone"), outcome.Detail, StringComparison.Ordinal);

        Assert.Equal(EffectResult.NotFound, (await Adapter([_area.PathOf("gone")]).Do(clean, TimeSpan.FromSeconds(10))).Result);

        CleanAdapter Adapter(string[] expendable) =>
            new(_area.Scope with { Expendable = expendable }, _area.Snapshots, TimeProvider.System);
    }

    [Fact]
    public async Task A_repeat_deletes_what_was_kept_and_nothing_newer()
    {
        Aged("listed/a.log.1", 9);
        await _area.Do(Clean("listed", 1, 0));
        Aged("listed/b.log.1", 9);

        var again = await _area.Do(Clean("listed", 1, 0));

        Assert.StartsWith($"{_area.PathOf("listed")}: 0 files deleted", again.Detail);
        Assert.True(File.Exists(_area.PathOf("listed/b.log.1")));
    }

    [Fact]
    public async Task More_than_can_be_kept_goes_only_where_it_is_expendable_or_approved_as_destructive()
    {
        foreach (var folder in (string[])["listed", "expendable"])
            using (var file = File.Create(_area.PathOf($"{folder}/big.log.1")))
                file.SetLength(65L << 20);

        var refused = await _area.Do(Clean("listed", 0, 0));
        Assert.Equal(EffectResult.Refused, refused.Result);
        Assert.Contains("list the folder in aios.targets.expendable", refused.Detail);
        Assert.True(File.Exists(_area.PathOf("listed/big.log.1")));

        Assert.EndsWith("for good", (await _area.Do(Clean("expendable", 0, 0))).Detail);
        Assert.Empty(_area.Picture("expendable"));
    }

    [Theory]
    [InlineData("outside")]
    [InlineData("listed/../outside")]
    [InlineData("listed/data/events")]
    [InlineData("listed/link")]
    public async Task A_folder_that_is_no_target_is_not_cleaned(string folder)
    {
        Directory.CreateSymbolicLink(_area.PathOf("listed/link"), _area.PathOf("outside"));

        var outcome = await _area.Do(new EffectAction.CleanFolder(_area.PathOf(folder), "*", 0, 0, "run-1/step"));

        Assert.NotEqual(EffectResult.Ok, outcome.Result);
        Assert.Equal("secret", _area.Read("outside/secret"));
    }

    private EffectAction Clean(string folder, int olderDays, int keep) =>
        new EffectAction.CleanFolder(
            _area.PathOf(folder),
            "*.log.*",
            (long)TimeSpan.FromDays(olderDays).TotalMilliseconds,
            keep,
            "run-1/step"
        );

    private void Aged(string name, int days)
    {
        _area.Write(name, "0123456789");
        File.SetLastWriteTimeUtc(
            _area.PathOf(name),
            TimeProvider.System.GetUtcNow().UtcDateTime - TimeSpan.FromDays(days) - TimeSpan.FromMinutes(1)
        );
    }
}
