namespace Aios.Office.Intake;

/// <summary>What a request says besides its events, and what is made for those that bring none.</summary>
/// <param name="Now">Milliseconds since the Unix epoch: the time of events that name none.</param>
/// <param name="TraceId">Of the request, 32 hexadecimal digits.</param>
/// <param name="NewId">Draws an id that nobody has.</param>
internal sealed record Delivery(long Now, string TraceId, Func<Guid> NewId)
{
    /// <summary>One event belongs to the trace of its request; many that came together are not one story.</summary>
    /// <param name="own">Of the event itself; null when it brings none.</param>
    public string TraceFor(string? own, int events) => own ?? (events == 1 ? TraceId : NewId().ToString("N"));
}
