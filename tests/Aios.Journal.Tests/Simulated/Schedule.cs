using Aios.Journal.Log;
using Aios.Journal.Maintenance;
using Aios.Loop.Vocabulary;
using Aios.Platform.Files;

namespace Aios.Journal.Tests.Simulated;

/// <summary>
/// Some lives of one log, each of them appends, nights, maintenance, a full disk, failing operations and an end at a drawn place, all of it
/// drawn from the seed. Every start is the product's own; after the last one the log is held against what was said of it.
/// </summary>
internal sealed class Schedule
{
    private const string Place = "/data";
    private const int MostLives = 4;
    private const int MostSteps = 20;
    private const int MostOperations = 250;
    private const double MostFaults = 0.1;

    // Twice the largest reserve, and the largest batch with all that is written because of it.
    private const int RoomForAll = 16 * 1024;
    private const int MostEvents = 4;

    private readonly ManualTime _time = new();
    private readonly Queue<Action> _turns = new();
    private readonly Dictionary<long, string> _acked = [];
    private readonly Dictionary<string, string> _offered = [];
    private readonly TakenOver _taken;
    private readonly Random _random;
    private readonly SimulatedDisk _disk;
    private readonly double _faults;
    private readonly JournalSettings _maintenance;
    private readonly EventLogSettings _settings;
    private DataFolder _folder;
    private Event[] _last = [];
    private int _number;

    public Schedule(int seed)
    {
        _random = new Random(seed);
        _disk = new SimulatedDisk(_random, 64 * 1024);
        _faults = Math.Max(0, _random.NextDouble() * 2 - 1) * MostFaults;
        _taken = new TakenOver(_random);
        var plainDays = _random.Next(2);
        _maintenance = JournalSettings.Default with { PlainDays = plainDays, KeepDays = plainDays + 1 + _random.Next(2) };
        _settings = new EventLogSettings
        {
            RetryInterval = TimeSpan.Zero,
            CheckpointEvery = _random.Next(1, 12),
            ReserveBytes = _random.Next(3) * 1024,
        };
        _folder = DataFolder.OpenOrCreate(Place, _disk);
    }

    public Tally Tally { get; private set; } = new();

    public void Run()
    {
        for (var lives = _random.Next(1, MostLives); lives > 0; lives--)
        {
            _disk.Faults = _faults;
            _disk.EndAfter(_random.Next(1, MostOperations));
            Live();
            Restart(powerCut: _random.Next(2) == 0);
        }
        (_disk.Faults, _disk.FillerBytes) = (0, 0);
        Tally += new Tally { FailedOperations = _disk.Failed, Acknowledged = _acked.Count };
        LastLife();
        Restart(powerCut: true);
        var report = new EventLogReader(_folder).Verify();
        Expect(report is { Fault: null, TornBytes: 0 }, () => $"{report.Fault}, {report.TornBytes} bytes torn");
        Check(
            [.. new EventLogReader(_folder).From(1).Select(record => (record.Seq, record.Event))],
            "after a power cut with nothing to lose"
        );
        Flip(report);
    }

    private void Live()
    {
        if (Open(_ => { }) is not { } log)
            return;
        using (log)
        {
            var keeper = new LogKeeper(_folder, _maintenance);
            for (var steps = _random.Next(1, MostSteps); steps > 0 && !_disk.IsOff; steps--)
                Step(log, keeper);
        }
    }

    private void Step(EventLog log, LogKeeper keeper)
    {
        switch (_random.Next(14))
        {
            case 0 or 1 or 2 or 3:
                // Whoever sends again after a day is not known any more.
                _last = [];
                _time.Advance(TimeSpan.FromHours(_random.Next(1, 40)));
                break;
            case 4 or 5:
                Keep(keeper);
                break;
            case 6:
                _disk.FillerBytes = Math.Max(0, _disk.FillerBytes + _disk.FreeBytes - _random.Next(300));
                break;
            case 7:
                _disk.FillerBytes = 0;
                break;
            case 8 when _random.Next(8) == 0:
                _time.SetWallClock(TimeSpan.FromDays(-_random.Next(4)));
                break;
            case 9:
                Append(log, _last);
                break;
            default:
                Append(log, [.. Enumerable.Range(0, _random.Next(1, MostEvents + 1)).Select(_ => Fact())]);
                break;
        }
    }

    private AppendResult? Append(EventLog log, Event[] facts)
    {
        AppendResult? result = null;
        var mustFit = !MayFail && _disk.FreeBytes > RoomForAll;
        var wasScarce = log.Trouble is not null;
        log.Append(facts, answer => result = answer);
        Turn();
        _last = facts;
        Tally += new Tally
        {
            FullDisks = !wasScarce && log.Trouble is { } full && full.Reason.Contains("is full", StringComparison.Ordinal) ? 1 : 0,
        };
        Expect(
            result is AppendResult.Stored || !mustFit || _disk.IsOff,
            () => $"on a disk that works nothing is taken in: {log.Trouble?.Reason}"
        );
        if (result is AppendResult.Stored stored)
            foreach (var record in stored.Records)
                _acked[record.Seq] = record.Event.Id.Value;
        return result;
    }

    private void Keep(LogKeeper keeper)
    {
        try
        {
            var report = keeper.Run(Today, _taken);
            Expect(!report.Faults.Any(fault => fault.Contains("corrupt", StringComparison.Ordinal)), () => string.Join(' ', report.Faults));
            Tally += new Tally { Archived = report.Archived.Count, Deleted = report.Deleted.Count };
        }
        catch (IOException error) when (error is not LogCorruptException && MayFail) { }
    }

    /// <summary>Nothing fails any more: it starts, goes on, and puts everything in order.</summary>
    private void LastLife()
    {
        var kept = new List<(long Seq, Event Fact)>();
        using (var log = Open(record => kept.Add((record.Seq, record.Event)))!)
        {
            Check(kept, "after the restart");
            Expect(
                Append(log, [Facts.Of(++_number, Priority.P3)]) is AppendResult.Stored,
                () => $"it takes in nothing: {log.Trouble?.Reason}"
            );
            Expect(_settings.ReserveBytes == ReserveFile.KeptBy(_folder), () => $"{ReserveFile.KeptBy(_folder)} bytes are kept");
            var report = new LogKeeper(_folder, _maintenance).Run(Today, _taken);
            Expect(report.Faults.Count == 0, () => string.Join(' ', report.Faults));
        }
        var days = DayFiles.List(_folder, DayFiles.Folder, DayFiles.Suffix).ToList();
        var archived = _folder.List(DayFiles.ArchiveFolder);
        Expect(!archived.Any(name => name.EndsWith(ArchiveFile.Unfinished, StringComparison.Ordinal)), () => "an archive is not finished");
        Expect(!days.Any(day => archived.Contains(DayFiles.ArchiveOf(day))), () => "a day is there twice");
    }

    private void Check(List<(long Seq, Event Fact)> kept, string when)
    {
        for (var i = 1; i < kept.Count; i++)
            Expect(kept[i].Seq == kept[i - 1].Seq + 1, () => $"{when} {kept[i].Seq} comes after {kept[i - 1].Seq}");
        Expect(kept.Select(each => each.Fact.Id).Distinct().Count() == kept.Count, () => $"{when} something is there twice");
        foreach (var (seq, fact) in kept.Where(each => _offered.ContainsKey(each.Fact.Id.Value)))
            Expect(_offered[fact.Id.Value] == fact.Payload.ToString(), () => $"{when} {seq} is not what was appended");
        var ids = kept.ToDictionary(each => each.Seq, each => each.Fact.Id.Value);
        foreach (var (seq, id) in _acked)
            Expect(ids.GetValueOrDefault(seq) == id || _taken.Ids.GetValueOrDefault(seq) == id, () => $"{when} {seq} ({id}) is lost");
    }

    /// <summary>One bit of a day, plain or archived: it is named, or what it is in is cut as the end; it is never read as a record.</summary>
    private void Flip(VerifyReport whole)
    {
        string[] days = [.. _folder.List(DayFiles.Folder, DayFiles.Suffix), .. _folder.List(DayFiles.ArchiveFolder)];
        var files = days.Select(name => _disk.FileAt($"{Place}/{name}")).Where(each => each.Length > 0).ToList();
        var file = files[_random.Next(files.Count)];
        var bit = _random.Next(8 * file.Length);
        file.Flip(bit);
        var damaged = new EventLogReader(_folder).Verify();
        file.Flip(bit);
        Tally += new Tally { Flips = 1, Named = damaged.Fault is null ? 0 : 1 };
        if (damaged.Records > 0)
            Expect(
                new EventLogReader(_folder).Verify(damaged.LastSeq).LastHash == damaged.LastHash,
                () => $"with bit {bit} flipped a damaged record was accepted"
            );
        Expect(
            damaged.Fault is not null || damaged.TornBytes > 0 || damaged.LastHash == whole.LastHash,
            () => $"with bit {bit} flipped {whole.LastSeq - damaged.LastSeq} records are missing, and nobody says so"
        );
    }

    private EventLog? Open(Action<RecordedEvent> visitor)
    {
        var options = new EventLogOptions(new NodeIdentity("node-0001", 1, 1), _time, visitor, Fault) { Settings = _settings };
        try
        {
            var log = EventLog.Open(_folder, options, (_, turn) => _turns.Enqueue(turn));
            Turn();
            return log;
        }
        catch (IOException error) when (error is not LogCorruptException && MayFail)
        {
            return null;
        }
    }

    private void Turn()
    {
        while (_turns.TryDequeue(out var turn))
            turn();
    }

    private void Restart(bool powerCut)
    {
        Tally += new Tally { Kills = powerCut ? 0 : 1, PowerCuts = powerCut ? 1 : 0 };
        _turns.Clear();
        _last = [];
        _disk.Restart(powerCut);
        _folder = DataFolder.OpenOrCreate(Place, _disk);
    }

    private Event Fact()
    {
        var payload = $$"""{"text":"{{new string('x', _random.Next(900))}}"}""";
        var fact = Facts.Of(++_number, (Priority)_random.Next(4), payload) with { Source = "somebody", HasSuppliedId = true };
        _offered[fact.Id.Value] = payload;
        return fact;
    }

    private bool MayFail => _disk.IsOff || _disk.Faults > 0 || _disk.FillerBytes > 0;

    private DateOnly Today => DateOnly.FromDateTime(_time.GetUtcNow().UtcDateTime);

    private static void Fault(Exception fault) => throw new InvalidOperationException("the log reports a fault", fault);

    private static void Expect(bool holds, Func<string> otherwise)
    {
        if (!holds)
            throw new InvalidOperationException(otherwise());
    }

    /// <summary>Remembers what deleted days said; whether somebody still needs a day is drawn.</summary>
    private sealed class TakenOver(Random random) : IRetirement
    {
        public Dictionary<long, string> Ids { get; } = [];

        public long NeededAfter => random.Next(4) == 0 ? random.Next(20) : long.MaxValue;

        public void TakeOver(IEnumerable<RecordedEvent> records, long lastSeq)
        {
            foreach (var record in records)
                Ids[record.Seq] = record.Event.Id.Value;
            Expect(Ids.ContainsKey(lastSeq), () => $"{lastSeq} is to be deleted and was not told");
        }
    }
}
