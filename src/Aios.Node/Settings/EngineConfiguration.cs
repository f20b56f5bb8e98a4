using System.Text.Json;
using System.Text.Json.Nodes;
using Aios.Loop.Vocabulary;
using Aios.Platform.Hocon;

namespace Aios.Node.Settings;

/// <summary>What the actor engine is configured with, as text: JSON, which is HOCON.</summary>
internal static class EngineConfiguration
{
    /// <summary>The composed <c>akka</c> section. Where it sets no <c>loglevel</c>, that follows <c>aios.log.level</c>.</summary>
    public static string Text(NodeSettings settings)
    {
        var akka = settings.Tree.Find("akka") is HoconObject section ? Object(section) : [];
        akka.TryAdd("loglevel", Level(settings.Log.Level));
        return new JsonObject { ["akka"] = akka }.ToJsonString(new JsonSerializerOptions(LooseJson.Options));
    }

    private static string Level(LogLevel level) =>
        level switch
        {
            LogLevel.Verbose or LogLevel.Debug => "DEBUG",
            LogLevel.Info => "INFO",
            LogLevel.Warn => "WARNING",
            _ => "ERROR",
        };

    private static JsonObject Object(HoconObject parent)
    {
        var json = new JsonObject();
        foreach (var (name, value) in parent.Members)
            json[name] = Node(value);
        return json;
    }

    private static JsonNode? Node(HoconNode node) =>
        node switch
        {
            HoconObject below => Object(below),
            HoconArray list => new JsonArray([.. list.Items.Select(Node)]),
            HoconScalar { IsNull: false } scalar => scalar.Text,
            _ => null,
        };
}
