using Aios.Engine.Cells;
using Akka.Actor;

namespace Aios.Engine.Simulation;

/// <summary>
/// Whole actor systems in one thread and in virtual time. Whose turn is next is drawn with a seed, one message a turn; time moves on only
/// when nobody has anything to do. The same seed and the same code make the same trace. Not thread-safe: what comes from another thread
/// would make it another trace, and ends the simulation with an error.
/// </summary>
public sealed class Simulation : ITurns, IDisposable
{
    /// <summary>The wall clock when a simulation begins.</summary>
    public static readonly DateTimeOffset Epoch = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly Random _random;
    private readonly SimulatedProcess _own;
    private readonly int _thread = Environment.CurrentManagedThreadId;
    private readonly List<Turn> _ready = [];
    private readonly List<SimulatedScheduler> _clocks = [];
    private readonly TraceHash _trace = new();
    private SimulatedProcess _current = null!;
    private string? _foreign;
    private string _who = "";

    /// <param name="seed">Any; it is part of every error.</param>
    public Simulation(int seed)
    {
        Seed = seed;
        _random = new Random(seed);
        _own = Begin("simulation");
    }

    public int Seed { get; }

    /// <summary>Since the beginning.</summary>
    public TimeSpan Now { get; private set; }

    /// <summary>For code that is no actor and outlives every process.</summary>
    public TimeProvider Time => _own.Time;

    /// <summary>Turns given so far.</summary>
    public long Steps { get; private set; }

    /// <summary>Of everything that happened: who, what kind of message, when. 16 hexadecimal digits.</summary>
    public string Hash => _trace.Text;

    /// <summary>The newest lines of the trace, oldest first.</summary>
    public IReadOnlyList<string> Trace => _trace.Newest;

    /// <summary>A program that can be killed as a whole; its monotonic time begins now.</summary>
    /// <param name="name">Stands in the trace.</param>
    public SimulatedProcess Begin(string name) => new(this, name);

    /// <summary>Starts a system inside, in a process of its own. Dispatchers, scheduler and chance are the simulation's, whatever the settings say.</summary>
    /// <param name="settings">HOCON.</param>
    public ActorSystem Start(string name, string settings = "") => Begin(name).Start(name, settings);

    /// <summary>The process of this system does nothing from here on, and is told nothing: as if it had been killed.</summary>
    public void Kill(ActorSystem system) => ProcessOf(system).Kill();

    /// <summary>The actor fails in its next turn, as if something in it had thrown; no message is lost.</summary>
    public void Crash(IActorRef actor)
    {
        Note("crash", actor.Path.ToString());
        using (Enter(ProcessOf(((InternalActorRef)actor).System!)))
            ((InternalActorRef)actor).SendSystem(new Crash(new SimulatedCrashException()));
    }

    /// <summary>A piece of work outside of any actor, as a turn of its own.</summary>
    /// <param name="name">Stands in the trace.</param>
    public void Post(string name, Action work) => _own.Post(name, work);

    /// <summary>A drawn number from 0 up to, not including, <paramref name="bound"/>.</summary>
    public int Draw(int bound) => _random.Next(bound);

    /// <summary>Whether a fault happens here and now.</summary>
    /// <param name="name">Stands in the trace when it does.</param>
    /// <param name="probability">0 to 1.</param>
    public bool Fault(string name, double probability)
    {
        if (_random.NextDouble() >= probability)
            return false;
        Note("fault", name);
        return true;
    }

    /// <summary>Gives one turn; time moves on first when nobody is ready.</summary>
    /// <returns>False when nothing is left to do.</returns>
    public bool Step() => Step(TimeSpan.MaxValue);

    /// <summary>Everything that happens within this time; then it is that time.</summary>
    public void RunFor(TimeSpan time)
    {
        var until = Now + time;
        while (Step(until)) { }
        Now = until;
    }

    /// <summary>Goes on until it holds.</summary>
    /// <exception cref="TimeoutException">It did not hold within this virtual time; names seed, hash and the newest lines.</exception>
    public void RunUntil(Func<bool> holds, TimeSpan within)
    {
        var until = Now + within;
        while (!holds())
            if (!Step(until))
                throw new TimeoutException($"It did not hold within {within}. {this}");
    }

    public override string ToString() => $"seed {Seed}, hash {Hash}, {Steps} steps, {Now}\n  {string.Join("\n  ", Trace)}";

    public void Dispose()
    {
        using (Enter(_own))
            foreach (var clock in _clocks.ToArray())
                clock.Dispose();
        _clocks.Clear();
        _ready.Clear();
    }

    /// <summary>Whose turn it is.</summary>
    internal SimulatedProcess Current => _current;

    internal void Add(SimulatedScheduler clock) => _clocks.Add(clock);

    internal void Remove(SimulatedProcess process)
    {
        _ready.RemoveAll(turn => turn.Process == process);
        _clocks.RemoveAll(clock => clock.Process == process);
        Note("kill", process.Name);
    }

    internal void Ready(SimulatedProcess process, string name, Action work) => Ready(new Turn(process, null, name, work));

    void ITurns.Ready(Mailbox mailbox) => Ready(new Turn(ProcessOf(mailbox.Cell.System), mailbox, "", null));

    void ITurns.Ready(string name, Action work) => Ready(_current, name, work);

    void ITurns.Saw(object message) => Note(_who, message.GetType().FullName!);

    /// <summary>Makes this thread the process's for a while.</summary>
    internal IDisposable Enter(SimulatedProcess process) => new Scope(this, process);

    private static SimulatedProcess ProcessOf(ActorSystem system) => ((SimulatedScheduler)system.Scheduler).Process;

    private void Ready(Turn turn)
    {
        if (Environment.CurrentManagedThreadId != _thread)
            Volatile.Write(ref _foreign, turn.Mailbox?.Cell.Self.Path.ToString() ?? turn.Name);
        else if (turn.Process.IsAlive)
            _ready.Add(turn);
    }

    private bool Step(TimeSpan until)
    {
        if (Volatile.Read(ref _foreign) is { } foreign)
            throw new InvalidOperationException($"Another thread reached into the simulation: {foreign}. {this}");
        while (_ready.Count == 0)
            if (!MoveOn(until))
                return false;
        var index = _random.Next(_ready.Count);
        var turn = _ready[index];
        _ready[index] = _ready[^1];
        _ready.RemoveAt(_ready.Count - 1);
        Steps++;
        _who = turn.Mailbox?.Cell.Self.Path.ToString() ?? turn.Name;
        Note("turn", _who);
        using var inside = new Scope(this, turn.Process);
        if (turn.Mailbox is { } mailbox)
            mailbox.Execute();
        else
            turn.Work!();
        return true;
    }

    /// <summary>All that is due at the same time becomes ready together: which of it goes first is drawn like any turn.</summary>
    private bool MoveOn(TimeSpan until)
    {
        if (Earliest()?.FirstDue is not { } next || next > until)
            return false;
        Now = next > Now ? next : Now;
        while (Earliest() is { } clock && clock.FirstDue <= Now)
            using (new Scope(this, clock.Process))
                clock.FireFirst();
        return true;
    }

    private SimulatedScheduler? Earliest()
    {
        SimulatedScheduler? first = null;
        foreach (var clock in _clocks)
            if (clock.FirstDue is { } due && (first is null || due < first.FirstDue))
                first = clock;
        return first;
    }

    private void Note(string what, string detail) => _trace.Add(Now, what, detail);

    private readonly record struct Turn(SimulatedProcess Process, Mailbox? Mailbox, string Name, Action? Work);

    private readonly struct Scope : IDisposable
    {
        private readonly Simulation _simulation;
        private readonly SimulatedProcess _before;
        private readonly ITurns? _turns = Turns.Ambient;
        private readonly SynchronizationContext? _context = SynchronizationContext.Current;

        public Scope(Simulation simulation, SimulatedProcess process)
        {
            (_simulation, _before) = (simulation, simulation._current);
            simulation._current = process;
            Turns.Ambient = simulation;
            SynchronizationContext.SetSynchronizationContext(process.Context);
        }

        public void Dispose()
        {
            _simulation._current = _before;
            Turns.Ambient = _turns;
            SynchronizationContext.SetSynchronizationContext(_context);
        }
    }
}
