using Aios.Loop.Vocabulary;
using Aios.Node.Settings;
using Aios.Platform.Files;

namespace Aios.Node.Cli.Local;

/// <summary>Files as they were named on the command line; a folder stands for the files directly in it.</summary>
internal static class GivenFiles
{
    /// <param name="suffix">What the files of a folder end with; a file named by itself may end as it likes.</param>
    /// <param name="faults">Folders that cannot be listed or hold no such file.</param>
    public static IReadOnlyList<string> Expand(IEnumerable<string> paths, string suffix, out IReadOnlyList<PlacedFault> faults)
    {
        var (files, found) = (new List<string>(), new List<PlacedFault>());
        foreach (var path in paths)
            if (!PlainFiles.IsFolder(path))
                files.Add(path);
            else
                try
                {
                    var inside = PlainFiles.List(path, suffix);
                    if (inside.Count == 0)
                        found.Add(new PlacedFault(Place.Whole(path), $"the folder holds no file NAME{suffix}"));
                    files.AddRange(inside);
                }
                catch (DataFolderException error)
                {
                    found.Add(new PlacedFault(Place.Whole(path), $"{error.Cause}. {error.Remedy}"));
                }
        faults = found;
        return [.. files.Distinct(StringComparer.Ordinal)];
    }
}
