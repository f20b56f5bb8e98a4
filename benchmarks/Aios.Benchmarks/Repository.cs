namespace Aios.Benchmarks;

internal static class Repository
{
    /// <summary>The folder of the solution, found upwards from this executable.</summary>
    public static string Root { get; } = Find();

    private static string Find()
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
            if (File.Exists(Path.Combine(folder, "Aios.Actors.sln")))
                return folder;
        throw new DirectoryNotFoundException(
            $"no Aios.Actors.sln above {AppContext.BaseDirectory}: run the benchmarks inside the repository"
        );
    }
}
