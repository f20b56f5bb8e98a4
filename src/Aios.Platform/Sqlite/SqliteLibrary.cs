using System.Runtime.InteropServices;
using SQLitePCL;

namespace Aios.Platform.Sqlite;

/// <summary>Chooses the native SQLite once for the process: the system's when it is there and newer, else the one that ships.</summary>
/// <remarks>The shipped one dates from 2021; a distribution patches its own.</remarks>
public static class SqliteLibrary
{
    private const string SystemName = "libsqlite3.so.0";
    private const string ShippedName = "e_sqlite3";

    private static readonly Lazy<SqliteLibraryInfo> Loaded = new(Load);

    /// <summary>Loads the library at the first call and says which one runs.</summary>
    public static SqliteLibraryInfo Info => Loaded.Value;

    private static SqliteLibraryInfo Load()
    {
        var provider = typeof(SQLite3Provider_e_sqlite3).Assembly;
        var shipped = Candidate(NativeLibrary.TryLoad(ShippedName, provider, null, out var own) ? own : 0);
        var system = Candidate(NativeLibrary.TryLoad(SystemName, out var installed) ? installed : 0);
        var chosen = system.Number > shipped.Number ? system : shipped;
        if (chosen.Handle != 0)
            NativeLibrary.SetDllImportResolver(provider, (name, _, _) => name == ShippedName ? chosen.Handle : 0);
        Batteries_V2.Init();
        return new(raw.sqlite3_libversion().utf8_to_string(), chosen == system ? SystemName : ShippedName);
    }

    private static unsafe (nint Handle, int Number) Candidate(nint handle) =>
        handle != 0 && NativeLibrary.TryGetExport(handle, "sqlite3_libversion_number", out var number)
            ? (handle, ((delegate* unmanaged<int>)number)())
            : (0, 0);
}

/// <summary>The SQLite that runs.</summary>
/// <param name="Version">As the library itself says, for example <c>3.40.1</c>.</param>
/// <param name="Source">File name of the library.</param>
public sealed record SqliteLibraryInfo(string Version, string Source);
