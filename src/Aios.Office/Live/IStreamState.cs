using System.Text.Json;

namespace Aios.Office.Live;

/// <summary>What a stream shows and what of it is not sent yet. <c>Shown</c>, with what <c>Take</c> gives applied to it, is <c>Shown</c> after it.</summary>
internal interface IStreamState
{
    /// <summary>Changes that wait.</summary>
    int Waiting { get; }

    /// <summary>The view as all frames up to now give it.</summary>
    IEnumerable<KeyValuePair<string, JsonElement>> Shown { get; }

    /// <summary>All that waits; nothing waits after it.</summary>
    Changes Take();
}
