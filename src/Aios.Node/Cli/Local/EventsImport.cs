using System.Text;
using System.Text.Json;
using Aios.Journal.Log;
using Aios.Journal.Log.Import;
using Aios.Loop.Surface.Verbs;
using Aios.Loop.Vocabulary;
using Aios.Node.Output;
using Aios.Node.Verbs;
using Aios.Platform.Files;

namespace Aios.Node.Cli.Local;

internal static class EventsImport
{
    public static async Task<VerbEnd> Import(LocalCall call)
    {
        var path = call.Arguments.Text("file")!;
        var rejectedPath = path + ".rejected";
        try
        {
            await using var source = new FileStream(path, FileMode.Open, FileAccess.Read);
            var folder = DataFolder.OpenOrCreate(call.DataPath);
            using var held = folder.Lock();
            var random = new Random(Environment.ProcessId ^ Environment.TickCount);
            var import = new EventImport(folder, NodeFile.Begin(folder, Environment.MachineName, random), call.Clock);
            using var rejected = new RejectedLines(rejectedPath);
            var report = await import.Run(source, rejected.Add, (bytes, so) => Show(call.Bar, bytes, source.Length, so), call.Cancel);
            call.Bar?.WriteLine();
            await call.Output.Item(
                LooseJson.Object(
                    ("lines", report.Lines),
                    ("imported", report.Imported),
                    ("known", report.Known),
                    ("rejected", report.Rejected),
                    ("rejected_file", report.Rejected > 0 ? rejectedPath : null)
                )
            );
            return VerbEnd.Done;
        }
        catch (LogCorruptException corrupt)
        {
            return VerbEnd.Failed(corrupt.Message);
        }
        catch (Exception error) when (error is IOException and not DataFolderException or UnauthorizedAccessException)
        {
            return VerbEnd.Failed(error.Message);
        }
    }

    private static void Show(TextWriter? bar, long bytes, long length, ImportReport report)
    {
        const int width = 30;
        var share = length > 0 ? Math.Min(1, (double)bytes / length) : 1;
        var filled = new string('█', (int)(share * width)).PadRight(width, '░');
        bar?.Write(
            $"\r{filled} {Say.Number(100 * share, "0"), 3} %  {report.Imported} imported, {report.Known} known, {report.Rejected} rejected"
        );
    }

    /// <summary>One JSON line for each; the file is made with the first of them and replaces that of an earlier import.</summary>
    private sealed class RejectedLines(string path) : IDisposable
    {
        private StreamWriter? _file;

        public void Add(long line, string reason, ReadOnlyMemory<byte> text)
        {
            _file ??= new StreamWriter(path, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
            var item = LooseJson.Object(("line", line), ("reason", reason), ("text", Encoding.UTF8.GetString(text.Span)));
            _file.Write(JsonSerializer.Serialize(item, LooseJson.Options));
            _file.Write('\n');
        }

        public void Dispose() => _file?.Dispose();
    }
}
