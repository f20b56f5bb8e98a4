using System.Buffers.Binary;
using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace Aios.Benchmarks.Office;

/// <summary>
/// Viewers that only count: plain sockets on one thread, so that its processor time can be taken off that of the process. They take frames
/// as browsers do and unpack none, but look for the times in urgent ones.
/// </summary>
internal sealed class Watchers : IDisposable
{
    private const byte TextFrame = 0x81;

    private static readonly byte[] Mark = Encoding.ASCII.GetBytes($"\"{LookedAt.Urgent}\":");

    private readonly List<Watcher> _all;
    private readonly Thread _thread;
    private readonly List<double> _latencies = [];
    private volatile bool _isOver;
    private volatile bool _counts;

    public Watchers(LookedAt office, int count, string filter)
    {
        _all = [.. Enumerable.Range(0, count).Select(_ => new Watcher(office, filter))];
        _thread = new Thread(Take) { IsBackground = true };
        _thread.Start();
    }

    public TimeSpan Processor { get; private set; }

    public long Bytes => _all.Sum(each => each.Bytes);

    public long Frames => _all.Sum(each => each.Frames);

    /// <summary>From the moment in which an urgent event was published to the one in which its frame was whole here, in milliseconds.</summary>
    public double[] Latencies => [.. _latencies.Order()];

    /// <summary>From now on what comes counts.</summary>
    public void Count() => _counts = true;

    public void Dispose()
    {
        _isOver = true;
        _thread.Join();
        _all.ForEach(each => each.Socket.Dispose());
    }

    private void Take()
    {
        var (began, isCounted) = (TimeSpan.Zero, false);
        while (!_isOver && _all.Count > 0)
        {
            if (_counts && !isCounted)
                (began, isCounted) = (ProcessorClock.OfThread, true);
            var ready = _all.ConvertAll(each => each.Socket);
            Socket.Select(ready, null, null, 10_000);
            foreach (var each in _all.Where(each => ready.Contains(each.Socket)))
                each.Take(isCounted, _latencies);
        }
        Processor = ProcessorClock.OfThread - began;
    }

    private sealed class Watcher
    {
        private byte[] _buffer = new byte[256 * 1024];
        private int _filled;

        public Watcher(LookedAt office, string filter)
        {
            Socket.Connect(office.Url.Host, office.Url.Port);
            Socket.Send(
                Encoding.ASCII.GetBytes(
                    $"GET /ws HTTP/1.1\r\nHost: {office.Url.Authority}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                        + $"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nAuthorization: Bearer {office.Token}\r\n\r\n"
                )
            );
            var answer = Encoding.ASCII.GetString(_buffer, 0, Socket.Receive(_buffer));
            if (!answer.StartsWith("HTTP/1.1 101", StringComparison.Ordinal))
                throw new InvalidOperationException(answer);
            var subs = new[]
            {
                new
                {
                    id = "e",
                    topic = "events",
                    filter,
                },
            };
            var hello = JsonSerializer.SerializeToUtf8Bytes(
                new
                {
                    kind = "hello",
                    v = "aios.ui/1",
                    subs,
                }
            );
            // A mask of zeros leaves the text as it is; it is shorter than 126 bytes.
            Socket.Send([TextFrame, (byte)(0x80 | hello.Length), 0, 0, 0, 0, .. hello]);
        }

        public Socket Socket { get; } = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        public long Bytes { get; private set; }
        public long Frames { get; private set; }

        public void Take(bool counts, List<double> latencies)
        {
            if (_filled == _buffer.Length)
                Array.Resize(ref _buffer, _buffer.Length * 2);
            var came = Socket.Receive(_buffer.AsSpan(_filled));
            if (came == 0)
                throw new InvalidOperationException("the office closed the socket of a viewer");
            var now = Stopwatch.GetTimestamp();
            _filled += came;
            Bytes += counts ? came : 0;
            var at = 0;
            while (Whole(_buffer.AsSpan(at, _filled - at)) is { } size)
            {
                Frames += counts && _buffer[at] == TextFrame ? 1 : 0;
                if (counts)
                    Measure(_buffer.AsSpan(at, size), now, latencies);
                at += size;
            }
            _buffer.AsSpan(at, _filled - at).CopyTo(_buffer);
            _filled -= at;
        }

        // Frames of a server have no mask.
        private static int? Whole(ReadOnlySpan<byte> bytes)
        {
            if (bytes.Length < 2)
                return null;
            var (head, size) = (bytes[1] & 0x7F) switch
            {
                126 => (4, bytes.Length < 4 ? long.MaxValue : BinaryPrimitives.ReadUInt16BigEndian(bytes[2..])),
                127 => (10, bytes.Length < 10 ? long.MaxValue : BinaryPrimitives.ReadInt64BigEndian(bytes[2..])),
                var small => (2, small),
            };
            return size <= bytes.Length - head ? head + (int)size : null;
        }

        private static void Measure(ReadOnlySpan<byte> frame, long now, List<double> latencies)
        {
            while (frame.IndexOf(Mark) is var at and >= 0)
            {
                frame = frame[(at + Mark.Length)..];
                System.Buffers.Text.Utf8Parser.TryParse(frame, out long published, out _);
                latencies.Add(Stopwatch.GetElapsedTime(published, now).TotalMilliseconds);
            }
        }
    }
}
