using Serilog.Core;
using Serilog.Events;

namespace Aios.Node.Logging;

/// <summary>Writes log lines to a terminal. A writer that is gone is given up: the log file goes on.</summary>
internal sealed class WriterSink(TextWriter writer) : ILogEventSink
{
    private readonly LogLine _line = new();
    private readonly Lock _gate = new();
    private bool _isGone;

    public void Emit(LogEvent logEvent)
    {
        lock (_gate)
        {
            if (_isGone)
                return;
            try
            {
                _line.Format(logEvent, writer);
                writer.Flush();
            }
            catch (Exception error) when (error is IOException or ObjectDisposedException)
            {
                _isGone = true;
            }
        }
    }
}
