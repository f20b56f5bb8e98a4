using Aios.Loop.Sensing;
using Aios.Platform.Machine;

namespace Aios.Actors.Sensing;

/// <summary>Which bounds one beat found crossed.</summary>
[Flags]
public enum Crossings
{
    None = 0,
    Cpu = 1,
    Memory = 2,
    Load = 4,
}

/// <summary>One beat of the heart: read the machine, compare, done. Nothing is allocated and no disk is touched.</summary>
public sealed class Beat(SensingSettings settings, TimeProvider time, IMachine machine) : IDisposable
{
    private readonly IMachineReader _reader = machine.Open();
    private readonly int _cores = machine.Cores;
    private MachineSample _sample;

    /// <summary>Of this machine.</summary>
    public Beat(SensingSettings settings, TimeProvider time)
        : this(settings, time, LocalMachine.Instance) { }

    /// <summary>The bounds that the next beat compares with.</summary>
    public SensingSettings Settings { get; set; } = settings;

    public ref readonly MachineSample Sample => ref _sample;

    /// <summary>How long the last beat took, in milliseconds.</summary>
    public double TookMs { get; private set; }

    public double LoadPerCore => _sample.Load1 / _cores;

    public Crossings Take()
    {
        var start = time.GetTimestamp();
        _reader.Read(ref _sample);
        // A value that could not be read is not a number and crosses nothing.
        var crossed = Crossings.None;
        if (_sample.BindingCpuPercent > Settings.Cpu.Warn)
            crossed |= Crossings.Cpu;
        if (_sample.BindingMemoryPercent > Settings.Memory.Warn)
            crossed |= Crossings.Memory;
        if (Settings.LoadEnabled && LoadPerCore > Settings.Load.Warn)
            crossed |= Crossings.Load;
        TookMs = time.GetElapsedTime(start).TotalMilliseconds;
        return crossed;
    }

    public void Dispose() => _reader.Dispose();
}
