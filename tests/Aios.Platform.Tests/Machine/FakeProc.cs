namespace Aios.Platform.Tests.Machine;

/// <summary>Files that look like the kernel's, in a folder of their own.</summary>
internal sealed class FakeProc : IDisposable
{
    public string Root { get; } = Directory.CreateTempSubdirectory("aios-proc-").FullName;

    public string Write(string name, string text)
    {
        var path = Path.Combine(Root, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    public void WriteMachine(string cpu, long totalKb = 1000, long availableKb = 250)
    {
        Write("stat", $"cpu  {cpu}\ncpu0 {cpu}\nintr 1 2 3\n");
        Write("meminfo", $"MemTotal: {totalKb, 15} kB\nMemFree: 1 kB\nMemAvailable: {availableKb, 10} kB\n");
        Write("loadavg", "0.50 1.25 2.00 1/100 4242\n");
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
