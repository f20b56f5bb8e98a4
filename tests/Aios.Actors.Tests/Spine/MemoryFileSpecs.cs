using System.Text;
using Aios.Actors.Spine;
using Aios.Journal.Log;
using Aios.Loop.Effects;
using Aios.Loop.Vocabulary;

namespace Aios.Actors.Tests.Spine;

public class MemoryFileSpecs : ActorSpecs
{
    private readonly List<RecordedEvent> _records = [];

    private Recollection Told => _records.Aggregate(Recollection.Empty, (told, record) => told.Apply(record));

    [Fact]
    public async Task What_is_kept_is_read_again_as_it_was()
    {
        await Record();
        new MemoryFile(Folder.Data, every: 10).Keep(Told);

        var file = new MemoryFile(Folder.Data, every: 10);
        Assert.Null(Structure.Difference(Told, file.Read()));
        Assert.Equal(Told.Seq, file.KeptSeq);
    }

    [Fact]
    public async Task It_is_kept_again_only_when_enough_has_come_since_and_sooner_at_the_end()
    {
        await Record();
        var file = new MemoryFile(Folder.Data, every: 100);
        file.Keep(Told);
        Assert.Equal(0, file.KeptSeq);
        file.Keep(Told, isLast: true);
        Assert.Equal(Told.Seq, file.KeptSeq);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(80)]
    [InlineData(200)]
    public async Task What_is_damaged_is_not_read(int at)
    {
        await Record();
        new MemoryFile(Folder.Data, every: 10).Keep(Told);
        var bytes = Folder.Data.ReadAll(MemoryFile.Name)!;
        bytes[at] ^= 1;
        Folder.Data.Replace(MemoryFile.Name, bytes);

        Assert.Null(new MemoryFile(Folder.Data).Read());
    }

    [Fact]
    public async Task What_other_code_wrote_is_not_read()
    {
        await Record();
        new MemoryFile(Folder.Data, every: 10).Keep(Told);
        var text = Encoding.UTF8.GetString(Folder.Data.ReadAll(MemoryFile.Name)!);
        Folder.Data.Replace(MemoryFile.Name, Encoding.UTF8.GetBytes(new string('0', 64) + text[64..]));

        Assert.Null(new MemoryFile(Folder.Data).Read());
    }

    [Fact]
    public async Task What_is_of_another_log_is_not_read()
    {
        await Record();
        new MemoryFile(Folder.Data, every: 10).Keep(Told);
        var kept = Folder.Data.ReadAll(MemoryFile.Name)!;
        using var other = new NodeFolder(Clock);
        other.Data.Replace(MemoryFile.Name, kept);
        Assert.Null(new MemoryFile(other.Data).Read());

        await other.Log.Append([.. Enumerable.Range(0, 50).Select(i => Samples.Event("app.full", id: $"other-{i}"))]);
        Assert.Null(new MemoryFile(other.Data).Read());
    }

    /// <summary>A run that is over, one that is not, an alert that stands, and a sign of trouble.</summary>
    private async Task Record()
    {
        var (over, open) = (Samples.Plan("run-1"), Samples.Plan("run-2"));
        Event[] facts =
        [
            Samples.Alert(EventTypes.CpuSpike, "cpu", "machine"),
            Samples.Event("app.full", severity: Severity.Error),
            Samples.Written(Shell, over, new RunProtocol.Planned(over, 1)),
            Samples.Written(Shell, open, new RunProtocol.Planned(open, 2)),
            Samples.Written(Shell, over, new RunProtocol.StepStarted("tell", 1, 3)),
            Samples.Written(Shell, over, new RunProtocol.StepSucceeded("tell", 1, "done", 1, 4)),
            Samples.Written(Shell, over, new RunProtocol.Ended(RunPhase.Verified, "it holds", 5)),
            .. Enumerable.Range(0, 10).Select(i => Samples.Event("app.tick", id: $"tick-{i}")),
        ];
        _records.AddRange(((AppendResult.Stored)await Folder.Log.Append(facts)).Records);
    }
}
