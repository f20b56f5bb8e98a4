namespace Aios.Node.Settings;

/// <summary>Where a node keeps its data.</summary>
/// <param name="Path">As named; not yet made or checked.</param>
/// <param name="Source">Who named it: <c>--data</c>, a variable, or the default.</param>
internal sealed record DataFolderPath(string Path, string Source)
{
    /// <summary>
    /// <c>--data</c>, else <c>AIOS_DATA</c>, else the first of <c>$STATE_DIRECTORY</c> (systemd), else <c>$XDG_STATE_HOME/aios</c>,
    /// else <c>$HOME/.local/state/aios</c>. A variable that is empty counts as not set, an XDG folder that is not absolute is ignored.
    /// </summary>
    /// <param name="option">The value of <c>--data</c>, or null.</param>
    /// <returns>The folder, or why there is none.</returns>
    public static (DataFolderPath? Folder, string? Fault) Resolve(string? option, Func<string, string?> environment)
    {
        if (option is not null)
            return string.IsNullOrWhiteSpace(option) ? (null, "--data is empty; it must be the path of a folder") : Found(option, "--data");
        if (Set("AIOS_DATA") is { } data)
            return Found(data, "AIOS_DATA");
        if (Set("STATE_DIRECTORY")?.Split(':', StringSplitOptions.RemoveEmptyEntries) is [var state, ..])
            return Found(state, "STATE_DIRECTORY");
        if (Set("XDG_STATE_HOME") is ['/', ..] xdg)
            return Found(System.IO.Path.Combine(xdg, "aios"), "XDG_STATE_HOME");
        if (Set("HOME") is ['/', ..] home)
            return Found(System.IO.Path.Combine(home, ".local/state/aios"), "HOME");
        return (null, "no data folder: none of --data, AIOS_DATA, STATE_DIRECTORY, XDG_STATE_HOME and HOME names one; name it by --data");

        string? Set(string name) => environment(name) is { } value && !string.IsNullOrWhiteSpace(value) ? value : null;
    }

    private static (DataFolderPath?, string?) Found(string path, string source) => (new DataFolderPath(path, source), null);
}
