using System.Threading.Channels;
using Aios.Loop.Vocabulary;
using Aios.Node.Playbooks;
using Aios.Node.Settings;
using Aios.Platform.Files;

namespace Aios.Node.Tests.Playbooks;

public sealed class PlaybookSourceSpecs : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly TemporaryFolder _folder = new();
    private readonly ManualTime _time = new();
    private readonly Channel<PlaybookSet> _told = Channel.CreateUnbounded<PlaybookSet>();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Without_files_of_the_user_the_shipped_ones_are_loaded()
    {
        var set = Source().Load();

        Assert.True(set.IsGood);
        Assert.Equal(ModuleFiles.Playbooks.Count, set.Catalog.Playbooks.Count);
        Assert.True(Directory.Exists(_folder.Below("playbooks")));
    }

    [Fact]
    public void The_users_own_are_added_and_one_with_a_shipped_id_takes_its_place()
    {
        _folder.Write("playbooks/mine.conf", Sample.Good);
        var changed = _folder.Write("playbooks/other.conf", Sample.With("id = tidy", "id = runaway-process"));
        _folder.Write("playbooks/.draft.conf", "broken {");
        _folder.Write("playbooks/notes.txt", "broken {");

        var set = Source().Load();

        Assert.Equal("", set.ErrorText);
        Assert.Equal(ModuleFiles.Playbooks.Count + 1, set.Catalog.Playbooks.Count);
        Assert.Equal(changed, set.Catalog.Playbooks.Single(playbook => playbook.Id == new PlaybookId("runaway-process")).Origin.File);
    }

    [Fact]
    public void Two_files_with_the_same_id_name_each_other()
    {
        var one = _folder.Write("playbooks/a.conf", Sample.Good);
        var two = _folder.Write("playbooks/b.conf", "\n" + Sample.Good);

        var set = Source().Load();

        Assert.Equal($"{two}:3:3: playbook.id (tidy) must be an id of its own; {one}:2:3 has it too", set.ErrorText);
        Assert.Empty(set.Catalog.Playbooks);
    }

    [Fact]
    public void The_faults_of_all_files_come_at_once()
    {
        var one = _folder.Write("playbooks/a.conf", Sample.With("id = tidy", "id = A"));
        var two = _folder.Write("playbooks/b.conf", "playbook {");
        File.WriteAllBytes(_folder.Below("playbooks/c.conf"), [0xff]);

        Assert.Equal(
            $"""
            {_folder.Below("playbooks/c.conf")}: the file is not UTF-8 text (byte 1). Save it as UTF-8.
            {one}:2:8: playbook.id (A) must be 1–64 of a–z, 0–9 and -, beginning with a letter
            {two}:1:10: the '{"{"}' opened here is not closed; close it with '{"}"}'
            """,
            Source().Load().ErrorText
        );
    }

    [Fact]
    public void A_new_file_is_found_by_looking_even_without_a_notice()
    {
        using var watch = Watch();
        _folder.Write("playbooks/mine.conf", Sample.Good);

        _time.Advance(FolderWatch.PollInterval);

        Assert.True(_told.Reader.TryRead(out var set));
        Assert.Contains(set.Catalog.Playbooks, playbook => playbook.Id == new PlaybookId("tidy"));
        _time.Advance(FolderWatch.PollInterval * 3);
        Assert.False(_told.Reader.TryRead(out _));
    }

    [Fact]
    public void A_broken_file_is_told_with_its_faults_and_then_its_repair()
    {
        var path = _folder.Write("playbooks/mine.conf", Sample.Good);
        using var watch = Watch();

        File.WriteAllText(path, Sample.With("id = tidy", "id = TIDY"));
        _time.Advance(FolderWatch.PollInterval);
        Assert.True(_told.Reader.TryRead(out var broken));
        File.WriteAllText(path, Sample.With("id = tidy", "id = tidier"));
        _time.Advance(FolderWatch.PollInterval);
        Assert.True(_told.Reader.TryRead(out var good));

        Assert.False(broken.IsGood);
        Assert.StartsWith($"{path}:2:8: playbook.id (TIDY) must be", broken.ErrorText);
        Assert.Contains(good.Catalog.Playbooks, playbook => playbook.Id == new PlaybookId("tidier"));
    }

    [Fact]
    public void Half_a_file_is_a_fault_and_never_another_playbook()
    {
        var text = Sample.Good.TrimEnd();
        for (var length = 0; length < text.Length; length++)
        {
            var set = PlaybookSource.Compose(new PlaybookFiles([new PlaybookFile("mine.conf", text[..length])], []));
            Assert.False(set.IsGood, text[..length]);
            Assert.Empty(set.Catalog.Playbooks);
            Assert.Matches(@"^mine\.conf:\d+:\d+: ", set.ErrorText);
        }
    }

    [Fact]
    public void A_file_that_is_cut_off_while_it_is_written_is_told_as_broken_and_then_whole()
    {
        var path = _folder.Write("playbooks/mine.conf", Sample.Good);
        using var watch = Watch();

        File.WriteAllText(path, "");
        _time.Advance(FolderWatch.PollInterval);
        Assert.True(_told.Reader.TryRead(out var empty));
        File.WriteAllText(path, Sample.With("id = tidy", "id = tidier"));
        _time.Advance(FolderWatch.PollInterval);
        Assert.True(_told.Reader.TryRead(out var whole));

        Assert.Equal($"{path}:1:1: playbook is missing; a file holds one playbook {{ … }}", empty.ErrorText);
        Assert.Empty(empty.Catalog.Playbooks);
        Assert.Contains(whole.Catalog.Playbooks, playbook => playbook.Id == new PlaybookId("tidier"));
    }

    [Theory]
    [InlineData("playbooks/mine.conf.tmp")]
    [InlineData("playbooks/.mine.conf.swp")]
    [InlineData("playbooks/.mine.conf")]
    [InlineData("playbooks/mine.conf~")]
    public void What_an_editor_writes_beside_the_file_is_not_told_until_it_takes_its_name(string beside)
    {
        var path = _folder.Write("playbooks/mine.conf", Sample.Good);
        using var watch = Watch();

        var other = _folder.Write(beside, "playbook { id = ha");
        _time.Advance(FolderWatch.PollInterval);
        Assert.False(_told.Reader.TryRead(out _));
        File.WriteAllText(other, Sample.With("id = tidy", "id = tidier"));
        File.Move(other, path, overwrite: true);
        _time.Advance(FolderWatch.PollInterval);

        Assert.True(_told.Reader.TryRead(out var set));
        Assert.Equal("", set.ErrorText);
        Assert.Contains(set.Catalog.Playbooks, playbook => playbook.Id == new PlaybookId("tidier"));
        Assert.False(_told.Reader.TryRead(out _));
    }

    [Fact]
    public void What_changed_between_the_load_and_the_watch_is_told_at_once()
    {
        var source = Source();
        var loaded = source.Load();
        _folder.Write("playbooks/mine.conf", Sample.Good);

        using var watch = source.Watch(loaded, set => _told.Writer.TryWrite(set));

        Assert.True(_told.Reader.TryRead(out var set));
        Assert.True(set.IsGood);
    }

    [Fact]
    public void A_file_that_is_only_touched_is_not_told()
    {
        var path = _folder.Write("playbooks/mine.conf", Sample.Good);
        using var watch = Watch();

        File.SetLastWriteTimeUtc(path, DateTime.UnixEpoch);
        _time.Advance(FolderWatch.PollInterval);

        Assert.False(_told.Reader.TryRead(out _));
    }

    [Fact]
    public void A_folder_that_is_gone_leaves_the_shipped_ones_and_comes_back()
    {
        _folder.Write("playbooks/mine.conf", Sample.Good);
        using var watch = Watch();

        Directory.Delete(_folder.Below("playbooks"), recursive: true);
        _time.Advance(FolderWatch.PollInterval);
        Assert.True(_told.Reader.TryRead(out var without));
        _folder.Write("playbooks/mine.conf", Sample.Good);
        _time.Advance(FolderWatch.PollInterval);
        Assert.True(_told.Reader.TryRead(out var with));

        Assert.Equal(ModuleFiles.Playbooks.Count, without.Catalog.Playbooks.Count);
        Assert.Equal(ModuleFiles.Playbooks.Count + 1, with.Catalog.Playbooks.Count);
    }

    [Fact]
    public void Nothing_is_told_after_the_watch_was_disposed()
    {
        Watch().Dispose();
        _folder.Write("playbooks/mine.conf", Sample.Good);

        _time.Advance(FolderWatch.PollInterval * 2);

        Assert.False(_told.Reader.TryRead(out _));
    }

    [Fact]
    public async Task A_notice_of_the_kernel_is_told_without_waiting_for_the_next_look()
    {
        var source = new PlaybookSource(DataFolder.OpenOrCreate(_folder.Path), TimeProvider.System);
        using var watch = source.Watch(source.Load(), set => _told.Writer.TryWrite(set));

        _folder.Write("playbooks/mine.conf", Sample.Good);

        using var patience = new CancellationTokenSource(Patience);
        var set = await _told.Reader.ReadAsync(patience.Token);
        while (!set.IsGood || set.Catalog.Playbooks.Count == ModuleFiles.Playbooks.Count)
            set = await _told.Reader.ReadAsync(patience.Token);
        Assert.Contains(set.Catalog.Playbooks, playbook => playbook.Id == new PlaybookId("tidy"));
    }

    private PlaybookSource Source() => new(DataFolder.OpenOrCreate(_folder.Path), _time);

    [Fact]
    public void A_reading_that_throws_is_told_as_a_fault_and_the_next_one_counts()
    {
        var loaded = Source().Load();
        Func<PlaybookFiles> read = () => throw new InvalidOperationException("a fault of the reader");
        using var watch = new PlaybookWatcher(
            () => read(),
            _folder.Below("playbooks"),
            "*.conf",
            _time,
            loaded,
            set => _told.Writer.TryWrite(set)
        );
        Assert.True(_told.Reader.TryRead(out var faulty));
        Assert.Contains("it cannot be read again: InvalidOperationException: a fault of the reader", faulty.ErrorText);

        read = () => new PlaybookFiles([new PlaybookFile("mine.conf", Sample.Good)], []);
        _folder.Write("playbooks/mine.conf", Sample.Good);
        _time.Advance(FolderWatch.PollInterval);
        Assert.True(_told.Reader.TryRead(out var good) && good.IsGood);
    }

    private IDisposable Watch()
    {
        var source = Source();
        var loaded = source.Load();
        Assert.Equal("", loaded.ErrorText);
        return source.Watch(loaded, set => _told.Writer.TryWrite(set));
    }
}
