using Aios.Loop.Scheduling;
using Aios.Loop.Vocabulary;
using FsCheck.Fluent;
using static Aios.Loop.Scheduling.SchedulingProtocol;

namespace Aios.Loop.Tests.Scheduling;

public sealed class SupersessionSpecs
{
    private const string Cpu = """{"sensor":"cpu","target":"machine"}""";
    private readonly QueueModel _queue = new();

    [Fact]
    public void A_recovered_removes_the_alert_that_still_waits()
    {
        _queue.Arrive(payload: Cpu);
        _queue.Now = 40;
        _queue.Arrive("app.recovered", payload: Cpu);
        Assert.Equal(("superseded by 2", 40L), _queue.Left[1]);
        Assert.Equal((0, 2L, 1L), (_queue.State.Waiting, _queue.State.Checkpoint, _queue.State.Passed));
        Assert.Empty(_queue.Dispatch());
    }

    [Fact]
    public void An_alert_that_is_with_the_reactor_is_not_taken_back()
    {
        _queue.Arrive(payload: Cpu);
        _queue.Dispatch();
        _queue.Arrive("app.recovered", payload: Cpu);
        Assert.Equal("dispatched", _queue.Left[1].How);
        Assert.Equal(0, _queue.State.Checkpoint);
    }

    [Theory]
    [InlineData("""{"key":"order-1"}""", """{"key":"order-1"}""", "test", "app.slow", true)]
    [InlineData("""{"key":"order-1"}""", """{"key":"order-2"}""", "test", "app.broken", false)]
    [InlineData("""{"key":"order-1"}""", """{"key":"order-1"}""", "other", "app.broken", false)]
    [InlineData("""{"key":"order-1"}""", """{"key":"order-1","status":"resolved"}""", "test", "app.unheard-of", true)]
    [InlineData("""{"key":"order-1"}""", """{"key":"order-1"}""", "test", "app.unheard-of", false)]
    [InlineData("""{"key":"order-1"}""", """{"key":"order-1"}""", "test", "net.recovered", false)]
    [InlineData("""{"key":""}""", """{"key":""}""", "test", "app.broken", false)]
    [InlineData("""{"key":7}""", """{"key":7}""", "test", "app.broken", false)]
    [InlineData("{}", "{}", "test", "app.broken", false)]
    [InlineData(Cpu, """{"sensor":"cpu","target":"other"}""", "test", "app.recovered", false)]
    public void The_later_event_of_one_source_family_and_key_takes_the_earlier_ones_place(
        string earlier,
        string later,
        string source,
        string type,
        bool supersedes
    )
    {
        _queue.Arrive(payload: earlier);
        _queue.Arrive(type, payload: later, source: source);
        Assert.Equal(supersedes, _queue.Left.ContainsKey(1));
        Assert.Equal(supersedes ? 1 : 0, _queue.State.Superseded);
    }

    [Fact]
    public void A_full_queue_has_room_for_what_supersedes_one_that_waits()
    {
        _queue.Settings = _queue.Settings with { QueueCapacity = 2 };
        _queue.Arrive(payload: Cpu);
        _queue.Arrive();
        _queue.Arrive(payload: Cpu);
        Assert.Equal((2, 0L), (_queue.State.Waiting, _queue.State.Shed));
        Assert.Equal([2, 3], _queue.Dispatch());
    }

    [Fact]
    public void For_every_mix_of_keys_the_order_within_one_key_is_kept_and_nothing_is_lost() =>
        Draw.ForAll(
            Draw.Four(Draw.Int(0, 3), Draw.Int(0, 5), Draw.Int(0, 4), Draw.Int(0, 20_000)).ListOf(),
            steps =>
            {
                var queue = new QueueModel { Settings = SchedulingSettings.Default with { QueueCapacity = 16, HandOffWindow = 3 } };
                var (keys, asked, order) = (new Dictionary<long, int>(), new HashSet<long>(), new Dictionary<int, long>());
                foreach (var (priority, key, what, wait) in steps)
                {
                    queue.Now += wait;
                    var isOver = what == 0;
                    var payload = key == 5 ? "{}" : $$"""{"key":"{{key}}"}""";
                    var arrived = queue.Arrive(isOver ? "app.recovered" : "app.broken", (Priority)priority, payload);
                    keys[arrived.Seq] = key;
                    if (!isOver)
                        asked.Add(arrived.Seq);
                    if (what == 1 && queue.WithReactor.TryDequeue(out var done))
                        queue.Settle(done);
                    if (what > 2)
                        Go();
                    foreach (
                        var group in queue
                            .State.Lanes.SelectMany(lane => lane)
                            .Where(entry => entry.Key is not null)
                            .GroupBy(entry => entry.Key)
                    )
                        Assert.Single(group);
                    Assert.Equal(
                        queue.State.Keys.Values.Select(entry => entry.Seq).Order(),
                        queue.State.Lanes.SelectMany(lane => lane).Where(entry => entry.Key is not null).Select(entry => entry.Seq).Order()
                    );
                }
                while (queue.State.Unsettled > 0)
                {
                    while (queue.WithReactor.TryDequeue(out var done))
                        queue.Settle(done);
                    Go();
                }
                Assert.Equal(asked.Order(), queue.Left.Keys.Order());
                Assert.Equal(queue.Seq, queue.State.Checkpoint);

                void Go()
                {
                    foreach (var seq in queue.Dispatch())
                    {
                        if (keys[seq] == 5)
                            continue;
                        Assert.True(order.GetValueOrDefault(keys[seq]) < seq, "an earlier event of a key came after a later one");
                        order[keys[seq]] = seq;
                    }
                }
            }
        );
}
