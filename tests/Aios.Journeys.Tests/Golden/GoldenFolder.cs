using System.Text.Json;
using Aios.Actors.Spine;
using Aios.Actors.Wire;
using Aios.Journal.Log;
using Aios.Journal.Store;
using Aios.Loop.Reacting;
using Aios.Loop.Safety;
using Aios.Loop.Vocabulary;
using Aios.Node.Playbooks;
using Aios.Node.Settings;
using Aios.Platform.Files;
using Aios.Platform.Sqlite;

namespace Aios.Journeys.Tests.Golden;

/// <summary>
/// What a node left on record, with what it decided by: the playbooks and settings of that time. <c>golden/</c> in the data folder holds the
/// playbooks that shipped (<c>shipped/*.conf</c>) and every setting (<c>config/*.conf</c>).
/// </summary>
internal sealed record GoldenFolder
{
    public const string Shipped = "golden/shipped";
    public const string Config = "golden/config";

    public required string Name { get; init; }

    /// <summary>All of the log; the one with the number n stands at n - 1.</summary>
    public required IReadOnlyList<RecordedEvent> Records { get; init; }

    /// <summary>What the log told when it ended with the record of this number; at 0 nothing.</summary>
    public required IReadOnlyList<Recollection> Told { get; init; }

    /// <summary>What people had ordered by then.</summary>
    public required IReadOnlyList<OrdersState> Orders { get; init; }

    public required NodeSettings Settings { get; init; }
    public required Catalog Catalog { get; init; }

    /// <summary>What the score kept, oldest first.</summary>
    public required IReadOnlyList<object> ScoreFacts { get; init; }

    public static GoldenFolder Read(string path)
    {
        var folder = DataFolder.OpenExisting(path);
        var records = new EventLogReader(folder).From(1).ToList();
        var (told, orders, found) = (
            new List<Recollection> { Recollection.Empty },
            new List<OrdersState> { OrdersState.Empty },
            OrdersFound.Nothing
        );
        foreach (var record in records)
        {
            found = OrderReading.Apply(found, record.Event);
            told.Add(told[^1].Apply(record));
            orders.Add(found.Facts.Aggregate(OrdersState.Empty, (state, fact) => state.Apply(fact)));
        }
        var loaded = SettingsLoader.Load(
            new SettingsSources(SettingsSources.DefaultProfile, Path.Combine(path, Config), new Dictionary<string, string>())
        );
        var playbooks = PlaybookSource.Compose(Files(path, Shipped), new PlaybookFiles(Files(path, PlaybookSource.Folder), []));
        return new GoldenFolder
        {
            Name = Path.GetFileName(path),
            Records = records,
            Told = told,
            Orders = orders,
            Settings = loaded.Settings ?? throw new InvalidDataException($"{path}: {loaded.ErrorText}"),
            Catalog = playbooks.IsGood ? playbooks.Catalog : throw new InvalidDataException($"{path}: {playbooks.ErrorText}"),
            ScoreFacts = ReadScore(folder),
        };
    }

    public RecordedEvent Record(long seq) => Records[(int)seq - 1];

    /// <summary>Everything on record must come out of the rules; members that later versions added to a record are not asked for.</summary>
    public static bool IsAsRecorded(JsonElement recorded, JsonElement made) =>
        recorded.ValueKind == JsonValueKind.Object && made.ValueKind == JsonValueKind.Object
            ? recorded.EnumerateObject().All(member => made.TryGetProperty(member.Name, out var own) && IsAsRecorded(member.Value, own))
        : recorded.ValueKind == JsonValueKind.Array && made.ValueKind == JsonValueKind.Array
            ? recorded.GetArrayLength() == made.GetArrayLength()
                && recorded.EnumerateArray().Zip(made.EnumerateArray()).All(pair => IsAsRecorded(pair.First, pair.Second))
        : JsonElement.DeepEquals(recorded, made);

    private static List<PlaybookFile> Files(string path, string folder) =>
        Directory.Exists(Path.Combine(path, folder))
            ?
            [
                .. Directory
                    .GetFiles(Path.Combine(path, folder), "*.conf")
                    .Order(StringComparer.Ordinal)
                    .Select(file => new PlaybookFile(file, File.ReadAllText(file))),
            ]
            : [];

    private static List<object> ReadScore(DataFolder folder)
    {
        var (facts, serializer) = (new List<object>(), new FactSerializer(null!));
        // Whatever version its own tables are of: those of the actors have not changed.
        using var store = SqliteStore.OpenReader(folder, StateDatabase.FileName);
        return store.Read(connection =>
        {
            using var command = connection.CreateCommand();
            // The score of the first milestone kept nothing.
            command.CommandText = "SELECT count(*) FROM sqlite_master WHERE name = 'event_journal'";
            if ((long)command.ExecuteScalar()! == 0)
                return facts;
            command.CommandText = "SELECT manifest, payload FROM event_journal WHERE persistence_id = 'score' ORDER BY sequence_nr";
            using var rows = command.ExecuteReader();
            while (rows.Read())
                facts.Add(serializer.FromBinary((byte[])rows.GetValue(1), rows.GetString(0)));
            return facts;
        });
    }
}
