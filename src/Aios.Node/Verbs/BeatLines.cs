using Aios.Loop.Surface;

namespace Aios.Node.Verbs;

/// <summary>The node's beats as one listener hears them: each verified run is told to it once, with the first beat that says nothing graver.</summary>
internal sealed class BeatLines
{
    // Runs that were verified before the first beat are no news.
    private long? _told;

    public string Of(HeartbeatView beat)
    {
        var line = beat.Line(beat.RunsVerified - (_told ?? beat.RunsVerified));
        if (_told is null || beat.IsOk)
            _told = beat.RunsVerified;
        return line;
    }
}
