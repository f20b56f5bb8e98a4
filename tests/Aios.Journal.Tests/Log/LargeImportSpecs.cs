using System.Text;
using Aios.Journal.Log.Import;
using Aios.Platform.Files;
using Aios.Testing;
using Xunit.Abstractions;

namespace Aios.Journal.Tests.Log;

/// <summary>Alone, because it looks at the memory of the whole process.</summary>
[CollectionDefinition(nameof(LargeImportSpecs), DisableParallelization = true)]
[Collection(nameof(LargeImportSpecs))]
public sealed class LargeImportSpecs(ITestOutputHelper output) : IDisposable
{
    private const int Events = 1_000_000;
    private const int Look = 250_000;
    private const long Most = 8 * 1024 * 1024;

    private readonly JournalFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    [Trait("Category", "Slow")]
    public async Task A_million_events_are_imported_and_known_again_in_memory_that_does_not_grow()
    {
        var evidence = new Evidence(output, "import");
        var (first, used) = await Import();
        var (second, usedAgain) = await Import();

        Assert.Equal(new ImportReport(Events, Events, 0, 0), first);
        Assert.Equal(new ImportReport(Events, 0, Events, 0), second);
        Assert.InRange(used[^1] - used[0], long.MinValue, Most);
        Assert.InRange(usedAgain[^1] - used[0], long.MinValue, Most);
        evidence.Write(
            new
            {
                Events,
                Times = 2,
                ManagedMib = Mebibytes(used),
                ThenMib = Mebibytes(usedAgain),
            }
        );
    }

    private async Task<(ImportReport Report, List<long> Used)> Import()
    {
        var used = new List<long>();
        using var lines = new Lines(Events);
        var report = await new EventImport(_folder.Data, new NodeIdentity("node-0001", 1, 1), _folder.Time).Run(
            lines,
            (_, _, _) => { },
            (_, report) =>
            {
                if (report.Lines / Look > used.Count || report.Lines == Events)
                    used.Add(GC.GetTotalMemory(forceFullCollection: true));
            },
            CancellationToken.None
        );
        return (report, used);
    }

    private static string Mebibytes(List<long> used) => string.Join(' ', used.Select(bytes => $"{bytes / 1048576.0:0.0}"));

    /// <summary>So many events of an older version, made while they are read.</summary>
    private sealed class Lines(int count) : Stream
    {
        private byte[] _line = [];
        private int _at;
        private int _made;

        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();
        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int length) => Read(buffer.AsSpan(offset, length));

        public override int Read(Span<byte> buffer)
        {
            if (_at == _line.Length)
            {
                if (_made == count)
                    return 0;
                _line = Encoding.ASCII.GetBytes($$"""{"id":"e-{{_made++}}","type":"a.b","source":"old","timestamp":{{_made}}}{{"\n"}}""");
                _at = 0;
            }
            var part = Math.Min(buffer.Length, _line.Length - _at);
            _line.AsSpan(_at, part).CopyTo(buffer);
            _at += part;
            return part;
        }

        public override void Flush() { }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int length) => throw new NotSupportedException();
    }
}
