using Akka.Actor;
using Akka.Event;

namespace Aios.Engine.Cells;

internal sealed partial class ActorCell
{
    private LocalActorRef? _perpetrator;

    private string LogSource => _self.Path.ToString();

    public SupervisorStrategy Strategy => Props.SupervisorStrategy ?? _actor?.Strategy ?? SupervisorStrategy.DefaultStrategy;

    /// <summary>Suspends this actor and everything below, and lets the supervisor decide.</summary>
    private void Fail(Exception cause, Failed? at)
    {
        if (_failed)
            return;
        _failed = true;
        _suspended++;
        Meter.LastFailure = cause;
        _perpetrator = at?.Child;
        SuspendChildren(_perpetrator);
        if (_parent is null)
            SystemImpl.OnRootFailed(cause);
        else
            _parent._self.SendSystem(new Failed(_self, cause));
    }

    private void SuspendChildren(LocalActorRef? except)
    {
        foreach (var child in AllChildren)
        {
            if (!ReferenceEquals(child.Ref, except))
                child.Ref.SendSystem(new Suspend());
        }
    }

    private void OnChildFailed(Failed failed)
    {
        if (_children?.Find(failed.Child) is not { } child)
            return;
        _sender = failed.Child;
        try
        {
            if (!Strategy.HandleFailure(this, child, failed.Cause))
                Fail(failed.Cause, failed);
        }
        finally
        {
            _sender = null;
        }
    }

    public void StopChild(Child child)
    {
        child.Stopping = true;
        child.Ref.SendSystem(new Terminate());
    }

    private void OnDeath(IActorRef actor)
    {
        ReceiveDeath(actor);
        if (_terminating)
            FinishTerminateWhenReady();
        else
            FinishRecreateWhenReady();
    }
}
