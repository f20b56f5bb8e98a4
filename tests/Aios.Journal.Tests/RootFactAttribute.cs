namespace Aios.Journal.Tests;

/// <summary>A fact that mounts a file system of its own, which only root may.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RootFactAttribute : FactAttribute
{
    public RootFactAttribute()
    {
        if (Environment.UserName != "root" || !File.Exists("/bin/mount"))
            Skip = "it mounts a small tmpfs: run it as root, with mount in /bin (apt-get install -y mount)";
    }
}
