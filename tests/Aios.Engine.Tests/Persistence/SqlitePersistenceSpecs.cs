using Akka.Actor;

namespace Aios.Engine.Tests.Persistence;

/// <summary>Journal and snapshots in one file.</summary>
public sealed class SqlitePersistenceSpecs : PersistentActorContract
{
    private readonly DirectoryInfo _folder;

    public SqlitePersistenceSpecs()
        : this(Directory.CreateTempSubdirectory("aios-persist-")) { }

    private SqlitePersistenceSpecs(DirectoryInfo folder)
        : base(ActorSystem.Create("sqlite", Settings(SqliteFiles.Settings(folder)))) => _folder = folder;

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        _folder.Delete(recursive: true);
    }
}
