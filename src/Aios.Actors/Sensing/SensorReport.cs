using System.Text.Json;

namespace Aios.Actors.Sensing;

/// <summary>A sensor tells its parent how it is and what it read.</summary>
/// <param name="Fields">As conditions see it under <c>sensor.&lt;name&gt;</c>; null when it could not read.</param>
/// <param name="Text">The same for people.</param>
internal sealed record SensorReport(string Sensor, string State, JsonElement? Fields, string Text, long AtWall, string? Fault);
