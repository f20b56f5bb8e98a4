using System.Text.Json;
using Aios.Loop.Ports;
using Aios.Loop.Surface.Verbs;
using Microsoft.AspNetCore.Http;

namespace Aios.Office.Api;

/// <summary>Answers with the frames of <c>aios.cmd/1</c>, one a line, as they come. How it ended is in the last of them, not in the status.</summary>
internal static class FrameStream
{
    public const string ContentType = "application/x-ndjson";

    /// <summary>Of the frames of a request that gave no id of its own.</summary>
    public const string OnlyId = "1";

    /// <summary>Returns when the verb ended, the client left, or the node stops; the last says so to the client.</summary>
    public static async Task Run(OfficeHost host, HttpContext context, VerbCall call, string id)
    {
        context.Response.ContentType = ContentType;
        context.Response.Headers.CacheControl = "no-store";
        await context.Response.StartAsync(context.RequestAborted);
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, ApiCall.Stopping(context));
        using var output = new StreamOutput(context.Response, id, cancel.Token);
        VerbEnd end;
        try
        {
            end = await host.Verbs.Run(call, output, cancel.Token);
        }
        catch (OperationCanceledException) when (ApiCall.Stopping(context).IsCancellationRequested)
        {
            end = new VerbEnd(ExitCode.Interrupted, "the node is stopping");
        }
        catch (ClientGoneException)
        {
            return;
        }
        await output.End(VerbFrames.End(id, end.Code, end.Error));
    }

    /// <summary>One frame at a time, whoever writes it; deaf after the end.</summary>
    private sealed class StreamOutput(HttpResponse response, string id, CancellationToken cancel) : IVerbOutput, IDisposable
    {
        private readonly SemaphoreSlim _turn = new(1, 1);
        private bool _isOver;

        public async ValueTask Item(JsonElement item) => await Write(VerbFrames.Item(id, item), cancel);

        public async ValueTask Progress(string text) => await Write(VerbFrames.Progress(id, text), cancel);

        public async Task End(ReadOnlyMemory<byte> frame)
        {
            await _turn.WaitAsync(CancellationToken.None);
            _isOver = true;
            await response.Body.WriteAsync(frame, CancellationToken.None);
        }

        public void Dispose() => _turn.Dispose();

        private async Task Write(ReadOnlyMemory<byte> frame, CancellationToken cancel)
        {
            await _turn.WaitAsync(cancel);
            try
            {
                if (_isOver)
                    throw new OperationCanceledException("the verb is over");
                await response.Body.WriteAsync(frame, cancel);
                await response.Body.FlushAsync(cancel);
            }
            catch (IOException)
            {
                throw new ClientGoneException("it left");
            }
            finally
            {
                _turn.Release();
            }
        }
    }
}
