using Aios.Engine.Cells.Persistence;
using Akka.Actor;
using Akka.Event;
using Akka.Persistence;

namespace Aios.Engine.Cells;

internal sealed partial class ActorCell
{
    private bool _constructing;
    private int _suspended;
    private bool _failed;
    private bool _terminating;
    private Exception? _recreating;
    private object? _message;

    /// <summary>No user message is processed now: failed and waiting for the supervisor, or below one that does.</summary>
    public bool IsSuspended => _suspended > 0;

    /// <summary>Called by the constructor of every actor: it belongs to the cell that is making one right now.</summary>
    /// <exception cref="ActorInitializationException">The object is being made with <c>new</c> by somebody else.</exception>
    public static ActorCell Adopt(ActorBase actor)
    {
        if (_current is not { _constructing: true } cell)
            throw new ActorInitializationException(
                $"You cannot create an instance of [{actor.GetType()}] explicitly using the constructor (new): use ActorOf(Props.Create(() => new {actor.GetType().Name}(...)))."
            );
        cell._constructing = false;
        return cell;
    }

    public void InvokeSystem(SystemSignal signal)
    {
        if (Mailbox.IsClosed)
        {
            if (signal is Watch late && !ReferenceEquals(late.Watcher, _self))
                late.Watcher.SendSystem(new DeathNotice(_self));
            return;
        }
        try
        {
            switch (signal)
            {
                case Create:
                    OnCreate();
                    break;
                case Watch watch:
                    AddWatcher(watch.Watcher);
                    break;
                case Unwatch unwatch:
                    _watchers?.Remove(unwatch.Watcher);
                    break;
                case DeathNotice notice:
                    OnDeath(notice.Actor);
                    break;
                case Failed failed:
                    OnChildFailed(failed);
                    break;
                case Suspend:
                    _suspended++;
                    SuspendChildren(except: null);
                    break;
                case Resume resume:
                    OnResume(resume.Cause);
                    break;
                case Recreate recreate:
                    if (!MustWait(recreate))
                        OnRecreate(recreate.Cause);
                    break;
                case PersistenceSignal news:
                    OnNews(news);
                    break;
                case Terminate:
                    OnTerminate();
                    break;
                case Crash crash:
                    throw crash.Cause;
            }
        }
        catch (Exception cause)
        {
            Fail(cause, signal as Failed);
        }
    }

    private void Construct()
    {
        _behaviour = null;
        BeginLife();
        _constructing = true;
        try
        {
            _actor = Props.NewActor();
        }
        finally
        {
            _constructing = false;
        }
        _behaviour ??= _actor.CallReceive;
        (_actor as ReceiveActor)?.Declared();
        if (_actor is IWithTimers timed)
            timed.Timers = Timers;
        if (_actor is IWithStash stashing)
            stashing.Stash = _stash ??= new StashOf(this);
        (_actor as ReceivePersistentActor)?.Declared();
        _persistent = _actor as Eventsourced;
        _persistent?.Begin();
    }

    private void OnCreate()
    {
        try
        {
            Construct();
            _actor!.CallPreStart();
            TimeoutTouched();
        }
        catch (Exception cause)
        {
            ReleaseStash();
            ForgetActor();
            throw cause is ActorInitializationException
                ? cause
                : new ActorInitializationException(_self, $"{_self.Path} ({Props.Type.Name}) could not be created: {cause.Message}", cause);
        }
    }

    private void OnResume(Exception? cause)
    {
        if (_actor is null && cause is not null)
        {
            OnRecreate(cause);
            return;
        }
        _failed = false;
        _message = null;
        _suspended = Math.Max(0, _suspended - 1);
        foreach (var child in AllChildren)
            child.Ref.SendSystem(new Resume(ReferenceEquals(child.Ref, _perpetrator) ? cause : null));
        _perpetrator = null;
        CatchUp();
    }

    private void OnRecreate(Exception cause)
    {
        if (_terminating || _recreating is not null)
            return;
        Meter.Restarts++;
        SystemImpl.CountRestart();
        _suspended = Math.Max(1, _suspended);
        _timers?.CancelAll();
        CancelReceiveTimeout();
        if (_actor is not null)
        {
            try
            {
                _actor.CallPreRestart(cause, _message);
            }
            catch (Exception fault)
            {
                SystemImpl.Report(new Error(new PreRestartException(_self, fault, cause, _message), LogSource, ActorType, fault.Message));
            }
            ReleaseStash();
        }
        else
        {
            StopAllChildren();
        }
        ForgetActor();
        _recreating = cause;
        FinishRecreateWhenReady();
    }

    /// <summary>A life that never began properly has no PreRestart to do it, and the next one wants the names.</summary>
    private void StopAllChildren()
    {
        foreach (var child in AllChildren)
            StopChild(child);
    }

    private void FinishRecreateWhenReady()
    {
        if (_recreating is not { } cause || _children is { AnyStopping: true })
            return;
        _recreating = null;
        _failed = false;
        _perpetrator = null;
        _message = null;
        _suspended = Math.Max(0, _suspended - 1);
        try
        {
            var survivors = AllChildren;
            Construct();
            _actor!.CallPostRestart(cause);
            TimeoutTouched();
            foreach (var child in survivors)
                child.Ref.SendSystem(new Recreate(cause));
        }
        catch (Exception fault)
        {
            ForgetActor();
            Fail(new PostRestartException(_self, fault, cause), null);
        }
    }

    private void OnTerminate()
    {
        if (_terminating)
            return;
        _terminating = true;
        _recreating = null;
        _suspended++;
        StopWaiting();
        CancelReceiveTimeout();
        foreach (var child in (Interlocked.CompareExchange(ref _children, Children.Closed, null) ?? Children.Closed).Close())
            child.Ref.SendSystem(new Terminate());
        FinishTerminateWhenReady();
    }

    private void FinishTerminateWhenReady()
    {
        if (!_terminating || Mailbox.IsClosed || !_children!.IsEmpty)
            return;
        _timers?.CancelAll();
        try
        {
            _actor?.CallPostStop();
        }
        catch (Exception fault)
        {
            SystemImpl.Report(new Error(fault, LogSource, ActorType, $"PostStop failed: {fault.Message}"));
        }
        ReleaseStash();
        var dispatcher = Mailbox.Dispatcher;
        Mailbox.Close(SystemImpl.Dispatchers.Default);
        dispatcher.Release();
        if (_self.OnEventStream)
            SystemImpl.EventStream.Unsubscribe(_self);
        _parent?._children!.Remove(_self);
        UnwatchAll();
        // Before the parent, whose own end may be the end of the system and of every promise in it.
        TellWatchers();
        _parent?._self.SendSystem(new DeathNotice(_self));
        ForgetActor();
        _children = Children.Closed;
        _message = null;
        if (_parent?._parent is null)
            SystemImpl.OnGuardianEnded(this);
    }

    private void ForgetActor()
    {
        EndPersistence();
        _actor = null;
        _behaviour = null;
    }
}
