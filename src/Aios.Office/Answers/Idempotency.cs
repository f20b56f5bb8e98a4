using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;
using Aios.Loop.Ports;
using Aios.Loop.Surface;
using Microsoft.AspNetCore.Http;

namespace Aios.Office.Answers;

/// <summary>
/// A write that brings an <c>Idempotency-Key</c> is carried out once; sent again it gets the answer of the first time.
/// When the node ended in between, nobody knows whether it happened: then, and from then on, the answer is
/// <see cref="ProblemKinds.OutcomeUnknown"/>, and it is not carried out again.
/// </summary>
internal sealed class Idempotency(IAccessStore store, TimeProvider clock)
{
    public const string Header = "Idempotency-Key";
    public const int LongestKey = 200;

    private readonly ConcurrentDictionary<string, string> _running = new(StringComparer.Ordinal);

    /// <summary>What is wrong with the key of the request; null when nothing is, or none was sent.</summary>
    /// <param name="isSecret">The answer must not be kept, so that it cannot be given again.</param>
    public static string? Fault(HttpContext context, bool isSecret = false) =>
        context.Request.Headers[Header] switch
        {
            { Count: 0 } => null,
            _ when isSecret => $"the answer is a secret that is kept nowhere; send it without {Header}",
            [{ Length: > 0 and <= LongestKey } key] when key.All(c => c is > ' ' and < (char)127) => null,
            _ => $"{Header} must be given once, 1 to {LongestKey} visible ASCII characters",
        };

    /// <param name="person">A key belongs to who sent it, and to the path.</param>
    /// <exception cref="OperationCanceledException">The node stops; the key stays in use.</exception>
    public async Task<Answer> Once(HttpContext context, string person, ReadOnlyMemory<byte> body, Func<Task<Answer>> carryOut)
    {
        if (context.Request.Headers[Header] is not [{ } given])
            return await carryOut();
        var (method, path) = (context.Request.Method, $"{context.Request.Path}{context.Request.QueryString}");
        var (key, hash) = ($"{person}\n{method} {path}\n{given}", HashOf(method, path, body.Span));
        if (!_running.TryAdd(key, hash))
            return Busy(context, isSame: !_running.TryGetValue(key, out var first) || first == hash);
        try
        {
            var running = new KeptAnswer(key, hash, null, null, null, clock.GetUtcNow().ToUnixTimeMilliseconds());
            var kept = await store.Begin(running);
            if (kept is not null)
                return kept.RequestHash != hash ? Busy(context, isSame: false)
                    : kept.Status is null ? Problems.Answer(context, ProblemKinds.OutcomeUnknown, ProblemKinds.OutcomeUnknown.Help)
                    : Again(kept);
            var answer = await carryOut();
            await store.Finish(running with { Status = answer.Status, ContentType = answer.ContentType, Body = answer.Body });
            return answer;
        }
        finally
        {
            _running.TryRemove(key, out _);
        }
    }

    private static Answer Busy(HttpContext context, bool isSame) =>
        isSame
            ? Problems.Answer(context, ProblemKinds.StillRunning) with
            {
                RetryAfter = 1,
            }
            : Problems.Answer(context, ProblemKinds.KeyReused);

    private static Answer Again(KeptAnswer kept)
    {
        var answer = new Answer(kept.Status!.Value, kept.ContentType ?? "", kept.Body ?? "");
        return answer.Status == StatusCodes.Status202Accepted
            ? answer with
            {
                Location = JsonElement.Parse(answer.Body).GetProperty("location").GetString(),
            }
            : answer;
    }

    private static string HashOf(string method, string path, ReadOnlySpan<byte> body)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(System.Text.Encoding.UTF8.GetBytes($"{method} {path}\n"));
        hash.AppendData(body);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
