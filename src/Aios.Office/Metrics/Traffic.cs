using Aios.Loop.Surface.Measures;
using Microsoft.AspNetCore.Http;

namespace Aios.Office.Metrics;

/// <summary>What a request is about; anything else is a page.</summary>
internal enum Area
{
    Api,
    Live,
    Health,
    Page,
}

/// <summary>Counts what is asked of the office, and knows when nothing is going on.</summary>
internal sealed class Traffic(TimeProvider clock)
{
    public static readonly IReadOnlyList<Area> Areas = Enum.GetValues<Area>();

    /// <summary>1xx to 5xx.</summary>
    public const int Classes = 5;

    private readonly Lock _gate = new();
    private readonly long[] _answered = new long[Areas.Count * Classes];
    private readonly Spread[] _took = [.. Areas.Select(_ => Spread.OfAnswers())];
    private TaskCompletionSource? _atRest;
    private int _open;

    /// <summary>Requests that are being answered, sockets included; what watchers from outside ask is none.</summary>
    public int Open => Volatile.Read(ref _open);

    public static Area AreaOf(PathString path) =>
        path.StartsWithSegments("/api") ? Area.Api
        : path.StartsWithSegments("/ws") ? Area.Live
        : path.Value is "/healthz" or "/readyz" or "/metrics" ? Area.Health
        : Area.Page;

    public long Answered(Area area, int statusClass) => Volatile.Read(ref _answered[Place(area, statusClass)]);

    /// <summary>From the request to the end of its answer, in seconds; without what stays open as long as the client wants.</summary>
    public Spread Took(Area area) => _took[(int)area];

    public async Task Count(HttpContext context, RequestDelegate next)
    {
        var (area, began) = (AreaOf(context.Request.Path), clock.GetTimestamp());
        Change(area, 1);
        try
        {
            await next(context);
        }
        finally
        {
            Change(area, -1);
            var status = Math.Clamp(context.Response.StatusCode / 100, 1, Classes);
            Interlocked.Increment(ref _answered[Place(area, status)]);
            if (area != Area.Live && context.Response.ContentType != Api.FrameStream.ContentType)
                _took[(int)area].Add(clock.GetElapsedTime(began).TotalSeconds);
        }
    }

    /// <summary>Completes as soon as nothing is open.</summary>
    public Task AtRest()
    {
        lock (_gate)
            return _open == 0
                ? Task.CompletedTask
                : (_atRest ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
    }

    private void Change(Area area, int by)
    {
        if (area == Area.Health)
            return;
        lock (_gate)
        {
            _open += by;
            if (_open == 0 && _atRest is { } waiting)
            {
                _atRest = null;
                waiting.SetResult();
            }
        }
    }

    private static int Place(Area area, int statusClass) => (int)area * Classes + statusClass - 1;
}
