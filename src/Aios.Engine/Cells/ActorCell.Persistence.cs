using Aios.Engine.Cells.Persistence;
using Akka.Actor;
using Akka.Persistence;

namespace Aios.Engine.Cells;

internal sealed partial class ActorCell
{
    private Eventsourced? _persistent;
    private List<PersistenceSignal>? _newsLater;

    /// <summary>Messages wait until events are stored or the past is back; the actor does not count as suspended.</summary>
    public bool IsHeld { get; private set; }

    public void Hold() => IsHeld = true;

    public void Release() => IsHeld = false;

    /// <summary>Who is answered when the actor answers the sender.</summary>
    public void ActFor(IActorRef? sender) => _sender = sender;

    private void OnNews(PersistenceSignal news)
    {
        if (!ReferenceEquals(news.Life, _persistent))
            return;
        if (_suspended > 0)
            (_newsLater ??= []).Add(news);
        else
            _persistent.On(news);
    }

    /// <summary>After a failure that was resumed: what came meanwhile, and what the failure interrupted.</summary>
    private void CatchUp()
    {
        if (_suspended > 0 || _persistent is not { } persistent)
            return;
        var news = _newsLater ?? [];
        _newsLater = null;
        foreach (var one in news)
            OnNews(one);
        if (_suspended == 0 && ReferenceEquals(persistent, _persistent))
            persistent.GoOn();
    }

    private void EndPersistence()
    {
        _persistent?.End();
        _persistent = null;
        _newsLater = null;
        IsHeld = false;
    }
}
