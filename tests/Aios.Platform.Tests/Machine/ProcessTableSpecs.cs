using Aios.Platform.Machine;
using Aios.Platform.Processes;

namespace Aios.Platform.Tests.Machine;

public sealed class ProcessTableSpecs : IDisposable
{
    private readonly FakeProc _files = new();

    public void Dispose() => _files.Dispose();

    [Fact]
    public async Task A_process_is_found_by_its_name()
    {
        var name = $"aios{Guid.NewGuid():n}"[..15];
        await using var child = await StartCopy(name);
        var process = (await child.Process)!.Value;

        Assert.Equal([process], await Named(name, process));
        Assert.Empty(ProcessTable.FindByName(name[..14]));
        await child.Stop();
        Assert.Empty(ProcessTable.FindByName(name));
    }

    [Fact]
    public async Task A_long_name_is_found_whole()
    {
        var name = $"aios-{Guid.NewGuid():n}";
        await using var child = await StartCopy(name);
        var process = (await child.Process)!.Value;

        Assert.Equal([process], await Named(name, process));
        Assert.Empty(ProcessTable.FindByName(name[..20]));
    }

    [Fact]
    public async Task A_pid_file_names_a_running_process_or_none()
    {
        await using var child = OwnChild.Start(new ChildSpec(["/bin/sleep", "1000"]));
        var process = (await child.Process)!.Value;

        Assert.Equal(process, ProcessTable.FindByPidFile(_files.Write("pid", $"{process.Pid}\n")));
        Assert.Null(ProcessTable.FindByPidFile(_files.Write("words", "no number")));
        Assert.Null(ProcessTable.FindByPidFile(_files.Write("empty", "")));
        Assert.Null(ProcessTable.FindByPidFile($"{_files.Root}/absent"));
        await child.Stop();
        Assert.Null(ProcessTable.FindByPidFile($"{_files.Root}/pid"));
    }

    [Fact]
    public async Task A_spinning_process_shows_its_use_and_its_end()
    {
        await using var child = OwnChild.Start(new ChildSpec(["/bin/sh", "-c", "while :; do :; done"]));
        var reader = new ProcessReader((await child.Process)!.Value);
        Assert.True(reader.TryRead(out var stat, out var percent) && double.IsNaN(percent));
        while (stat.CpuTicks < 5)
            Assert.True(reader.TryRead(out stat, out percent));

        Assert.Equal("sh", stat.Name);
        Assert.InRange(stat.ResidentBytes, 1, 1L << 30);
        await child.Stop();
        Assert.False(reader.TryRead(out _, out _));
    }

    private async Task<OwnChild> StartCopy(string name)
    {
        var program = Path.Combine(_files.Root, name);
        var copied = await ChildProcess.Run(new ChildSpec(["/bin/cp", "/bin/sleep", program]));
        Assert.Equal(0, copied.ExitCode);
        return OwnChild.Start(new ChildSpec([program, "1000"]));
    }

    /// <summary>A started process has its own name only after exec: until then the list is asked again.</summary>
    private static async Task<IReadOnlyList<ProcessIdentity>> Named(string name, ProcessIdentity process)
    {
        while (process.IsRunning && ProcessTable.FindByName(name).Count == 0)
            await Task.Yield();
        return ProcessTable.FindByName(name);
    }
}
