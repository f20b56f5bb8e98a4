using System.Collections.Concurrent;
using Aios.Platform.Probes;

namespace Aios.Actors.Tests.Sensing;

/// <summary>Answers as the spec says; what it says nothing about never answers.</summary>
internal sealed class FakeProbes : IProbes
{
    private readonly ConcurrentDictionary<string, Func<Task<object>>> _answers = new();
    private readonly ConcurrentDictionary<string, int> _asked = new();

    public int Asked(string target) => _asked.GetValueOrDefault(target);

    public void Say(string target, object reading) => _answers[target] = () => Task.FromResult(reading);

    public void Fail(string target, string why) => _answers[target] = () => Task.FromException<object>(new IOException(why));

    /// <summary>Until the source is completed, whoever asks waits.</summary>
    public TaskCompletionSource<object> Hang(string target)
    {
        var source = new TaskCompletionSource<object>(TaskCreationOptions.RunContinuationsAsynchronously);
        _answers[target] = () => source.Task;
        return source;
    }

    public Task<PortReading> Port(string host, int port, TimeSpan within) => Answer<PortReading>($"{host}:{port}");

    public Task<HttpReading> Http(string url, TimeSpan within) => Answer<HttpReading>(url);

    public Task<CertificateReading> Certificate(string host, int port, TimeSpan within) => Answer<CertificateReading>($"{host}:{port}");

    public Task<CertificateReading> CertificateFile(string path, TimeSpan within) => Answer<CertificateReading>(path);

    public Task<FileReading> File(string path, TimeSpan within) => Answer<FileReading>(path);

    private async Task<T> Answer<T>(string target)
    {
        _asked.AddOrUpdate(target, 1, (_, count) => count + 1);
        var answer = _answers.TryGetValue(target, out var say) ? say() : new TaskCompletionSource<object>().Task;
        return (T)await answer;
    }
}
