using Aios.Loop.Surface.Verbs;
using Aios.Loop.Vocabulary;

namespace Aios.Node.Verbs.Handlers;

internal static class SensorHandler
{
    public static async Task<VerbEnd> List(NodeCall call)
    {
        var readings = await call.Views.Readings();
        foreach (var sensor in readings.Sensors)
            await call.Output.Item(
                LooseJson.Object(
                    ("sensor", sensor.Sensor),
                    ("state", sensor.State),
                    ("reading", sensor.Reading),
                    ("at", sensor.AtWall > 0 ? TimeText.Of(sensor.AtWall) : null),
                    ("fault", sensor.Fault)
                )
            );
        return VerbEnd.Done;
    }
}
