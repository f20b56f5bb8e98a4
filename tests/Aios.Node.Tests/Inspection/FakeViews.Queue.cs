using Aios.Loop.Scheduling;
using Aios.Loop.Vocabulary;

namespace Aios.Node.Tests.Inspection;

internal sealed partial class FakeViews
{
    public QueueStanding Standing { get; set; } = QueueStanding.Runs;

    public Task<SchedulingProtocol.Queue> Queue() =>
        Task.FromResult(
            new SchedulingProtocol.Queue(
                [0, 2, 0, 1],
                [0, 1200, 0, 90],
                [
                    new(Record(118, "resource.cpu_spike", Severity.Warn), 1_000, 31_000),
                    new(Record(119, "resource.disk_low", Severity.Warn), 1_500, 31_500),
                    new(Record(120, "deploy.finished", Severity.Info), 2_000, 602_000),
                ],
                [new(new RunId("calm-process-1111111111"), "renice", Priority.P1, 9_000, false, 1_900, 7)],
                [new(new RunId("disk-cleanup-0a1b2c3d4e"), "journal", Priority.P1, 12)],
                5,
                117,
                120,
                80,
                38,
                0
            )
            {
                Standing = Standing,
            }
        );

    public List<object> QueueAsked { get; } = [];

    public Task<QueueProtocol.IReply> ChangeQueue(QueueProtocol.ChangeStanding asked)
    {
        QueueAsked.Add(asked);
        return Task.FromResult<QueueProtocol.IReply>(
            asked.Mode == QueueMode.Running
                ? new QueueProtocol.Refused(new Refusal("queue", "standing", "it runs already", "'aios queue ls' shows what waits"))
                : new QueueProtocol.Stands(new QueueStanding(asked.Mode, Start, asked.By, asked.Reason), 1, 3)
        );
    }

    public Task<QueueProtocol.IReply> CancelQueued(QueueProtocol.CancelEvents asked)
    {
        QueueAsked.Add(asked);
        return Task.FromResult<QueueProtocol.IReply>(new QueueProtocol.Chosen([.. Queued().Where(asked.Filter.Holds)], 0, !asked.IsDry));
    }

    public Task<QueueProtocol.Chosen> FindRequeueable(QueueFilter filter) =>
        Task.FromResult(new QueueProtocol.Chosen([.. Queued().Where(filter.Holds)], 0, false));

    public Task<QueueProtocol.IReply> Requeue(QueueProtocol.RequeueEvents asked)
    {
        QueueAsked.Add(asked);
        return Task.FromResult<QueueProtocol.IReply>(new QueueProtocol.Chosen(asked.Events, asked.Left, true));
    }

    private static RecordedEvent[] Queued() =>
        [Record(118, "resource.cpu_spike", Severity.Warn), Record(120, "deploy.finished", Severity.Info)];
}
