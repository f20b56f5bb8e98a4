namespace Aios.Platform.Files;

/// <summary>Checks names of files below a data folder.</summary>
internal static class RelativeName
{
    private const int LongestSegment = 255;

    public static void Check(string folder, string name)
    {
        if (name.Length == 0 || name.Contains('\0') || name[0] == '/')
        {
            throw Refused(
                folder,
                name,
                name.Length == 0 ? "it is empty"
                    : name[0] == '/' ? "it is absolute"
                    : "it holds a NUL character"
            );
        }

        foreach (var segment in name.Split('/'))
        {
            if (segment is "" or "." or ".." || segment.Length > LongestSegment)
            {
                throw Refused(
                    folder,
                    name,
                    segment.Length > LongestSegment ? "a part is too long" : $"the part '{segment}' leads elsewhere"
                );
            }
        }
    }

    private static DataFolderException Refused(string folder, string name, string why) =>
        new(
            DataFolderFault.BadName,
            folder,
            $"'{name.Replace('\0', '?')}' is no name of a file in the data folder: {why}",
            $"Use parts of 1 to {LongestSegment} characters parted by '/', without '.', '..', a leading '/' or NUL."
        );
}
