using Aios.Journal.Metrics;
using Aios.Platform.Files;

namespace Aios.Journal.Tests.Metrics;

public sealed class MetricHistorySpecs : IDisposable
{
    private const long Midnight = 1_773_532_800;
    private const string FirstDay = "metrics/2026-03-14.bin";
    private const string SecondDay = "metrics/2026-03-15.bin";

    private readonly JournalFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_sample_takes_24_bytes_and_is_read_back_to_its_precision()
    {
        var history = new MetricHistory(_folder.Data);
        var sample = new MetricSample(Midnight, 0.0123, 93.12, 40.5, 1.25, double.NaN, MetricFlags.Alert | MetricFlags.Degraded);
        history.Add(sample);
        history.Flush();

        Assert.Equal(sample, Read().Single());
        Assert.Equal(2 * 24, new FileInfo(_folder.Data.PathOf(SecondDay)).Length);
    }

    [Fact]
    public void Values_out_of_range_are_kept_at_the_bound()
    {
        var history = new MetricHistory(_folder.Data);
        history.Add(new MetricSample(Midnight, 1e9, -1, 1e9, 1000, 100, MetricFlags.None));
        history.Flush();

        Assert.Equal(new MetricSample(Midnight, uint.MaxValue / 10_000.0, 0, 655.34, 655.34, 100, MetricFlags.None), Read().Single());
    }

    [Fact]
    public void Adding_allocates_nothing()
    {
        var history = new MetricHistory(_folder.Data, capacity: 64);
        history.Add(At(0));
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
            history.Add(At(i));

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void A_flush_over_midnight_fills_both_days_and_a_range_is_read()
    {
        var history = new MetricHistory(_folder.Data);
        for (var i = -3; i < 3; i++)
            history.Add(At(i));
        history.Flush();
        history.Add(At(3));
        history.Flush();
        history.Flush();

        Assert.Equal(Enumerable.Range(-3, 7).Select(i => Midnight + i), Read().Select(s => s.Time));
        Assert.Equal([Midnight - 1, Midnight], MetricHistory.Read(_folder.Data, Midnight - 1, Midnight).Select(s => s.Time));
        Assert.Equal([FirstDay, SecondDay], _folder.Data.List("metrics"));
    }

    [Fact]
    public void When_nothing_is_flushed_the_oldest_are_given_up_and_counted()
    {
        var history = new MetricHistory(_folder.Data, capacity: 4);
        for (var i = 0; i < 6; i++)
            history.Add(At(i));
        history.Flush();

        Assert.Equal(2, history.Lost);
        Assert.Equal([Midnight + 2, Midnight + 3, Midnight + 4, Midnight + 5], Read().Select(s => s.Time));
    }

    [Fact]
    public void A_torn_tail_and_a_block_of_zeros_are_left_out_and_written_over()
    {
        var history = new MetricHistory(_folder.Data);
        history.Add(At(1));
        history.Flush();
        File.AppendAllBytes(_folder.Data.PathOf(SecondDay), new byte[24 + 11]);
        Assert.Single(Read());
        history.Add(At(2));
        history.Flush();

        Assert.Equal([Midnight + 1, Midnight + 2], Read().Select(s => s.Time));
    }

    [Fact]
    public void A_file_of_another_version_is_refused_and_the_samples_are_kept()
    {
        var history = new MetricHistory(_folder.Data);
        history.Add(At(1));
        history.Flush();
        var bytes = File.ReadAllBytes(_folder.Data.PathOf(SecondDay));
        bytes[8] = 2;
        File.WriteAllBytes(_folder.Data.PathOf(SecondDay), bytes);
        history.Add(At(2));

        Assert.Contains("its version is 2", Assert.Throws<DataFolderException>(history.Flush).Message, StringComparison.Ordinal);
        Assert.Throws<DataFolderException>(() => Read().Count());
        _folder.Data.Delete(SecondDay);
        history.Flush();
        Assert.Equal([Midnight + 2], Read().Select(s => s.Time));
    }

    [Fact]
    public void A_whole_day_of_ten_beats_a_second_is_read_to_its_end()
    {
        const int Beats = 864_000;
        var history = new MetricHistory(_folder.Data, capacity: Beats);
        for (var i = 0; i < Beats; i++)
            history.Add(At(i / 10));
        history.Flush();

        var times = MetricHistory.Read(_folder.Data, Midnight + 1, uint.MaxValue).Select(sample => sample.Time).ToList();

        Assert.Equal((Beats - 10, Midnight + 1, Midnight + 86_399), (times.Count, times[0], times[^1]));
    }

    [Fact]
    public void Old_days_are_deleted()
    {
        var history = new MetricHistory(_folder.Data);
        history.Add(At(-1));
        history.Add(At(1));
        history.Flush();

        Assert.Equal(["2026-03-14"], MetricHistory.Prune(_folder.Data, new DateOnly(2026, 3, 15), 0));

        Assert.Equal([SecondDay], _folder.Data.List("metrics"));
    }

    private static MetricSample At(int second) => new(Midnight + second, 0.05, 10, 20, 0.5, 30, MetricFlags.None);

    private IEnumerable<MetricSample> Read() => MetricHistory.Read(_folder.Data, 0, uint.MaxValue);
}
