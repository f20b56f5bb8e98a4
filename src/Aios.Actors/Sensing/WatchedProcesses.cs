using Aios.Platform.Machine;

namespace Aios.Actors.Sensing;

/// <summary>The processes that the user lists: by name, or by the absolute path of a pid file.</summary>
internal sealed class WatchedProcesses(IMachine machine, IReadOnlyList<string> names)
{
    public IReadOnlyList<string> Names => names;

    public IEnumerable<(ProcessIdentity Identity, string Name)> Find() =>
        names.SelectMany(name => FindOne(name).Select(identity => (identity, name)));

    public IEnumerable<ProcessIdentity> FindOne(string name) =>
        !name.StartsWith('/') ? machine.FindByName(name)
        : machine.FindByPidFile(name) is { } identity ? [identity]
        : [];
}
