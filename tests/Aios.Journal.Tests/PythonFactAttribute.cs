namespace Aios.Journal.Tests;

/// <summary>A fact that needs python3, because it holds the log against a checker in another language.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PythonFactAttribute : FactAttribute
{
    public PythonFactAttribute()
    {
        if (Find() is null)
            Skip = "python3 is not in PATH; install it: apt-get install -y python3";
    }

    public static string? Find() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator)
            .Select(folder => Path.Combine(folder, "python3"))
            .FirstOrDefault(File.Exists);
}
